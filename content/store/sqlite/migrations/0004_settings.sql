-- What a site sets for itself, each setting a JSON document with all that it ever was.
CREATE TABLE settings (
  name    TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  by      INTEGER NOT NULL REFERENCES people (id),
  at      INTEGER NOT NULL,
  value   TEXT NOT NULL CHECK (length(value) > 1),
  PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER settings_in_order BEFORE INSERT ON settings
WHEN NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM settings WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'out_of_order: settings'); END;
CREATE TRIGGER settings_never_updated BEFORE UPDATE ON settings BEGIN SELECT RAISE(ABORT, 'append_only: settings'); END;
CREATE TRIGGER settings_never_deleted BEFORE DELETE ON settings BEGIN SELECT RAISE(ABORT, 'append_only: settings'); END;
