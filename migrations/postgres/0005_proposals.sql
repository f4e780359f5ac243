-- What one project of the category 'equipment' may cost; none: as much as any other.
ALTER TABLE contests ADD COLUMN cap_equipment BIGINT
  CHECK (cap_equipment > 0 AND cap_equipment <= cap); -- so'm

-- Photos that were taken in, by the SHA-256 of the largest JPEG that was made of each.
CREATE TABLE photos (
  hash      BYTEA   NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  width     BIGINT NOT NULL CHECK (width BETWEEN 1 AND 65535),  -- pixels of that JPEG
  height    BIGINT NOT NULL CHECK (height BETWEEN 1 AND 65535),
  person_id BIGINT NOT NULL REFERENCES people (id),             -- who sent it first
  added_at  BIGINT NOT NULL
);
CREATE INDEX photos_added ON photos (added_at);

-- A resident's proposal: draft -> submitted -> admitted or refused; withdrawn from the first two.
-- What it says stands in its versions.
CREATE TABLE proposals (
  id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key           TEXT COLLATE "C" NOT NULL,    -- in addresses; of a project also in the manifest
  contest_id    BIGINT NOT NULL REFERENCES contests (id),
  author_id     BIGINT NOT NULL REFERENCES people (id),
  state         TEXT    NOT NULL
    CHECK (state IN ('draft', 'submitted', 'withdrawn', 'admitted', 'refused')),
  version       BIGINT NOT NULL CHECK (version >= 1), -- the one that holds now
  created_at    BIGINT NOT NULL,
  submitted_at  BIGINT,
  withdrawn_at  BIGINT,
  decided_by    BIGINT REFERENCES people (id),
  decided_at    BIGINT,
  reason        TEXT CHECK (length(reason) BETWEEN 1 AND 2000), -- public
  cost_reviewed BIGINT CHECK (cost_reviewed BETWEEN 1 AND 10000000000000), -- so'm
  CONSTRAINT proposals_key_key UNIQUE (key),
  CONSTRAINT proposals_own CHECK (decided_by <> author_id),
  CHECK (length(key) BETWEEN 1 AND 32),
  CHECK (state NOT IN ('submitted', 'admitted', 'refused') OR submitted_at IS NOT NULL),
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
  CHECK ((state IN ('admitted', 'refused')) = (decided_at IS NOT NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (reason IS NULL)),
  CHECK ((state = 'admitted') = (cost_reviewed IS NOT NULL))
);
CREATE INDEX proposals_author ON proposals (author_id);
CREATE INDEX proposals_contest ON proposals (contest_id, state);

-- What a proposal says. Of a draft the last version alone is kept; from its submission on, all.
CREATE TABLE proposal_versions (
  proposal_id BIGINT NOT NULL REFERENCES proposals (id),
  version     BIGINT NOT NULL CHECK (version >= 1),
  saved_at    BIGINT NOT NULL,
  draft       BOOLEAN NOT NULL, -- a draft may lack anything
  title       TEXT    NOT NULL CHECK (length(title) <= 120),
  summary     TEXT    NOT NULL CHECK (length(summary) <= 300),
  text        TEXT    NOT NULL CHECK (length(text) <= 6000), -- paragraphs, an empty line between
  place       TEXT    NOT NULL CHECK (length(place) <= 200),
  category    TEXT CHECK (category IN ('roads', 'water', 'school', 'kindergarten', 'clinic',
    'lighting', 'park', 'sport', 'culture', 'irrigation', 'equipment')),
  language    TEXT    NOT NULL CHECK (length(language) BETWEEN 2 AND 8), -- it is written in
  mahalla_id  BIGINT REFERENCES territories (id),
  cost_asked  BIGINT NOT NULL CHECK (cost_asked BETWEEN 0 AND 10000000000000), -- so'm
  PRIMARY KEY (proposal_id, version),
  CONSTRAINT proposal_versions_whole CHECK (draft OR (length(title) > 0
    AND length(summary) > 0 AND length(text) > 0 AND length(place) > 0
    AND category IS NOT NULL AND mahalla_id IS NOT NULL AND cost_asked > 0))
);

-- Its costs: cost_asked is the sum of quantity x unit_price.
CREATE TABLE cost_lines (
  proposal_id BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  position    BIGINT NOT NULL CHECK (position BETWEEN 0 AND 7),
  item        TEXT    NOT NULL CHECK (length(item) BETWEEN 1 AND 120),
  unit        TEXT    NOT NULL CHECK (length(unit) BETWEEN 1 AND 20),
  quantity    BIGINT NOT NULL CHECK (quantity BETWEEN 1 AND 1000000000),
  unit_price  BIGINT NOT NULL CHECK (unit_price BETWEEN 1 AND 10000000000000), -- so'm
  PRIMARY KEY (proposal_id, version, position),
  FOREIGN KEY (proposal_id, version) REFERENCES proposal_versions (proposal_id, version)
);

-- Its photos, in their order, each described for those who cannot see it.
CREATE TABLE proposal_photos (
  proposal_id BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  position    BIGINT NOT NULL CHECK (position BETWEEN 0 AND 4),
  hash        BYTEA   NOT NULL REFERENCES photos (hash),
  alt         TEXT    NOT NULL CHECK (length(alt) <= 200),
  PRIMARY KEY (proposal_id, version, position),
  CONSTRAINT proposal_photos_hash_key UNIQUE (proposal_id, version, hash),
  FOREIGN KEY (proposal_id, version) REFERENCES proposal_versions (proposal_id, version)
);
CREATE INDEX proposal_photos_hash ON proposal_photos (hash);

-- What can be voted for in a contest: made in the transaction that admits the proposal.
CREATE TABLE projects (
  id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key         TEXT COLLATE "C" NOT NULL,      -- in the manifest: [A-Za-z0-9._-]{1,32}
  contest_id  BIGINT NOT NULL REFERENCES contests (id),
  proposal_id BIGINT REFERENCES proposals (id), -- none: from an election held elsewhere
  title       TEXT    NOT NULL,
  summary     TEXT    NOT NULL,
  place       TEXT    NOT NULL,
  language    TEXT    NOT NULL,
  category    TEXT,
  mahalla_id  BIGINT REFERENCES territories (id),
  cost        BIGINT NOT NULL CHECK (cost BETWEEN 1 AND 10000000000000), -- so'm
  search_key  TEXT COLLATE "C" NOT NULL,      -- title, summary and place folded, a space before each
  created_at  BIGINT NOT NULL,
  CONSTRAINT projects_key_key UNIQUE (key),
  CONSTRAINT projects_proposal_key UNIQUE (proposal_id)
);
CREATE INDEX projects_contest ON projects (contest_id, key);
