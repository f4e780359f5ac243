-- What several trustees announced and revealed when they made the key of an election together, as
-- they signed it. The record publishes it; a single trustee has none.
CREATE TABLE key_generation (
  election     INTEGER NOT NULL REFERENCES elections (id),
  trustee      INTEGER NOT NULL CHECK (trustee BETWEEN 1 AND 65535), -- index in the manifest
  announcement TEXT    NOT NULL,
  reveal       TEXT    NOT NULL,
  PRIMARY KEY (election, trustee)
) STRICT;
