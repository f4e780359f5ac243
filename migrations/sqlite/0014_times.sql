-- Seconds, and the order in which rows came, would join a credential to the ballot cast right after
-- it. Time is kept while it is needed, order never: both tables are stored by their keys.
CREATE TABLE issuance_by_key (
  election        INTEGER NOT NULL,
  leaf            BLOB NOT NULL,
  roll_contest    INTEGER NOT NULL,    -- the record of the roll that allows it
  scope           INTEGER NOT NULL CHECK (scope BETWEEN 0 AND 65535), -- contest; 65535: election
  contest         INTEGER NOT NULL CHECK (contest BETWEEN 0 AND 65534),
  blinded_hash    BLOB NOT NULL,       -- SHA-256 of the blinded message
  blind_signature BLOB NOT NULL,       -- the same request gets it again
  entry           BLOB NOT NULL,       -- of the issuance log
  taken_at        INTEGER,             -- until its batch
  position        INTEGER,             -- in the issuance log; none: waits for its batch
  CONSTRAINT issuance_one_key PRIMARY KEY (election, leaf, scope),
  CONSTRAINT issuance_record_key UNIQUE (election, leaf, roll_contest),
  CONSTRAINT issuance_entry_key UNIQUE (election, entry),
  CONSTRAINT issuance_on_roll FOREIGN KEY (election, leaf, roll_contest)
    REFERENCES roll (election, leaf, contest),
  CONSTRAINT issuance_timed CHECK ((position IS NULL) = (taken_at IS NOT NULL)),
  CHECK (scope = 65535 OR scope = contest),
  CHECK (roll_contest = 65535 OR roll_contest = contest)
) STRICT, WITHOUT ROWID;
INSERT INTO issuance_by_key
  (election, leaf, roll_contest, scope, contest, blinded_hash, blind_signature, entry, taken_at,
   position)
SELECT election, leaf, roll_contest, scope, contest, blinded_hash, blind_signature, entry,
  CASE WHEN position IS NULL THEN taken_at END, position
FROM issuance;
DROP TABLE issuance;
ALTER TABLE issuance_by_key RENAME TO issuance;
CREATE INDEX issuance_waiting ON issuance (election, taken_at) WHERE position IS NULL;

CREATE TABLE box_by_key (
  election     INTEGER NOT NULL REFERENCES elections (id),
  body_hash    BLOB NOT NULL,          -- SHA-256 of the body
  body         BLOB NOT NULL,
  opening      BLOB NOT NULL,          -- r, which with the body opens the commitment
  confirmation BLOB NOT NULL,
  entry        BLOB NOT NULL,          -- of the ballot log; holds the commitment
  taken_at     INTEGER,                -- the promise counts from here; until its slot is over
  position     INTEGER,                -- in the ballot log; none: waits for its batch
  CONSTRAINT box_body_key PRIMARY KEY (election, body_hash),
  CONSTRAINT box_entry_key UNIQUE (election, entry),
  CONSTRAINT box_timed CHECK (position IS NOT NULL OR taken_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO box_by_key
  (election, body_hash, body, opening, confirmation, entry, taken_at, position)
SELECT election, body_hash, body, opening, confirmation, entry, taken_at, position FROM box;
DROP TABLE box;
ALTER TABLE box_by_key RENAME TO box;
CREATE INDEX box_waiting ON box (election, taken_at) WHERE position IS NULL;
CREATE INDEX box_to_forget ON box (taken_at) WHERE position IS NOT NULL AND taken_at IS NOT NULL;
CREATE UNIQUE INDEX box_logged ON box (election, position) WHERE position IS NOT NULL;
