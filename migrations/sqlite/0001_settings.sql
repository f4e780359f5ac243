-- What an installation remembers about itself: 'demo' (this database holds nothing but a demo),
-- 'clock_offset' (demo only: seconds added to the system time).
CREATE TABLE settings (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
