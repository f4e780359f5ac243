-- What is planned and spent: files of budget lines that officials brought, and of these the
-- versions that were published. What a file says is never changed; what was proposed or
-- published is never removed.
CREATE TABLE budget_files (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  year         BIGINT NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  territory_id BIGINT NOT NULL REFERENCES territories (id), -- its lines lie in it
  source       BYTEA   NOT NULL,       -- the exact bytes that were sent
  sha256       BYTEA   NOT NULL CHECK (length(sha256) = 32), -- of them
  line_count   BIGINT NOT NULL CHECK (line_count >= 1),
  plan         BIGINT NOT NULL CHECK (plan BETWEEN 0 AND 9007199254740991), -- so'm, all lines
  executed     BIGINT NOT NULL CHECK (executed BETWEEN 0 AND 9007199254740991), -- so'm, all lines
  uploaded_by  BIGINT NOT NULL REFERENCES people (id),
  uploaded_at  BIGINT NOT NULL
);
CREATE INDEX budget_files_budget ON budget_files (year, territory_id);

CREATE TABLE budget_lines (
  file_id      BIGINT NOT NULL REFERENCES budget_files (id),
  position     BIGINT NOT NULL CHECK (position >= 0),
  territory_id BIGINT NOT NULL REFERENCES territories (id),
  function     TEXT    NOT NULL CHECK (length(function) = 4), -- COFOG group: 07.2
  plan         BIGINT NOT NULL CHECK (plan BETWEEN 0 AND 1000000000000000), -- so'm
  executed     BIGINT NOT NULL CHECK (executed BETWEEN 0 AND 1000000000000000), -- so'm
  PRIMARY KEY (file_id, position),
  CONSTRAINT budget_lines_once UNIQUE (file_id, territory_id, function)
);

-- The file that an approval `budget.publish` is about.
CREATE TABLE budget_proposals (
  approval_id BIGINT NOT NULL PRIMARY KEY REFERENCES approvals (id),
  file_id     BIGINT NOT NULL REFERENCES budget_files (id)
);
CREATE INDEX budget_proposals_file ON budget_proposals (file_id);

-- The budget of a year and territory, as it was published: 1, 2, 3, ...
CREATE TABLE budget_versions (
  year         BIGINT NOT NULL,
  territory_id BIGINT NOT NULL REFERENCES territories (id),
  version      BIGINT NOT NULL CHECK (version >= 1),
  file_id      BIGINT NOT NULL REFERENCES budget_files (id),
  approval_id  BIGINT NOT NULL REFERENCES budget_proposals (approval_id),
  published_by BIGINT NOT NULL REFERENCES people (id), -- who confirmed
  published_at BIGINT NOT NULL,
  PRIMARY KEY (year, territory_id, version),
  CONSTRAINT budget_versions_file_key UNIQUE (file_id),
  CONSTRAINT budget_versions_approval_key UNIQUE (approval_id)
);

-- A version says what its file says, follows the one before, and two officials stand behind it.
CREATE FUNCTION budget_version_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
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
  THEN RAISE EXCEPTION 'budget version contradicts its file or its approval'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER budget_versions_true BEFORE INSERT ON budget_versions
  FOR EACH ROW EXECUTE FUNCTION budget_version_true();

CREATE FUNCTION budget_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'budgets are never overwritten'; END $$;
CREATE TRIGGER budget_versions_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_versions
  FOR EACH STATEMENT EXECUTE FUNCTION budget_kept();
CREATE TRIGGER budget_proposals_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON budget_proposals
  FOR EACH STATEMENT EXECUTE FUNCTION budget_kept();
CREATE TRIGGER budget_files_keep BEFORE UPDATE OR TRUNCATE ON budget_files
  FOR EACH STATEMENT EXECUTE FUNCTION budget_kept();
CREATE TRIGGER budget_lines_keep BEFORE UPDATE OR TRUNCATE ON budget_lines
  FOR EACH STATEMENT EXECUTE FUNCTION budget_kept();

CREATE FUNCTION budget_proposed_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE file BIGINT;
BEGIN
  CASE TG_TABLE_NAME || ' ' || TG_OP
    WHEN 'budget_files DELETE' THEN file := OLD.id;
    WHEN 'budget_lines DELETE' THEN file := OLD.file_id;
    ELSE file := NEW.file_id;
  END CASE;
  IF EXISTS (SELECT 1 FROM budget_proposals p WHERE p.file_id = file)
  THEN RAISE EXCEPTION 'budgets are never overwritten'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER budget_files_stay BEFORE DELETE ON budget_files
  FOR EACH ROW EXECUTE FUNCTION budget_proposed_kept();
CREATE TRIGGER budget_lines_stay BEFORE INSERT OR DELETE ON budget_lines
  FOR EACH ROW EXECUTE FUNCTION budget_proposed_kept();
