-- Pins and bans: every version stays. Golden queries: settings, whose changes the journal keeps.
CREATE TABLE search_rules (
  id         INTEGER NOT NULL,
  version    INTEGER NOT NULL CHECK (version >= 1),
  removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
  kind       TEXT NOT NULL CHECK (kind IN ('pin','ban')),
  queries    TEXT NOT NULL,
  contains   INTEGER NOT NULL CHECK (contains IN (0, 1)),
  entry      INTEGER NOT NULL REFERENCES entries (id),
  position   INTEGER NOT NULL CHECK (position BETWEEN 1 AND 10),
  valid_from INTEGER,
  valid_to   INTEGER,
  note       TEXT NOT NULL,
  by         INTEGER NOT NULL REFERENCES people (id),
  at         INTEGER NOT NULL,
  PRIMARY KEY (id, version),
  CHECK (valid_to > valid_from)
) STRICT;
CREATE TRIGGER search_rules_never_updated BEFORE UPDATE ON search_rules BEGIN SELECT RAISE(ABORT, 'append_only: search_rules'); END;
CREATE TRIGGER search_rules_never_deleted BEFORE DELETE ON search_rules BEGIN SELECT RAISE(ABORT, 'append_only: search_rules'); END;
CREATE TRIGGER search_rules_never_replaced BEFORE INSERT ON search_rules
WHEN EXISTS (SELECT 1 FROM search_rules WHERE id = NEW.id AND version >= NEW.version)
BEGIN SELECT RAISE(ABORT, 'already_exists: search_rules'); END;

CREATE TABLE golden_queries (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  text   TEXT NOT NULL UNIQUE,
  entry  INTEGER NOT NULL REFERENCES entries (id),
  places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 20),
  by     INTEGER NOT NULL REFERENCES people (id),
  at     INTEGER NOT NULL
) STRICT;
