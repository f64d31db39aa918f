-- A link opens a change set to be confirmed, or a question to be answered.
CREATE TABLE links (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  change     INTEGER REFERENCES changes (id),
  question   INTEGER REFERENCES questions (id),
  person     INTEGER NOT NULL UNIQUE REFERENCES people (id),
  issued_by  INTEGER NOT NULL REFERENCES people (id),
  issued_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > issued_at),
  used_at    INTEGER,
  CHECK ((change IS NULL) <> (question IS NULL))
) STRICT;
INSERT INTO links (id, token_hash, change, person, issued_by, issued_at, expires_at, used_at)
  SELECT id, token_hash, change, person, issued_by, issued_at, expires_at, used_at FROM confirm_links;
DROP TRIGGER confirm_links_never_deleted;
DROP TABLE confirm_links;
CREATE TRIGGER links_once BEFORE UPDATE ON links
WHEN OLD.used_at IS NOT NULL OR NEW.token_hash <> OLD.token_hash OR NEW.change IS NOT OLD.change OR NEW.question IS NOT OLD.question
  OR NEW.person <> OLD.person OR NEW.expires_at <> OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'append_only: links'); END;
CREATE TRIGGER links_never_deleted BEFORE DELETE ON links BEGIN SELECT RAISE(ABORT, 'append_only: links'); END;
