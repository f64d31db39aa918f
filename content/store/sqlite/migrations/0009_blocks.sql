-- Reusable blocks (公用块): a text that stands in many entries, marked there with its number. Every wording stays.
CREATE TABLE blocks (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at INTEGER NOT NULL
) STRICT;
CREATE TABLE block_versions (
  block   INTEGER NOT NULL REFERENCES blocks (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  name    TEXT NOT NULL CHECK (length(name) > 0),
  text    TEXT NOT NULL CHECK (length(text) > 0),
  by      INTEGER NOT NULL REFERENCES people (id),
  at      INTEGER NOT NULL,
  notice  INTEGER REFERENCES notices (id),
  PRIMARY KEY (block, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER block_versions_in_order BEFORE INSERT ON block_versions
WHEN NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM block_versions WHERE block = NEW.block)
BEGIN SELECT RAISE(ABORT, 'out_of_order: block_versions'); END;
CREATE TRIGGER block_versions_never_updated BEFORE UPDATE ON block_versions BEGIN SELECT RAISE(ABORT, 'append_only: block_versions'); END;
CREATE TRIGGER block_versions_never_deleted BEFORE DELETE ON block_versions BEGIN SELECT RAISE(ABORT, 'append_only: block_versions'); END;
-- Which entries hold which block, by their newest revision: read from the texts, so it may be written anew.
CREATE TABLE block_uses (
  block INTEGER NOT NULL REFERENCES blocks (id),
  entry INTEGER NOT NULL REFERENCES entries (id),
  PRIMARY KEY (block, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_uses_by_entry ON block_uses (entry);
