-- What one project of the category 'equipment' may cost; none: as much as any other.
ALTER TABLE contests ADD COLUMN cap_equipment INTEGER
  CHECK (cap_equipment > 0 AND cap_equipment <= cap); -- so'm

-- Photos that were taken in, by the SHA-256 of the largest JPEG that was made of each.
CREATE TABLE photos (
  hash      BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  width     INTEGER NOT NULL CHECK (width BETWEEN 1 AND 65535),  -- pixels of that JPEG
  height    INTEGER NOT NULL CHECK (height BETWEEN 1 AND 65535),
  person_id INTEGER NOT NULL REFERENCES people (id),             -- who sent it first
  added_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX photos_added ON photos (added_at);

-- A resident's proposal: draft -> submitted -> admitted or refused; withdrawn from the first two.
-- What it says stands in its versions.
CREATE TABLE proposals (
  id            INTEGER PRIMARY KEY,
  key           TEXT    NOT NULL,      -- in addresses; of a project also in the manifest
  contest_id    INTEGER NOT NULL REFERENCES contests (id),
  author_id     INTEGER NOT NULL REFERENCES people (id),
  state         TEXT    NOT NULL
    CHECK (state IN ('draft', 'submitted', 'withdrawn', 'admitted', 'refused')),
  version       INTEGER NOT NULL CHECK (version >= 1), -- the one that holds now
  created_at    INTEGER NOT NULL,
  submitted_at  INTEGER,
  withdrawn_at  INTEGER,
  decided_by    INTEGER REFERENCES people (id),
  decided_at    INTEGER,
  reason        TEXT CHECK (length(reason) BETWEEN 1 AND 2000), -- public
  cost_reviewed INTEGER CHECK (cost_reviewed BETWEEN 1 AND 10000000000000), -- so'm
  CONSTRAINT proposals_key_key UNIQUE (key),
  CONSTRAINT proposals_own CHECK (decided_by <> author_id),
  CHECK (length(key) BETWEEN 1 AND 32),
  CHECK (state NOT IN ('submitted', 'admitted', 'refused') OR submitted_at IS NOT NULL),
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
  CHECK ((state IN ('admitted', 'refused')) = (decided_at IS NOT NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (reason IS NULL)),
  CHECK ((state = 'admitted') = (cost_reviewed IS NOT NULL))
) STRICT;
CREATE INDEX proposals_author ON proposals (author_id);
CREATE INDEX proposals_contest ON proposals (contest_id, state);

-- What a proposal says. Of a draft the last version alone is kept; from its submission on, all.
CREATE TABLE proposal_versions (
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  version     INTEGER NOT NULL CHECK (version >= 1),
  saved_at    INTEGER NOT NULL,
  draft       INTEGER NOT NULL CHECK (draft IN (0, 1)), -- a draft may lack anything
  title       TEXT    NOT NULL CHECK (length(title) <= 120),
  summary     TEXT    NOT NULL CHECK (length(summary) <= 300),
  text        TEXT    NOT NULL CHECK (length(text) <= 6000), -- paragraphs, an empty line between
  place       TEXT    NOT NULL CHECK (length(place) <= 200),
  category    TEXT CHECK (category IN ('roads', 'water', 'school', 'kindergarten', 'clinic',
    'lighting', 'park', 'sport', 'culture', 'irrigation', 'equipment')),
  language    TEXT    NOT NULL CHECK (length(language) BETWEEN 2 AND 8), -- it is written in
  mahalla_id  INTEGER REFERENCES territories (id),
  cost_asked  INTEGER NOT NULL CHECK (cost_asked BETWEEN 0 AND 10000000000000), -- so'm
  PRIMARY KEY (proposal_id, version),
  CONSTRAINT proposal_versions_whole CHECK (draft = 1 OR (length(title) > 0
    AND length(summary) > 0 AND length(text) > 0 AND length(place) > 0
    AND category IS NOT NULL AND mahalla_id IS NOT NULL AND cost_asked > 0))
) STRICT;

-- Its costs: cost_asked is the sum of quantity x unit_price.
CREATE TABLE cost_lines (
  proposal_id INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  position    INTEGER NOT NULL CHECK (position BETWEEN 0 AND 7),
  item        TEXT    NOT NULL CHECK (length(item) BETWEEN 1 AND 120),
  unit        TEXT    NOT NULL CHECK (length(unit) BETWEEN 1 AND 20),
  quantity    INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000000),
  unit_price  INTEGER NOT NULL CHECK (unit_price BETWEEN 1 AND 10000000000000), -- so'm
  PRIMARY KEY (proposal_id, version, position),
  FOREIGN KEY (proposal_id, version) REFERENCES proposal_versions (proposal_id, version)
) STRICT;

-- Its photos, in their order, each described for those who cannot see it.
CREATE TABLE proposal_photos (
  proposal_id INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  position    INTEGER NOT NULL CHECK (position BETWEEN 0 AND 4),
  hash        BLOB    NOT NULL REFERENCES photos (hash),
  alt         TEXT    NOT NULL CHECK (length(alt) <= 200),
  PRIMARY KEY (proposal_id, version, position),
  CONSTRAINT proposal_photos_hash_key UNIQUE (proposal_id, version, hash),
  FOREIGN KEY (proposal_id, version) REFERENCES proposal_versions (proposal_id, version)
) STRICT;
CREATE INDEX proposal_photos_hash ON proposal_photos (hash);

-- What can be voted for in a contest: made in the transaction that admits the proposal.
CREATE TABLE projects (
  id          INTEGER PRIMARY KEY,
  key         TEXT    NOT NULL,        -- in the manifest: [A-Za-z0-9._-]{1,32}
  contest_id  INTEGER NOT NULL REFERENCES contests (id),
  proposal_id INTEGER REFERENCES proposals (id), -- none: from an election held elsewhere
  title       TEXT    NOT NULL,
  summary     TEXT    NOT NULL,
  place       TEXT    NOT NULL,
  language    TEXT    NOT NULL,
  category    TEXT,
  mahalla_id  INTEGER REFERENCES territories (id),
  cost        INTEGER NOT NULL CHECK (cost BETWEEN 1 AND 10000000000000), -- so'm
  search_key  TEXT    NOT NULL,        -- title, summary and place folded, a space before each
  created_at  INTEGER NOT NULL,
  CONSTRAINT projects_key_key UNIQUE (key),
  CONSTRAINT projects_proposal_key UNIQUE (proposal_id)
) STRICT;
CREATE INDEX projects_contest ON projects (contest_id, key);
