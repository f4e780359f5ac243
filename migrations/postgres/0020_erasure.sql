-- When the appeal period has ended, bodies, openings and confirmations are erased (docs/privacy.md).
-- What a receipt is looked up by stays: the entry and its place in the log.
ALTER TABLE box ALTER COLUMN body DROP NOT NULL;
ALTER TABLE box ALTER COLUMN opening DROP NOT NULL;
ALTER TABLE box ALTER COLUMN confirmation DROP NOT NULL;
ALTER TABLE box ADD CONSTRAINT box_erased
  CHECK ((body IS NULL) = (opening IS NULL) AND (body IS NULL) = (confirmation IS NULL));
