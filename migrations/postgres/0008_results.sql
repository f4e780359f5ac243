-- The copy is written and read in the order of the log.
CREATE UNIQUE INDEX box_logged ON box (election, position) WHERE position IS NOT NULL;

-- What the close fixed. What opens a ballot later does not count.
CREATE TABLE closings (
  election BIGINT NOT NULL PRIMARY KEY REFERENCES elections (id),
  copy     BYTEA   NOT NULL CHECK (length(copy) = 32), -- SHA-256 of the copy's files in order
  unopened BIGINT NOT NULL CHECK (unopened >= 0)      -- ballots that nothing opens
);

-- Signed notes of trustees and auditors about a closed election, as they were sent.
CREATE TABLE election_notes (
  election BIGINT NOT NULL REFERENCES closings (election),
  kind     TEXT    NOT NULL CHECK (kind IN ('share', 'hold', 'attest')),
  author   TEXT    NOT NULL,           -- a trustee's index, an auditor's name
  note     TEXT    NOT NULL,
  sent_by  BIGINT REFERENCES people (id), -- none: an operator at the command line
  sent_at  BIGINT NOT NULL,
  PRIMARY KEY (election, kind, author)
);

-- What the count found, over the whole election.
CREATE TABLE tallies (
  election   BIGINT NOT NULL PRIMARY KEY REFERENCES closings (election),
  opened     BIGINT NOT NULL CHECK (opened >= 0),
  invalid    BIGINT NOT NULL CHECK (invalid >= 0),
  superseded BIGINT NOT NULL CHECK (superseded >= 0),
  spoiled    BIGINT NOT NULL CHECK (spoiled >= 0),
  counted    BIGINT NOT NULL CHECK (counted >= 0),
  incidents  BYTEA   NOT NULL          -- incidents.json
);

-- The files of each contest's result (docs/protocol.md, section 4). Those that min_counted
-- withholds are not there.
CREATE TABLE results (
  election BIGINT NOT NULL REFERENCES tallies (election),
  contest  BIGINT NOT NULL CHECK (contest BETWEEN 0 AND 65534), -- its index in the manifest
  result   BYTEA   NOT NULL,           -- tally/<contest>.json
  trace    BYTEA,                      -- tally/<contest>.trace.jsonl
  counted  BYTEA,                      -- counted/<contest>.csv
  pabulib  BYTEA,                      -- counted/<contest>.pb
  PRIMARY KEY (election, contest)
);

-- The published record. Its files lie in the folder of records.
CREATE TABLE records (
  election BIGINT NOT NULL PRIMARY KEY REFERENCES tallies (election),
  sums     BYTEA   NOT NULL CHECK (length(sums) = 32), -- SHA-256 of SHA256SUMS
  files    BIGINT NOT NULL CHECK (files > 0),
  bytes    BIGINT NOT NULL CHECK (bytes > 0)
);
