-- When the appeal period has ended, bodies, openings and confirmations are erased (docs/privacy.md).
-- What a receipt is looked up by stays: the entry and its place in the log.
CREATE TABLE box_erasable (
  election     INTEGER NOT NULL REFERENCES elections (id),
  body_hash    BLOB NOT NULL,          -- SHA-256 of the body
  body         BLOB,                   -- none: erased
  opening      BLOB,                   -- r, which with the body opens the commitment
  confirmation BLOB,
  entry        BLOB NOT NULL,          -- of the ballot log; holds the commitment
  taken_at     INTEGER,                -- the promise counts from here; until its slot is over
  position     INTEGER,                -- in the ballot log; none: waits for its batch
  CONSTRAINT box_body_key PRIMARY KEY (election, body_hash),
  CONSTRAINT box_entry_key UNIQUE (election, entry),
  CONSTRAINT box_timed CHECK (position IS NOT NULL OR taken_at IS NOT NULL),
  CONSTRAINT box_erased
    CHECK ((body IS NULL) = (opening IS NULL) AND (body IS NULL) = (confirmation IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO box_erasable
  (election, body_hash, body, opening, confirmation, entry, taken_at, position)
SELECT election, body_hash, body, opening, confirmation, entry, taken_at, position FROM box;
DROP TABLE box;
ALTER TABLE box_erasable RENAME TO box;
CREATE INDEX box_waiting ON box (election, taken_at) WHERE position IS NULL;
CREATE INDEX box_to_forget ON box (taken_at) WHERE position IS NOT NULL AND taken_at IS NOT NULL;
CREATE UNIQUE INDEX box_logged ON box (election, position) WHERE position IS NOT NULL;
