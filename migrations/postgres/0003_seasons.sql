-- A season of a programme: its rules are data and published with the act they cite.
CREATE TABLE seasons (
  id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key         TEXT   COLLATE "C" NOT NULL, -- in addresses: 2026-autumn
  titles      TEXT   NOT NULL,         -- JSON: language tag -> title
  act         TEXT   NOT NULL,         -- JSON: language tag -> the legal act it cites
  publication TEXT   NOT NULL CHECK (publication IN ('open', 'audited')),
  residence   TEXT   NOT NULL CHECK (residence IN ('none', 'district', 'mahalla')),
  min_age     BIGINT NOT NULL CHECK (min_age BETWEEN 0 AND 120),
  created_at  BIGINT NOT NULL,
  CONSTRAINT seasons_key_key UNIQUE (key)
);

-- Dated phases, half open: [starts_at, ends_at).
CREATE TABLE phases (
  season_id BIGINT NOT NULL REFERENCES seasons (id),
  phase     TEXT   NOT NULL CHECK (phase IN
    ('submission', 'screening', 'campaign', 'voting', 'tally', 'results', 'execution')),
  starts_at BIGINT NOT NULL,
  ends_at   BIGINT NOT NULL,
  PRIMARY KEY (season_id, phase),
  CHECK (ends_at > starts_at)
);

-- Contest = season x territory: an envelope, a ballot and a rule.
CREATE TABLE contests (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  season_id    BIGINT NOT NULL REFERENCES seasons (id),
  position     BIGINT NOT NULL CHECK (position BETWEEN 0 AND 65534), -- index in the manifest
  territory_id BIGINT NOT NULL REFERENCES territories (id),
  envelope     BIGINT NOT NULL CHECK (envelope > 0),                 -- so'm
  cap          BIGINT NOT NULL CHECK (cap > 0),                      -- so'm, per project
  min_votes    BIGINT NOT NULL CHECK (min_votes >= 0),
  ballot_kind  TEXT   NOT NULL CHECK (ballot_kind IN ('choose_one', 'approval', 'knapsack')),
  ballot_min   BIGINT NOT NULL CHECK (ballot_min >= 0),
  ballot_max   BIGINT NOT NULL CHECK (ballot_max >= 1),
  rule         TEXT   NOT NULL,
  rule_params  TEXT   NOT NULL,        -- JSON
  CONSTRAINT contests_position_key UNIQUE (season_id, position),
  CONSTRAINT contests_territory_key UNIQUE (season_id, territory_id),
  CHECK (ballot_min <= ballot_max),
  CHECK (ballot_kind <> 'choose_one' OR ballot_max = 1)
);
