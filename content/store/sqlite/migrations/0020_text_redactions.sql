-- What the law wants gone may be a text as well: of a revision, a change set, a notice, a bulletin. Each text goes, its
-- digest and a signed stub stay. `feed`: the row that told the index of a revision's.
DROP TRIGGER originals_only_redacted;
ALTER TABLE redactions RENAME TO redactions_of_originals;
CREATE TABLE redactions (
  kind      TEXT NOT NULL CHECK (kind IN ('original','revision','change','notice','bulletin')),
  subject   TEXT NOT NULL,
  digest    TEXT NOT NULL CHECK (length(digest) = 64),
  at        INTEGER NOT NULL,
  by        INTEGER NOT NULL REFERENCES people (id),
  stub      TEXT NOT NULL,
  signature TEXT NOT NULL CHECK (length(signature) = 128),
  feed      INTEGER REFERENCES feed (seq),
  PRIMARY KEY (kind, subject, digest)
) STRICT;
INSERT INTO redactions (kind, subject, digest, at, by, stub, signature)
SELECT 'original', sha256, sha256, at, by, stub, signature FROM redactions_of_originals;
DROP TABLE redactions_of_originals;
CREATE TRIGGER redactions_never_updated BEFORE UPDATE ON redactions BEGIN SELECT RAISE(ABORT, 'append_only: redactions'); END;
CREATE TRIGGER redactions_never_deleted BEFORE DELETE ON redactions BEGIN SELECT RAISE(ABORT, 'append_only: redactions'); END;
CREATE TRIGGER redactions_never_replaced BEFORE INSERT ON redactions
WHEN EXISTS (SELECT 1 FROM redactions WHERE kind = NEW.kind AND subject = NEW.subject AND digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'already_exists: redactions'); END;

CREATE TRIGGER originals_only_redacted BEFORE UPDATE ON originals
WHEN NEW.body <> '' OR NEW.text_status <> 'redacted' OR NEW.sha256 IS NOT OLD.sha256 OR NEW.media_type IS NOT OLD.media_type
  OR NEW.size IS NOT OLD.size
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE kind = 'original' AND subject = OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'append_only: originals'); END;

DROP TRIGGER revisions_never_updated;
CREATE TRIGGER revisions_only_redacted BEFORE UPDATE ON revisions
WHEN NEW.content <> '' OR NEW.title <> '（已依法删除）' OR NEW.id IS NOT OLD.id OR NEW.entry IS NOT OLD.entry
  OR NEW.number IS NOT OLD.number OR NEW.library IS NOT OLD.library OR NEW.node IS NOT OLD.node
  OR NEW.digest IS NOT OLD.digest OR NEW.change IS NOT OLD.change OR NEW.published_by IS NOT OLD.published_by
  OR NEW.recorded_at IS NOT OLD.recorded_at
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE kind = 'revision' AND subject = OLD.entry || '/' || OLD.number
                 AND digest = OLD.digest)
BEGIN SELECT RAISE(ABORT, 'append_only: revisions'); END;

DROP TRIGGER change_versions_never_updated;
CREATE TRIGGER change_versions_only_redacted BEFORE UPDATE ON change_versions
WHEN NEW.content <> '' OR NEW.change IS NOT OLD.change OR NEW.version IS NOT OLD.version OR NEW.by IS NOT OLD.by
  OR NEW.at IS NOT OLD.at OR NEW.digest IS NOT OLD.digest
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE kind = 'change' AND subject = CAST(OLD.change AS TEXT)
                 AND digest = OLD.digest)
BEGIN SELECT RAISE(ABORT, 'append_only: change_versions'); END;

-- What a comment quotes of the content; the comment itself stays.
DROP TRIGGER change_comments_never_updated;
CREATE TRIGGER change_comments_only_redacted BEFORE UPDATE ON change_comments
WHEN NEW.passages <> '[]' OR NEW.id IS NOT OLD.id OR NEW.change IS NOT OLD.change OR NEW.by IS NOT OLD.by
  OR NEW.at IS NOT OLD.at OR NEW.kind IS NOT OLD.kind OR NEW.body IS NOT OLD.body
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE kind = 'change' AND subject = CAST(OLD.change AS TEXT))
BEGIN SELECT RAISE(ABORT, 'append_only: change_comments'); END;

-- "" while the form itself is there.
ALTER TABLE notice_versions ADD COLUMN digest TEXT NOT NULL DEFAULT '';
DROP TRIGGER notice_versions_never_updated;
CREATE TRIGGER notice_versions_only_redacted BEFORE UPDATE ON notice_versions
WHEN NEW.form <> '' OR NEW.notice IS NOT OLD.notice OR NEW.version IS NOT OLD.version OR NEW.by IS NOT OLD.by
  OR NEW.at IS NOT OLD.at
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE kind = 'notice' AND subject = CAST(OLD.notice AS TEXT)
                 AND digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'append_only: notice_versions'); END;

DROP TRIGGER bulletins_never_updated;
CREATE TRIGGER bulletins_only_redacted BEFORE UPDATE ON bulletins
WHEN NEW.title <> '（已依法删除）' OR NEW.body <> '' OR NEW.id IS NOT OLD.id OR NEW.emergency IS NOT OLD.emergency
  OR NEW.entry IS NOT OLD.entry OR NEW.change IS NOT OLD.change OR NEW.pinned_from IS NOT OLD.pinned_from
  OR NEW.pinned_to IS NOT OLD.pinned_to OR NEW.by IS NOT OLD.by OR NEW.recorded_at IS NOT OLD.recorded_at
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE kind = 'bulletin' AND subject = CAST(OLD.id AS TEXT))
BEGIN SELECT RAISE(ABORT, 'append_only: bulletins'); END;

-- And nothing comes back.
CREATE TRIGGER notices_stay_redacted BEFORE UPDATE ON notices
WHEN (NEW.subject <> '（已依法删除）' OR NEW.body <> '' OR NEW.contact <> '')
  AND EXISTS (SELECT 1 FROM redactions WHERE kind = 'notice' AND subject = CAST(OLD.id AS TEXT))
BEGIN SELECT RAISE(ABORT, 'append_only: notices'); END;
CREATE TRIGGER notice_versions_stay_redacted BEFORE INSERT ON notice_versions
WHEN NEW.form <> '' AND EXISTS (SELECT 1 FROM redactions WHERE kind = 'notice' AND subject = CAST(NEW.notice AS TEXT))
BEGIN SELECT RAISE(ABORT, 'append_only: notice_versions'); END;
CREATE TRIGGER change_versions_stay_redacted BEFORE INSERT ON change_versions
WHEN NEW.content <> '' AND EXISTS (SELECT 1 FROM redactions WHERE kind = 'change' AND subject = CAST(NEW.change AS TEXT))
BEGIN SELECT RAISE(ABORT, 'append_only: change_versions'); END;
