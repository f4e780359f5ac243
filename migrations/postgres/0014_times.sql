-- Seconds would join a credential to the ballot cast right after it. They are kept while they are
-- needed. The order of rows in their files is the server's: docs/privacy.md says what to do.
ALTER TABLE issuance ALTER COLUMN taken_at DROP NOT NULL; -- until its batch
UPDATE issuance SET taken_at = NULL WHERE position IS NOT NULL;
ALTER TABLE issuance
  ADD CONSTRAINT issuance_timed CHECK ((position IS NULL) = (taken_at IS NOT NULL));

ALTER TABLE box ALTER COLUMN taken_at DROP NOT NULL; -- until its slot is over
ALTER TABLE box ADD CONSTRAINT box_timed CHECK (position IS NOT NULL OR taken_at IS NOT NULL);
CREATE INDEX box_to_forget ON box (taken_at) WHERE position IS NOT NULL AND taken_at IS NOT NULL;
