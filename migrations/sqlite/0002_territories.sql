-- Region -> district or city -> mahalla. Codes are the state's own (SOATO, mahalla register).
CREATE TABLE territories (
  id         INTEGER PRIMARY KEY,
  code       TEXT   NOT NULL,
  parent_id  INTEGER REFERENCES territories (id),
  level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3), -- 1 region, 2 district or city, 3 mahalla
  kind       TEXT   NOT NULL,          -- region, district, city, MFY, OFY, QFY
  names      TEXT   NOT NULL,          -- JSON: language tag -> name
  search_key TEXT   NOT NULL,          -- every name folded, a space before each word
  population INTEGER CHECK (population >= 0),
  valid_from INTEGER NOT NULL,           -- unix seconds
  CONSTRAINT territories_code_key UNIQUE (code),
  CHECK ((level = 1) = (parent_id IS NULL))
) STRICT;
CREATE INDEX territories_parent ON territories (parent_id);
