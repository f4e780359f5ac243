-- What a contest asks of its winners beyond the envelope and the minimum of votes: limits of
-- categories, projects that exclude each other, a part of the envelope for institutions.
ALTER TABLE contests ADD COLUMN bounds TEXT NOT NULL DEFAULT '{}'; -- JSON
