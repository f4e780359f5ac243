-- The vote of one season. What it is, its keys and dates stand in the manifest (docs/protocol.md).
CREATE TABLE elections (
  id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  season_id   BIGINT NOT NULL REFERENCES seasons (id),
  election_id BYTEA NOT NULL,           -- SHA-256 of the manifest under its tag
  manifest    BYTEA NOT NULL,           -- the exact bytes that are published
  state       TEXT   NOT NULL CHECK (state IN
    ('prepared', 'approved', 'closed', 'tallied', 'published')),
  state_at    BIGINT NOT NULL,        -- since when
  CONSTRAINT elections_season_key UNIQUE (season_id),
  CONSTRAINT elections_election_id_key UNIQUE (election_id)
);

-- Eligible people that no provider spoke of yet, from a file of the state. Numbers are not kept.
CREATE TABLE roll_sources (
  nullifier    BYTEA NOT NULL PRIMARY KEY, -- HMAC-SHA-256(pepper, identity number)
  born_on      TEXT   NOT NULL,        -- ISO date
  territory_id BIGINT NOT NULL REFERENCES territories (id), -- mahalla of residence
  imported_at  BIGINT NOT NULL
);

-- Who may vote, fixed when the election is prepared. A leaf leads to nobody without the
-- election's pepper, which no database holds.
CREATE TABLE roll (
  election BIGINT NOT NULL REFERENCES elections (id),
  contest  BIGINT NOT NULL CHECK (contest BETWEEN 0 AND 65535), -- 65535: any one contest
  leaf     BYTEA NOT NULL,
  PRIMARY KEY (election, leaf, contest)
);

-- Credentials: one per identity, which is a leaf here, and contest or election.
CREATE TABLE issuance (
  election        BIGINT NOT NULL,
  leaf            BYTEA NOT NULL,
  roll_contest    BIGINT NOT NULL,    -- the record of the roll that allows it
  scope           BIGINT NOT NULL CHECK (scope BETWEEN 0 AND 65535), -- contest; 65535: election
  contest         BIGINT NOT NULL CHECK (contest BETWEEN 0 AND 65534),
  blinded_hash    BYTEA NOT NULL,       -- SHA-256 of the blinded message
  blind_signature BYTEA NOT NULL,       -- the same request gets it again
  entry           BYTEA NOT NULL,       -- of the issuance log
  taken_at        BIGINT NOT NULL,
  position        BIGINT,             -- in the issuance log; none: waits for its batch
  CONSTRAINT issuance_one_key UNIQUE (election, leaf, scope),
  CONSTRAINT issuance_record_key UNIQUE (election, leaf, roll_contest),
  CONSTRAINT issuance_entry_key UNIQUE (election, entry),
  CONSTRAINT issuance_on_roll FOREIGN KEY (election, leaf, roll_contest)
    REFERENCES roll (election, leaf, contest),
  CHECK (scope = 65535 OR scope = contest),
  CHECK (roll_contest = 65535 OR roll_contest = contest)
);
CREATE INDEX issuance_waiting ON issuance (election, taken_at) WHERE position IS NULL;

-- Ballots that were promised. The only question that it answers is the body itself, sent again.
CREATE TABLE box (
  election     BIGINT NOT NULL REFERENCES elections (id),
  body_hash    BYTEA NOT NULL,          -- SHA-256 of the body
  body         BYTEA NOT NULL,
  opening      BYTEA NOT NULL,          -- r, which with the body opens the commitment
  confirmation BYTEA NOT NULL,
  entry        BYTEA NOT NULL,          -- of the ballot log; holds the commitment
  taken_at     BIGINT NOT NULL,       -- the promise counts from here
  position     BIGINT,                -- in the ballot log; none: waits for its batch
  CONSTRAINT box_body_key UNIQUE (election, body_hash),
  CONSTRAINT box_entry_key UNIQUE (election, entry)
);
CREATE INDEX box_waiting ON box (election, taken_at) WHERE position IS NULL;

-- How many ballots of a voter key the box took in a slot of ten minutes.
CREATE TABLE box_slots (
  election  BIGINT NOT NULL REFERENCES elections (id),
  voter_key BYTEA NOT NULL,
  slot      BIGINT NOT NULL,
  casts     BIGINT NOT NULL CONSTRAINT box_slots_full CHECK (casts BETWEEN 0 AND 16),
  PRIMARY KEY (election, voter_key, slot)
);

-- The head of each log. Who publishes compares and swaps its size; sealed: nothing is taken any
-- more, what waits and the closing entry follow.
CREATE TABLE logs (
  election BIGINT NOT NULL REFERENCES elections (id),
  log      TEXT   NOT NULL CHECK (log IN ('issuance', 'ballots')),
  size     BIGINT NOT NULL CHECK (size >= 0),
  sealed   BIGINT NOT NULL CHECK (sealed IN (0, 1)),
  closed   BIGINT NOT NULL CHECK (closed IN (0, 1)), -- the last entry is the closing one
  PRIMARY KEY (election, log),
  CHECK (sealed >= closed)
);

CREATE TABLE log_entries (
  election BIGINT NOT NULL,
  log      TEXT   NOT NULL,
  position BIGINT NOT NULL CHECK (position >= 0),
  entry    BYTEA NOT NULL,
  PRIMARY KEY (election, log, position),
  FOREIGN KEY (election, log) REFERENCES logs (election, log)
);

-- Roots of the complete subtrees (RFC 6962): of the leaves [position << level, +1 << level).
CREATE TABLE log_nodes (
  election BIGINT NOT NULL,
  log      TEXT   NOT NULL,
  level    BIGINT NOT NULL CHECK (level BETWEEN 0 AND 63),
  position BIGINT NOT NULL CHECK (position >= 0),
  hash     BYTEA NOT NULL,
  PRIMARY KEY (election, log, level, position),
  FOREIGN KEY (election, log) REFERENCES logs (election, log)
);

-- Every signed head that was ever published.
CREATE TABLE checkpoints (
  election BIGINT NOT NULL,
  log      TEXT   NOT NULL,
  size     BIGINT NOT NULL CHECK (size > 0),
  root     BYTEA NOT NULL,
  note     TEXT   NOT NULL,            -- C2SP signed note
  PRIMARY KEY (election, log, size),
  FOREIGN KEY (election, log) REFERENCES logs (election, log)
);
