-- An original whose deletion the law demands: its bytes and the text read from it go; its digest, its names and a signed
-- stub that says why stay.
CREATE TABLE redactions (
  sha256    TEXT PRIMARY KEY REFERENCES originals (sha256),
  at        INTEGER NOT NULL,
  by        INTEGER NOT NULL REFERENCES people (id),
  stub      TEXT NOT NULL,
  signature TEXT NOT NULL CHECK (length(signature) = 128)
) STRICT;
CREATE TRIGGER redactions_never_updated BEFORE UPDATE ON redactions BEGIN SELECT RAISE(ABORT, 'append_only: redactions'); END;
CREATE TRIGGER redactions_never_deleted BEFORE DELETE ON redactions BEGIN SELECT RAISE(ABORT, 'append_only: redactions'); END;
CREATE TRIGGER redactions_never_replaced BEFORE INSERT ON redactions WHEN EXISTS (SELECT 1 FROM redactions WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'already_exists: redactions'); END;

DROP TRIGGER originals_never_updated;
CREATE TRIGGER originals_only_redacted BEFORE UPDATE ON originals
WHEN NEW.body <> '' OR NEW.text_status <> 'redacted' OR NEW.sha256 IS NOT OLD.sha256 OR NEW.media_type IS NOT OLD.media_type
  OR NEW.size IS NOT OLD.size OR NOT EXISTS (SELECT 1 FROM redactions WHERE sha256 = OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'append_only: originals'); END;
