-- A person is one identity number, known only as HMAC-SHA-256(pepper, number).
CREATE TABLE people (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nullifier    BYTEA NOT NULL,
  name         TEXT   NOT NULL,        -- as the identity provider gave it, for the own pages
  born_on      TEXT,                   -- ISO date, for the age rule
  territory_id BIGINT REFERENCES territories (id), -- mahalla of residence
  created_at   BIGINT NOT NULL,
  told_at      BIGINT NOT NULL,          -- when a provider last said name, birth and residence
  CONSTRAINT people_nullifier_key UNIQUE (nullifier)
);

-- Accounts at identity providers: two accounts with one identity number are one person.
CREATE TABLE accounts (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id  BIGINT NOT NULL REFERENCES people (id),
  issuer     TEXT   NOT NULL,
  subject    TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT accounts_subject_key UNIQUE (issuer, subject)
);

-- A sign-in under way: between the redirect to the provider and its answer.
CREATE TABLE sign_ins (
  state_hash    BYTEA PRIMARY KEY,    -- SHA-256 of the state parameter
  nonce         TEXT   NOT NULL,
  pkce_verifier TEXT   NOT NULL,
  return_to     TEXT   NOT NULL,       -- a path of this site
  fresh         BOOLEAN NOT NULL,       -- the provider must ask for the person again
  created_at    BIGINT NOT NULL,
  expires_at    BIGINT NOT NULL
);

-- Own sessions. The cookie holds a token, this table only its hash.
CREATE TABLE sessions (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash BYTEA NOT NULL,          -- SHA-256
  person_id  BIGINT NOT NULL REFERENCES people (id),
  device     TEXT   NOT NULL,          -- words for the list of sessions, no address
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  authed_at  BIGINT NOT NULL,           -- when the provider last asked for the person
  revoked_at BIGINT,
  CONSTRAINT sessions_token_key UNIQUE (token_hash)
);
CREATE INDEX sessions_person ON sessions (person_id);

-- Roles are scoped to a territory and what lies in it; no territory means the whole country.
CREATE TABLE roles (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id    BIGINT NOT NULL REFERENCES people (id),
  role         TEXT   NOT NULL CHECK (role IN ('moderator', 'ministry', 'auditor', 'administrator')),
  territory_id BIGINT REFERENCES territories (id),
  granted_at   BIGINT NOT NULL,
  revoked_at   BIGINT
);
CREATE UNIQUE INDEX roles_held_key ON roles (person_id, role, COALESCE(territory_id, 0))
  WHERE revoked_at IS NULL;

-- Every staff act: who, what, when. Rows are only ever added.
CREATE TABLE acts (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           BIGINT NOT NULL,
  person_id    BIGINT REFERENCES people (id), -- none: an operator at the command line
  act          TEXT   NOT NULL,        -- a word of the product: roles.grant, approval.confirm, ...
  subject      TEXT   NOT NULL,        -- what it was done to
  territory_id BIGINT REFERENCES territories (id),
  detail       TEXT   NOT NULL         -- JSON, without personal data
);
CREATE INDEX acts_at ON acts (at);
CREATE FUNCTION acts_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'acts are only ever added'; END $$;
CREATE TRIGGER acts_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON acts
  FOR EACH STATEMENT EXECUTE FUNCTION acts_only_added();

-- Acts that need two officials: one proposes, another identity confirms.
CREATE TABLE approvals (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  act          TEXT   NOT NULL,
  subject      TEXT   NOT NULL,
  payload      TEXT   NOT NULL,        -- JSON: exactly what will be done
  proposed_by  BIGINT NOT NULL REFERENCES people (id),
  proposed_at  BIGINT NOT NULL,
  decided_by   BIGINT REFERENCES people (id),
  decided_at   BIGINT,
  decision     TEXT   CHECK (decision IN ('confirmed', 'declined', 'withdrawn')),
  CONSTRAINT approvals_two_people CHECK (decision = 'withdrawn' OR decided_by <> proposed_by),
  CONSTRAINT approvals_own_withdrawal CHECK (decision <> 'withdrawn' OR decided_by = proposed_by),
  CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL))
);
CREATE UNIQUE INDEX approvals_open_key ON approvals (act, subject) WHERE decision IS NULL;
