-- A person is one identity number, known only as HMAC-SHA-256(pepper, number).
CREATE TABLE people (
  id           INTEGER PRIMARY KEY,
  nullifier    BLOB NOT NULL,
  name         TEXT   NOT NULL,        -- as the identity provider gave it, for the own pages
  born_on      TEXT,                   -- ISO date, for the age rule
  territory_id INTEGER REFERENCES territories (id), -- mahalla of residence
  created_at   INTEGER NOT NULL,
  told_at      INTEGER NOT NULL,          -- when a provider last said name, birth and residence
  CONSTRAINT people_nullifier_key UNIQUE (nullifier)
) STRICT;

-- Accounts at identity providers: two accounts with one identity number are one person.
CREATE TABLE accounts (
  id         INTEGER PRIMARY KEY,
  person_id  INTEGER NOT NULL REFERENCES people (id),
  issuer     TEXT   NOT NULL,
  subject    TEXT   NOT NULL,
  created_at INTEGER NOT NULL,
  CONSTRAINT accounts_subject_key UNIQUE (issuer, subject)
) STRICT;

-- A sign-in under way: between the redirect to the provider and its answer.
CREATE TABLE sign_ins (
  state_hash    BLOB NOT NULL PRIMARY KEY, -- SHA-256 of the state parameter
  nonce         TEXT   NOT NULL,
  pkce_verifier TEXT   NOT NULL,
  return_to     TEXT   NOT NULL,       -- a path of this site
  fresh         INTEGER NOT NULL CHECK (fresh IN (0, 1)), -- the provider must ask for the person again
  created_at    INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL
) STRICT;

-- Own sessions. The cookie holds a token, this table only its hash.
CREATE TABLE sessions (
  id         INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL,          -- SHA-256
  person_id  INTEGER NOT NULL REFERENCES people (id),
  device     TEXT   NOT NULL,          -- words for the list of sessions, no address
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  authed_at  INTEGER NOT NULL,           -- when the provider last asked for the person
  revoked_at INTEGER,
  CONSTRAINT sessions_token_key UNIQUE (token_hash)
) STRICT;
CREATE INDEX sessions_person ON sessions (person_id);

-- Roles are scoped to a territory and what lies in it; no territory means the whole country.
CREATE TABLE roles (
  id           INTEGER PRIMARY KEY,
  person_id    INTEGER NOT NULL REFERENCES people (id),
  role         TEXT   NOT NULL CHECK (role IN ('moderator', 'ministry', 'auditor', 'administrator')),
  territory_id INTEGER REFERENCES territories (id),
  granted_at   INTEGER NOT NULL,
  revoked_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX roles_held_key ON roles (person_id, role, COALESCE(territory_id, 0))
  WHERE revoked_at IS NULL;

-- Every staff act: who, what, when. Rows are only ever added.
CREATE TABLE acts (
  id           INTEGER PRIMARY KEY,
  at           INTEGER NOT NULL,
  person_id    INTEGER REFERENCES people (id), -- none: an operator at the command line
  act          TEXT   NOT NULL,        -- a word of the product: roles.grant, approval.confirm, ...
  subject      TEXT   NOT NULL,        -- what it was done to
  territory_id INTEGER REFERENCES territories (id),
  detail       TEXT   NOT NULL         -- JSON, without personal data
) STRICT;
CREATE INDEX acts_at ON acts (at);
CREATE TRIGGER acts_keep BEFORE UPDATE ON acts
  BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END;
CREATE TRIGGER acts_stay BEFORE DELETE ON acts
  BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END;

-- Acts that need two officials: one proposes, another identity confirms.
CREATE TABLE approvals (
  id           INTEGER PRIMARY KEY,
  act          TEXT   NOT NULL,
  subject      TEXT   NOT NULL,
  payload      TEXT   NOT NULL,        -- JSON: exactly what will be done
  proposed_by  INTEGER NOT NULL REFERENCES people (id),
  proposed_at  INTEGER NOT NULL,
  decided_by   INTEGER REFERENCES people (id),
  decided_at   INTEGER,
  decision     TEXT   CHECK (decision IN ('confirmed', 'declined', 'withdrawn')),
  CONSTRAINT approvals_two_people CHECK (decision = 'withdrawn' OR decided_by <> proposed_by),
  CONSTRAINT approvals_own_withdrawal CHECK (decision <> 'withdrawn' OR decided_by = proposed_by),
  CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX approvals_open_key ON approvals (act, subject) WHERE decision IS NULL;
