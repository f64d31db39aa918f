-- Links by which somebody of a department confirms one change set without an account. The secret is kept as its hash.
CREATE TABLE confirm_links (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  change     INTEGER NOT NULL REFERENCES changes (id),
  person     INTEGER NOT NULL UNIQUE REFERENCES people (id),
  issued_by  INTEGER NOT NULL REFERENCES people (id),
  issued_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > issued_at),
  used_at    INTEGER
) STRICT;
CREATE TRIGGER confirm_links_once BEFORE UPDATE ON confirm_links
WHEN OLD.used_at IS NOT NULL OR NEW.token_hash <> OLD.token_hash OR NEW.change <> OLD.change OR NEW.person <> OLD.person
  OR NEW.expires_at <> OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'append_only: confirm_links'); END;
CREATE TRIGGER confirm_links_never_deleted BEFORE DELETE ON confirm_links BEGIN SELECT RAISE(ABORT, 'append_only: confirm_links'); END;
