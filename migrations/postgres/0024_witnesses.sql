-- Cosignatures are lines of a head's note. Whether they meet the witness policy of the manifest is
-- told beside it; what was published before there were witnesses needs none.
ALTER TABLE checkpoints ADD COLUMN witnessed BIGINT NOT NULL DEFAULT 1 CHECK (witnessed IN (0, 1));
-- Written down at the close: no line is added to the log's heads any more.
ALTER TABLE logs ADD COLUMN settled BIGINT NOT NULL DEFAULT 0 CHECK (settled IN (0, 1));
