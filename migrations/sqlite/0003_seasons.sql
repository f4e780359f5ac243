-- A season of a programme: its rules are data and published with the act they cite.
CREATE TABLE seasons (
  id          INTEGER PRIMARY KEY,
  key         TEXT   NOT NULL,         -- in addresses: 2026-autumn
  titles      TEXT   NOT NULL,         -- JSON: language tag -> title
  act         TEXT   NOT NULL,         -- JSON: language tag -> the legal act it cites
  publication TEXT   NOT NULL CHECK (publication IN ('open', 'audited')),
  residence   TEXT   NOT NULL CHECK (residence IN ('none', 'district', 'mahalla')),
  min_age     INTEGER NOT NULL CHECK (min_age BETWEEN 0 AND 120),
  created_at  INTEGER NOT NULL,
  CONSTRAINT seasons_key_key UNIQUE (key)
) STRICT;

-- Dated phases, half open: [starts_at, ends_at).
CREATE TABLE phases (
  season_id INTEGER NOT NULL REFERENCES seasons (id),
  phase     TEXT   NOT NULL CHECK (phase IN
    ('submission', 'screening', 'campaign', 'voting', 'tally', 'results', 'execution')),
  starts_at INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL,
  PRIMARY KEY (season_id, phase),
  CHECK (ends_at > starts_at)
) STRICT;

-- Contest = season x territory: an envelope, a ballot and a rule.
CREATE TABLE contests (
  id           INTEGER PRIMARY KEY,
  season_id    INTEGER NOT NULL REFERENCES seasons (id),
  position     INTEGER NOT NULL CHECK (position BETWEEN 0 AND 65534), -- index in the manifest
  territory_id INTEGER NOT NULL REFERENCES territories (id),
  envelope     INTEGER NOT NULL CHECK (envelope > 0),                 -- so'm
  cap          INTEGER NOT NULL CHECK (cap > 0),                      -- so'm, per project
  min_votes    INTEGER NOT NULL CHECK (min_votes >= 0),
  ballot_kind  TEXT   NOT NULL CHECK (ballot_kind IN ('choose_one', 'approval', 'knapsack')),
  ballot_min   INTEGER NOT NULL CHECK (ballot_min >= 0),
  ballot_max   INTEGER NOT NULL CHECK (ballot_max >= 1),
  rule         TEXT   NOT NULL,
  rule_params  TEXT   NOT NULL,        -- JSON
  CONSTRAINT contests_position_key UNIQUE (season_id, position),
  CONSTRAINT contests_territory_key UNIQUE (season_id, territory_id),
  CHECK (ballot_min <= ballot_max),
  CHECK (ballot_kind <> 'choose_one' OR ballot_max = 1)
) STRICT;
