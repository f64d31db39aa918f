-- Moves and merges of the catalogue come as change sets of their own: applied as a whole, taken back as a whole.
-- A node that was merged into another keeps its number: whatever was placed at it is found at the other one.
CREATE TABLE catalogue_changes (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  summary         TEXT NOT NULL CHECK (length(summary) > 0),
  content         TEXT NOT NULL,
  digest          TEXT NOT NULL CHECK (length(digest) = 64),
  entries         INTEGER NOT NULL CHECK (entries >= 0),
  by              INTEGER NOT NULL REFERENCES people (id),
  at              INTEGER NOT NULL,
  withdrawn_by    INTEGER REFERENCES people (id),
  withdrawn_at    INTEGER,
  withdraw_reason TEXT
) STRICT;
CREATE TRIGGER catalogue_changes_once BEFORE UPDATE ON catalogue_changes
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.id <> OLD.id OR NEW.summary <> OLD.summary
  OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.entries <> OLD.entries OR NEW.by <> OLD.by
  OR NEW.at <> OLD.at
BEGIN SELECT RAISE(ABORT, 'append_only: catalogue_changes'); END;
CREATE TRIGGER catalogue_changes_never_deleted BEFORE DELETE ON catalogue_changes
BEGIN SELECT RAISE(ABORT, 'append_only: catalogue_changes'); END;
CREATE TRIGGER catalogue_changes_never_replaced BEFORE INSERT ON catalogue_changes
WHEN EXISTS (SELECT 1 FROM catalogue_changes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'already_exists: catalogue_changes'); END;

ALTER TABLE catalogue ADD COLUMN merged_into INTEGER REFERENCES catalogue (id);
ALTER TABLE catalogue_moves ADD COLUMN merged_into INTEGER REFERENCES catalogue (id);
ALTER TABLE catalogue_moves ADD COLUMN change INTEGER REFERENCES catalogue_changes (id);
DROP INDEX catalogue_names;
CREATE UNIQUE INDEX catalogue_names ON catalogue (library, coalesce(parent, 0), name) WHERE merged_into IS NULL;
CREATE INDEX catalogue_by_parent ON catalogue (parent);
CREATE INDEX catalogue_by_merged ON catalogue (merged_into);
