-- The copy is written and read in the order of the log.
CREATE UNIQUE INDEX box_logged ON box (election, position) WHERE position IS NOT NULL;

-- What the close fixed. What opens a ballot later does not count.
CREATE TABLE closings (
  election INTEGER NOT NULL PRIMARY KEY REFERENCES elections (id),
  copy     BLOB    NOT NULL CHECK (length(copy) = 32), -- SHA-256 of the copy's files in order
  unopened INTEGER NOT NULL CHECK (unopened >= 0)      -- ballots that nothing opens
) STRICT;

-- Signed notes of trustees and auditors about a closed election, as they were sent.
CREATE TABLE election_notes (
  election INTEGER NOT NULL REFERENCES closings (election),
  kind     TEXT    NOT NULL CHECK (kind IN ('share', 'hold', 'attest')),
  author   TEXT    NOT NULL,           -- a trustee's index, an auditor's name
  note     TEXT    NOT NULL,
  sent_by  INTEGER REFERENCES people (id), -- none: an operator at the command line
  sent_at  INTEGER NOT NULL,
  PRIMARY KEY (election, kind, author)
) STRICT;

-- What the count found, over the whole election.
CREATE TABLE tallies (
  election   INTEGER NOT NULL PRIMARY KEY REFERENCES closings (election),
  opened     INTEGER NOT NULL CHECK (opened >= 0),
  invalid    INTEGER NOT NULL CHECK (invalid >= 0),
  superseded INTEGER NOT NULL CHECK (superseded >= 0),
  spoiled    INTEGER NOT NULL CHECK (spoiled >= 0),
  counted    INTEGER NOT NULL CHECK (counted >= 0),
  incidents  BLOB    NOT NULL          -- incidents.json
) STRICT;

-- The files of each contest's result (docs/protocol.md, section 4). Those that min_counted
-- withholds are not there.
CREATE TABLE results (
  election INTEGER NOT NULL REFERENCES tallies (election),
  contest  INTEGER NOT NULL CHECK (contest BETWEEN 0 AND 65534), -- its index in the manifest
  result   BLOB    NOT NULL,           -- tally/<contest>.json
  trace    BLOB,                       -- tally/<contest>.trace.jsonl
  counted  BLOB,                       -- counted/<contest>.csv
  pabulib  BLOB,                       -- counted/<contest>.pb
  PRIMARY KEY (election, contest)
) STRICT;

-- The published record. Its files lie in the folder of records.
CREATE TABLE records (
  election INTEGER NOT NULL PRIMARY KEY REFERENCES tallies (election),
  sums     BLOB    NOT NULL CHECK (length(sums) = 32), -- SHA-256 of SHA256SUMS
  files    INTEGER NOT NULL CHECK (files > 0),
  bytes    INTEGER NOT NULL CHECK (bytes > 0)
) STRICT;
