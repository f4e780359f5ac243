-- The vote of one season. What it is, its keys and dates stand in the manifest (docs/protocol.md).
CREATE TABLE elections (
  id          INTEGER PRIMARY KEY,
  season_id   INTEGER NOT NULL REFERENCES seasons (id),
  election_id BLOB NOT NULL,           -- SHA-256 of the manifest under its tag
  manifest    BLOB NOT NULL,           -- the exact bytes that are published
  state       TEXT   NOT NULL CHECK (state IN
    ('prepared', 'approved', 'closed', 'tallied', 'published')),
  state_at    INTEGER NOT NULL,        -- since when
  CONSTRAINT elections_season_key UNIQUE (season_id),
  CONSTRAINT elections_election_id_key UNIQUE (election_id)
) STRICT;

-- Eligible people that no provider spoke of yet, from a file of the state. Numbers are not kept.
CREATE TABLE roll_sources (
  nullifier    BLOB NOT NULL PRIMARY KEY, -- HMAC-SHA-256(pepper, identity number)
  born_on      TEXT   NOT NULL,        -- ISO date
  territory_id INTEGER NOT NULL REFERENCES territories (id), -- mahalla of residence
  imported_at  INTEGER NOT NULL
) STRICT;

-- Who may vote, fixed when the election is prepared. A leaf leads to nobody without the
-- election's pepper, which no database holds.
CREATE TABLE roll (
  election INTEGER NOT NULL REFERENCES elections (id),
  contest  INTEGER NOT NULL CHECK (contest BETWEEN 0 AND 65535), -- 65535: any one contest
  leaf     BLOB NOT NULL,
  PRIMARY KEY (election, leaf, contest)
) STRICT;

-- Credentials: one per identity, which is a leaf here, and contest or election.
CREATE TABLE issuance (
  election        INTEGER NOT NULL,
  leaf            BLOB NOT NULL,
  roll_contest    INTEGER NOT NULL,    -- the record of the roll that allows it
  scope           INTEGER NOT NULL CHECK (scope BETWEEN 0 AND 65535), -- contest; 65535: election
  contest         INTEGER NOT NULL CHECK (contest BETWEEN 0 AND 65534),
  blinded_hash    BLOB NOT NULL,       -- SHA-256 of the blinded message
  blind_signature BLOB NOT NULL,       -- the same request gets it again
  entry           BLOB NOT NULL,       -- of the issuance log
  taken_at        INTEGER NOT NULL,
  position        INTEGER,             -- in the issuance log; none: waits for its batch
  CONSTRAINT issuance_one_key UNIQUE (election, leaf, scope),
  CONSTRAINT issuance_record_key UNIQUE (election, leaf, roll_contest),
  CONSTRAINT issuance_entry_key UNIQUE (election, entry),
  CONSTRAINT issuance_on_roll FOREIGN KEY (election, leaf, roll_contest)
    REFERENCES roll (election, leaf, contest),
  CHECK (scope = 65535 OR scope = contest),
  CHECK (roll_contest = 65535 OR roll_contest = contest)
) STRICT;
CREATE INDEX issuance_waiting ON issuance (election, taken_at) WHERE position IS NULL;

-- Ballots that were promised. The only question that it answers is the body itself, sent again.
CREATE TABLE box (
  election     INTEGER NOT NULL REFERENCES elections (id),
  body_hash    BLOB NOT NULL,          -- SHA-256 of the body
  body         BLOB NOT NULL,
  opening      BLOB NOT NULL,          -- r, which with the body opens the commitment
  confirmation BLOB NOT NULL,
  entry        BLOB NOT NULL,          -- of the ballot log; holds the commitment
  taken_at     INTEGER NOT NULL,       -- the promise counts from here
  position     INTEGER,                -- in the ballot log; none: waits for its batch
  CONSTRAINT box_body_key UNIQUE (election, body_hash),
  CONSTRAINT box_entry_key UNIQUE (election, entry)
) STRICT;
CREATE INDEX box_waiting ON box (election, taken_at) WHERE position IS NULL;

-- How many ballots of a voter key the box took in a slot of ten minutes.
CREATE TABLE box_slots (
  election  INTEGER NOT NULL REFERENCES elections (id),
  voter_key BLOB NOT NULL,
  slot      INTEGER NOT NULL,
  casts     INTEGER NOT NULL CONSTRAINT box_slots_full CHECK (casts BETWEEN 0 AND 16),
  PRIMARY KEY (election, voter_key, slot)
) STRICT;

-- The head of each log. Who publishes compares and swaps its size; sealed: nothing is taken any
-- more, what waits and the closing entry follow.
CREATE TABLE logs (
  election INTEGER NOT NULL REFERENCES elections (id),
  log      TEXT   NOT NULL CHECK (log IN ('issuance', 'ballots')),
  size     INTEGER NOT NULL CHECK (size >= 0),
  sealed   INTEGER NOT NULL CHECK (sealed IN (0, 1)),
  closed   INTEGER NOT NULL CHECK (closed IN (0, 1)), -- the last entry is the closing one
  PRIMARY KEY (election, log),
  CHECK (sealed >= closed)
) STRICT;

CREATE TABLE log_entries (
  election INTEGER NOT NULL,
  log      TEXT   NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  entry    BLOB NOT NULL,
  PRIMARY KEY (election, log, position),
  FOREIGN KEY (election, log) REFERENCES logs (election, log)
) STRICT;

-- Roots of the complete subtrees (RFC 6962): of the leaves [position << level, +1 << level).
CREATE TABLE log_nodes (
  election INTEGER NOT NULL,
  log      TEXT   NOT NULL,
  level    INTEGER NOT NULL CHECK (level BETWEEN 0 AND 63),
  position INTEGER NOT NULL CHECK (position >= 0),
  hash     BLOB NOT NULL,
  PRIMARY KEY (election, log, level, position),
  FOREIGN KEY (election, log) REFERENCES logs (election, log)
) STRICT;

-- Every signed head that was ever published.
CREATE TABLE checkpoints (
  election INTEGER NOT NULL,
  log      TEXT   NOT NULL,
  size     INTEGER NOT NULL CHECK (size > 0),
  root     BLOB NOT NULL,
  note     TEXT   NOT NULL,            -- C2SP signed note
  PRIMARY KEY (election, log, size),
  FOREIGN KEY (election, log) REFERENCES logs (election, log)
) STRICT;
