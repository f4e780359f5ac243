-- What is planned and spent: files of budget lines that officials brought, and of these the
-- versions that were published. What a file says is never changed; what was proposed or
-- published is never removed.
CREATE TABLE budget_files (
  id           INTEGER PRIMARY KEY,
  year         INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  territory_id INTEGER NOT NULL REFERENCES territories (id), -- its lines lie in it
  source       BLOB    NOT NULL,       -- the exact bytes that were sent
  sha256       BLOB    NOT NULL CHECK (length(sha256) = 32), -- of them
  line_count   INTEGER NOT NULL CHECK (line_count >= 1),
  plan         INTEGER NOT NULL CHECK (plan BETWEEN 0 AND 9007199254740991), -- so'm, all lines
  executed     INTEGER NOT NULL CHECK (executed BETWEEN 0 AND 9007199254740991), -- so'm, all lines
  uploaded_by  INTEGER NOT NULL REFERENCES people (id),
  uploaded_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX budget_files_budget ON budget_files (year, territory_id);

CREATE TABLE budget_lines (
  file_id      INTEGER NOT NULL REFERENCES budget_files (id),
  position     INTEGER NOT NULL CHECK (position >= 0),
  territory_id INTEGER NOT NULL REFERENCES territories (id),
  function     TEXT    NOT NULL CHECK (length(function) = 4), -- COFOG group: 07.2
  plan         INTEGER NOT NULL CHECK (plan BETWEEN 0 AND 1000000000000000), -- so'm
  executed     INTEGER NOT NULL CHECK (executed BETWEEN 0 AND 1000000000000000), -- so'm
  PRIMARY KEY (file_id, position),
  CONSTRAINT budget_lines_once UNIQUE (file_id, territory_id, function)
) STRICT;

-- The file that an approval `budget.publish` is about.
CREATE TABLE budget_proposals (
  approval_id INTEGER NOT NULL PRIMARY KEY REFERENCES approvals (id),
  file_id     INTEGER NOT NULL REFERENCES budget_files (id)
) STRICT;
CREATE INDEX budget_proposals_file ON budget_proposals (file_id);

-- The budget of a year and territory, as it was published: 1, 2, 3, ...
CREATE TABLE budget_versions (
  year         INTEGER NOT NULL,
  territory_id INTEGER NOT NULL REFERENCES territories (id),
  version      INTEGER NOT NULL CHECK (version >= 1),
  file_id      INTEGER NOT NULL REFERENCES budget_files (id),
  approval_id  INTEGER NOT NULL REFERENCES budget_proposals (approval_id),
  published_by INTEGER NOT NULL REFERENCES people (id), -- who confirmed
  published_at INTEGER NOT NULL,
  PRIMARY KEY (year, territory_id, version),
  CONSTRAINT budget_versions_file_key UNIQUE (file_id),
  CONSTRAINT budget_versions_approval_key UNIQUE (approval_id)
) STRICT;

-- A version says what its file says, follows the one before, and two officials stand behind it.
CREATE TRIGGER budget_versions_true BEFORE INSERT ON budget_versions
  WHEN NOT EXISTS (
    SELECT 1 FROM budget_files f
      JOIN budget_proposals p ON p.file_id = f.id
      JOIN approvals a ON a.id = p.approval_id
    WHERE f.id = NEW.file_id AND f.year = NEW.year AND f.territory_id = NEW.territory_id
      AND a.id = NEW.approval_id AND a.act = 'budget.publish' AND a.decision = 'confirmed'
      AND a.proposed_by = f.uploaded_by
      AND a.decided_by = NEW.published_by AND a.decided_at = NEW.published_at
      AND f.line_count = (SELECT COUNT(*) FROM budget_lines l WHERE l.file_id = f.id)
      AND f.plan = (SELECT SUM(l.plan) FROM budget_lines l WHERE l.file_id = f.id)
      AND f.executed = (SELECT SUM(l.executed) FROM budget_lines l WHERE l.file_id = f.id)
      AND NEW.version = 1 + (SELECT COALESCE(MAX(v.version), 0) FROM budget_versions v
        WHERE v.year = NEW.year AND v.territory_id = NEW.territory_id))
  BEGIN SELECT RAISE(ABORT, 'budget version contradicts its file or its approval'); END;

CREATE TRIGGER budget_versions_keep BEFORE UPDATE ON budget_versions
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_versions_stay BEFORE DELETE ON budget_versions
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_proposals_keep BEFORE UPDATE ON budget_proposals
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_proposals_stay BEFORE DELETE ON budget_proposals
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_files_keep BEFORE UPDATE ON budget_files
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_files_stay BEFORE DELETE ON budget_files
  WHEN EXISTS (SELECT 1 FROM budget_proposals p WHERE p.file_id = OLD.id)
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_lines_keep BEFORE UPDATE ON budget_lines
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_lines_closed BEFORE INSERT ON budget_lines
  WHEN EXISTS (SELECT 1 FROM budget_proposals p WHERE p.file_id = NEW.file_id)
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
CREATE TRIGGER budget_lines_stay BEFORE DELETE ON budget_lines
  WHEN EXISTS (SELECT 1 FROM budget_proposals p WHERE p.file_id = OLD.file_id)
  BEGIN SELECT RAISE(ABORT, 'budgets are never overwritten'); END;
