-- Who looks after an entry, and by when somebody has to look again whether it is still right. Every state stays.
CREATE TABLE entry_care (
  entry       INTEGER NOT NULL REFERENCES entries (id),
  version     INTEGER NOT NULL CHECK (version >= 1),
  owner       INTEGER REFERENCES people (id),
  next_check  INTEGER,
  verified_at INTEGER,
  verified_by INTEGER REFERENCES people (id),
  by          INTEGER NOT NULL REFERENCES people (id),
  at          INTEGER NOT NULL,
  PRIMARY KEY (entry, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_care_by_check ON entry_care (next_check, entry);
CREATE TRIGGER entry_care_in_order BEFORE INSERT ON entry_care
WHEN NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM entry_care WHERE entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'out_of_order: entry_care'); END;
CREATE TRIGGER entry_care_never_updated BEFORE UPDATE ON entry_care BEGIN SELECT RAISE(ABORT, 'append_only: entry_care'); END;
CREATE TRIGGER entry_care_never_deleted BEFORE DELETE ON entry_care BEGIN SELECT RAISE(ABORT, 'append_only: entry_care'); END;
