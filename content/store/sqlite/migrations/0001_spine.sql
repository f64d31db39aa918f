-- The first schema. Times are microseconds since 1970 (UTC); an absent time is NULL; digests are 64 hex digits.
-- Texts that are confirmed or published are kept as canonical JSON (content/exchange/canonical.h).

CREATE TABLE departments (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE libraries (
  name     TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  login         TEXT NOT NULL UNIQUE,
  display_name  TEXT NOT NULL,
  department    TEXT REFERENCES departments (code),
  skill_group   TEXT NOT NULL DEFAULT '',
  password_hash TEXT NOT NULL DEFAULT '',
  disabled      INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
) STRICT;

CREATE TABLE person_roles (
  person INTEGER NOT NULL REFERENCES people (id),
  role   TEXT NOT NULL CHECK (role IN ('department','director','editor','agent','leader','inspector','auditor','admin')),
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  person     INTEGER NOT NULL REFERENCES people (id),
  csrf_token TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person);

CREATE TABLE tokens (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE,
  person     INTEGER NOT NULL REFERENCES people (id),
  label      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE notices (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  document_number TEXT NOT NULL,
  department      TEXT NOT NULL REFERENCES departments (code),
  subject         TEXT NOT NULL,
  urgency         TEXT NOT NULL CHECK (urgency IN ('normal','urgent','emergency')),
  body            TEXT NOT NULL,
  effective_from  INTEGER,
  effective_to    INTEGER,
  contact         TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('received','returned','filed','assigned','published')),
  raised_by       INTEGER NOT NULL REFERENCES people (id),
  received_at     INTEGER NOT NULL,
  version         INTEGER NOT NULL,
  editor          INTEGER REFERENCES people (id),
  due             INTEGER
) STRICT;
CREATE INDEX notices_by_state ON notices (state, id);
CREATE INDEX notices_by_department ON notices (department, id);

-- Every form that a notice ever had.
CREATE TABLE notice_versions (
  notice  INTEGER NOT NULL REFERENCES notices (id),
  version INTEGER NOT NULL,
  by      INTEGER NOT NULL REFERENCES people (id),
  at      INTEGER NOT NULL,
  form    TEXT NOT NULL,
  PRIMARY KEY (notice, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE originals (
  sha256      TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  media_type  TEXT NOT NULL,
  size        INTEGER NOT NULL,
  body        TEXT NOT NULL,
  text_status TEXT NOT NULL
) STRICT;

CREATE TABLE notice_originals (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  notice      INTEGER NOT NULL REFERENCES notices (id),
  sha256      TEXT NOT NULL REFERENCES originals (sha256),
  file_name   TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  received_by INTEGER NOT NULL REFERENCES people (id),
  UNIQUE (notice, sha256)
) STRICT;
CREATE INDEX notice_originals_by_sha256 ON notice_originals (sha256);

-- Invariant 2, four eyes: whoever raised a notice cannot review it.
CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  notice      INTEGER NOT NULL REFERENCES notices (id),
  by          INTEGER NOT NULL REFERENCES people (id),
  at          INTEGER NOT NULL,
  decision    TEXT NOT NULL CHECK (decision IN ('assign','return','file')),
  instruction TEXT NOT NULL,
  editor      INTEGER REFERENCES people (id),
  due         INTEGER
) STRICT;
CREATE INDEX reviews_by_notice ON reviews (notice, id);
CREATE TRIGGER reviews_four_eyes BEFORE INSERT ON reviews
WHEN NEW.by = (SELECT raised_by FROM notices WHERE id = NEW.notice)
BEGIN SELECT RAISE(ABORT, 'four_eyes: reviews'); END;

CREATE TABLE changes (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  notice       INTEGER REFERENCES notices (id),
  department   TEXT NOT NULL REFERENCES departments (code),
  state        TEXT NOT NULL CHECK (state IN ('draft','submitted','returned','confirmed','published','unconfirmed','withdrawn','discarded')),
  version      INTEGER NOT NULL,
  digest       TEXT NOT NULL CHECK (length(digest) = 64),
  emergency    INTEGER NOT NULL CHECK (emergency IN (0, 1)),
  created_by   INTEGER NOT NULL REFERENCES people (id),
  created_at   INTEGER NOT NULL,
  submitted_at INTEGER,
  published_at INTEGER,
  effective_at INTEGER,
  published_by INTEGER REFERENCES people (id)
) STRICT;
CREATE INDEX changes_by_notice ON changes (notice, id);
CREATE INDEX changes_by_state ON changes (state, id);

CREATE TABLE change_versions (
  change  INTEGER NOT NULL REFERENCES changes (id),
  version INTEGER NOT NULL,
  by      INTEGER NOT NULL REFERENCES people (id),
  at      INTEGER NOT NULL,
  digest  TEXT NOT NULL CHECK (length(digest) = 64),
  content TEXT NOT NULL,
  PRIMARY KEY (change, version)
) STRICT;

CREATE TABLE confirmations (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  change     INTEGER NOT NULL REFERENCES changes (id),
  version    INTEGER NOT NULL,
  by         INTEGER NOT NULL REFERENCES people (id),
  department TEXT NOT NULL REFERENCES departments (code),
  at         INTEGER NOT NULL,
  digest     TEXT NOT NULL CHECK (length(digest) = 64),
  FOREIGN KEY (change, version) REFERENCES change_versions (change, version)
) STRICT;
CREATE INDEX confirmations_by_change ON confirmations (change, id);
-- Invariant 2, four eyes: whoever wrote a line of a change set cannot confirm it.
CREATE TRIGGER confirmations_four_eyes BEFORE INSERT ON confirmations
WHEN EXISTS (SELECT 1 FROM change_versions WHERE change = NEW.change AND by = NEW.by)
BEGIN SELECT RAISE(ABORT, 'four_eyes: confirmations'); END;
-- Invariant 1: a confirmation is bound to exactly the text that stands there, by the department that issued it.
CREATE TRIGGER confirmations_bound BEFORE INSERT ON confirmations
WHEN NOT EXISTS (SELECT 1 FROM changes WHERE id = NEW.change AND version = NEW.version AND digest = NEW.digest
                 AND department = NEW.department)
BEGIN SELECT RAISE(ABORT, 'confirmation_mismatch: confirmations'); END;

CREATE TABLE change_comments (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  change INTEGER NOT NULL REFERENCES changes (id),
  by     INTEGER NOT NULL REFERENCES people (id),
  at     INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  body   TEXT NOT NULL
) STRICT;
CREATE INDEX change_comments_by_change ON change_comments (change, id);

CREATE TABLE catalogue (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  library TEXT NOT NULL REFERENCES libraries (name),
  parent  INTEGER REFERENCES catalogue (id),
  name    TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX catalogue_names ON catalogue (library, coalesce(parent, 0), name);

CREATE TABLE catalogue_moves (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  node   INTEGER NOT NULL REFERENCES catalogue (id),
  by     INTEGER NOT NULL REFERENCES people (id),
  at     INTEGER NOT NULL,
  parent INTEGER,
  name   TEXT NOT NULL
) STRICT;

CREATE TABLE entries (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id TEXT UNIQUE,
  created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE revisions (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  entry        INTEGER NOT NULL REFERENCES entries (id),
  number       INTEGER NOT NULL CHECK (number > 0),
  title        TEXT NOT NULL,
  library      TEXT NOT NULL REFERENCES libraries (name),
  node         INTEGER REFERENCES catalogue (id),
  content      TEXT NOT NULL,
  digest       TEXT NOT NULL CHECK (length(digest) = 64),
  change       INTEGER NOT NULL REFERENCES changes (id),
  published_by INTEGER NOT NULL REFERENCES people (id),
  recorded_at  INTEGER NOT NULL,
  UNIQUE (entry, number)
) STRICT;
CREATE INDEX revisions_by_change ON revisions (change);
CREATE INDEX revisions_by_node ON revisions (node);

CREATE TABLE entry_events (
  seq              INTEGER PRIMARY KEY AUTOINCREMENT,
  entry            INTEGER NOT NULL REFERENCES entries (id),
  kind             TEXT NOT NULL CHECK (kind IN ('publish','retire','withdraw','confirm')),
  revision         INTEGER REFERENCES revisions (id),
  number           INTEGER NOT NULL,
  valid_from       INTEGER NOT NULL,
  valid_to         INTEGER,
  recorded_at      INTEGER NOT NULL,
  target           INTEGER REFERENCES entry_events (seq),
  restore_previous INTEGER NOT NULL CHECK (restore_previous IN (0, 1)),
  standing         TEXT NOT NULL CHECK (standing IN ('confirmed','unconfirmed','imported')),
  change           INTEGER NOT NULL REFERENCES changes (id),
  confirmation     INTEGER REFERENCES confirmations (id),
  by               INTEGER NOT NULL REFERENCES people (id),
  CHECK (kind <> 'publish' OR revision IS NOT NULL),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
) STRICT;
CREATE INDEX entry_events_by_entry ON entry_events (entry, seq);
CREATE INDEX entry_events_by_change ON entry_events (change);
-- Invariant 1: nothing reaches an agent unconfirmed. A publication or retirement counts as confirmed only with the
-- confirmation of the very content that the change set holds; unconfirmed ones only through the emergency door.
CREATE TRIGGER entry_events_confirmed BEFORE INSERT ON entry_events
WHEN NEW.kind IN ('publish', 'retire') AND NEW.standing = 'confirmed' AND NOT EXISTS (
  SELECT 1 FROM confirmations JOIN changes ON changes.id = confirmations.change
  WHERE confirmations.id = NEW.confirmation AND changes.id = NEW.change
    AND confirmations.digest = changes.digest AND confirmations.version = changes.version)
BEGIN SELECT RAISE(ABORT, 'unconfirmed: entry_events'); END;
CREATE TRIGGER entry_events_emergency BEFORE INSERT ON entry_events
WHEN NEW.kind IN ('publish', 'retire') AND NEW.standing = 'unconfirmed'
  AND NOT EXISTS (SELECT 1 FROM changes WHERE id = NEW.change AND emergency = 1)
BEGIN SELECT RAISE(ABORT, 'unconfirmed: entry_events'); END;
CREATE TRIGGER entry_events_imported BEFORE INSERT ON entry_events
WHEN NEW.kind IN ('publish', 'retire') AND NEW.standing = 'imported'
  AND NOT EXISTS (SELECT 1 FROM changes WHERE id = NEW.change AND notice IS NULL)
BEGIN SELECT RAISE(ABORT, 'unconfirmed: entry_events'); END;

-- A confirmation afterwards names a publication of the same change set and the confirmation of its content.
CREATE TRIGGER entry_events_late BEFORE INSERT ON entry_events
WHEN NEW.kind = 'confirm' AND NOT EXISTS (
  SELECT 1 FROM confirmations JOIN changes ON changes.id = confirmations.change
  JOIN entry_events published ON published.seq = NEW.target AND published.kind = 'publish'
  WHERE confirmations.id = NEW.confirmation AND changes.id = NEW.change AND published.change = NEW.change
    AND confirmations.digest = changes.digest AND confirmations.version = changes.version)
BEGIN SELECT RAISE(ABORT, 'unconfirmed: entry_events'); END;

CREATE TABLE bulletins (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  title       TEXT NOT NULL,
  body        TEXT NOT NULL,
  emergency   INTEGER NOT NULL CHECK (emergency IN (0, 1)),
  entry       INTEGER REFERENCES entries (id),
  change      INTEGER REFERENCES changes (id),
  pinned_from INTEGER NOT NULL,
  pinned_to   INTEGER,
  by          INTEGER NOT NULL REFERENCES people (id),
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE bulletin_acks (
  bulletin INTEGER NOT NULL REFERENCES bulletins (id),
  person   INTEGER NOT NULL REFERENCES people (id),
  at       INTEGER NOT NULL,
  PRIMARY KEY (bulletin, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq           INTEGER PRIMARY KEY,
  at            INTEGER NOT NULL,
  actor         INTEGER REFERENCES people (id),
  actor_login   TEXT NOT NULL,
  verb          TEXT NOT NULL,
  subject_kind  TEXT NOT NULL,
  subject_id    TEXT NOT NULL,
  old_digest    TEXT NOT NULL,
  new_digest    TEXT NOT NULL,
  detail        TEXT NOT NULL,
  refs          TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_actor ON journal (actor_login, seq);
CREATE INDEX journal_by_verb ON journal (verb, seq);
-- The chain grows at its end and nowhere else.
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'append_only: journal'); END;

CREATE TABLE journal_refs (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  seq  INTEGER NOT NULL REFERENCES journal (seq),
  PRIMARY KEY (kind, id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     TEXT NOT NULL,
  entry    INTEGER REFERENCES entries (id),
  bulletin INTEGER REFERENCES bulletins (id),
  at       INTEGER NOT NULL
) STRICT;

CREATE TABLE receipts (
  person      INTEGER NOT NULL REFERENCES people (id),
  key         TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  location    TEXT NOT NULL,
  status      INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_by_time ON receipts (at);

CREATE TABLE searches (
  id      TEXT PRIMARY KEY,
  at      INTEGER NOT NULL,
  person  INTEGER NOT NULL REFERENCES people (id),
  query   TEXT NOT NULL,
  as_of   INTEGER NOT NULL,
  known   INTEGER NOT NULL,
  total   INTEGER NOT NULL,
  shown   TEXT NOT NULL,
  call_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX searches_by_time ON searches (at);

CREATE TABLE schema_migrations (
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;

-- Invariant 3: nothing is lost or rewritten. These tables only grow.
CREATE TRIGGER notice_versions_never_updated BEFORE UPDATE ON notice_versions BEGIN SELECT RAISE(ABORT, 'append_only: notice_versions'); END;
CREATE TRIGGER notice_versions_never_deleted BEFORE DELETE ON notice_versions BEGIN SELECT RAISE(ABORT, 'append_only: notice_versions'); END;
CREATE TRIGGER originals_never_updated BEFORE UPDATE ON originals BEGIN SELECT RAISE(ABORT, 'append_only: originals'); END;
CREATE TRIGGER originals_never_deleted BEFORE DELETE ON originals BEGIN SELECT RAISE(ABORT, 'append_only: originals'); END;
CREATE TRIGGER notice_originals_never_updated BEFORE UPDATE ON notice_originals BEGIN SELECT RAISE(ABORT, 'append_only: notice_originals'); END;
CREATE TRIGGER notice_originals_never_deleted BEFORE DELETE ON notice_originals BEGIN SELECT RAISE(ABORT, 'append_only: notice_originals'); END;
CREATE TRIGGER reviews_never_updated BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'append_only: reviews'); END;
CREATE TRIGGER reviews_never_deleted BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'append_only: reviews'); END;
CREATE TRIGGER change_versions_never_updated BEFORE UPDATE ON change_versions BEGIN SELECT RAISE(ABORT, 'append_only: change_versions'); END;
CREATE TRIGGER change_versions_never_deleted BEFORE DELETE ON change_versions BEGIN SELECT RAISE(ABORT, 'append_only: change_versions'); END;
CREATE TRIGGER confirmations_never_updated BEFORE UPDATE ON confirmations BEGIN SELECT RAISE(ABORT, 'append_only: confirmations'); END;
CREATE TRIGGER confirmations_never_deleted BEFORE DELETE ON confirmations BEGIN SELECT RAISE(ABORT, 'append_only: confirmations'); END;
CREATE TRIGGER change_comments_never_updated BEFORE UPDATE ON change_comments BEGIN SELECT RAISE(ABORT, 'append_only: change_comments'); END;
CREATE TRIGGER change_comments_never_deleted BEFORE DELETE ON change_comments BEGIN SELECT RAISE(ABORT, 'append_only: change_comments'); END;
CREATE TRIGGER entries_never_updated BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'append_only: entries'); END;
CREATE TRIGGER entries_never_deleted BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'append_only: entries'); END;
CREATE TRIGGER revisions_never_updated BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'append_only: revisions'); END;
CREATE TRIGGER revisions_never_deleted BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'append_only: revisions'); END;
CREATE TRIGGER entry_events_never_updated BEFORE UPDATE ON entry_events BEGIN SELECT RAISE(ABORT, 'append_only: entry_events'); END;
CREATE TRIGGER entry_events_never_deleted BEFORE DELETE ON entry_events BEGIN SELECT RAISE(ABORT, 'append_only: entry_events'); END;
CREATE TRIGGER catalogue_moves_never_updated BEFORE UPDATE ON catalogue_moves BEGIN SELECT RAISE(ABORT, 'append_only: catalogue_moves'); END;
CREATE TRIGGER catalogue_moves_never_deleted BEFORE DELETE ON catalogue_moves BEGIN SELECT RAISE(ABORT, 'append_only: catalogue_moves'); END;
CREATE TRIGGER bulletins_never_updated BEFORE UPDATE ON bulletins BEGIN SELECT RAISE(ABORT, 'append_only: bulletins'); END;
CREATE TRIGGER bulletins_never_deleted BEFORE DELETE ON bulletins BEGIN SELECT RAISE(ABORT, 'append_only: bulletins'); END;
CREATE TRIGGER bulletin_acks_never_updated BEFORE UPDATE ON bulletin_acks BEGIN SELECT RAISE(ABORT, 'append_only: bulletin_acks'); END;
CREATE TRIGGER bulletin_acks_never_deleted BEFORE DELETE ON bulletin_acks BEGIN SELECT RAISE(ABORT, 'append_only: bulletin_acks'); END;
CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append_only: journal'); END;
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append_only: journal'); END;
CREATE TRIGGER journal_refs_never_updated BEFORE UPDATE ON journal_refs BEGIN SELECT RAISE(ABORT, 'append_only: journal_refs'); END;
CREATE TRIGGER journal_refs_never_deleted BEFORE DELETE ON journal_refs BEGIN SELECT RAISE(ABORT, 'append_only: journal_refs'); END;
CREATE TRIGGER feed_never_updated BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'append_only: feed'); END;
CREATE TRIGGER feed_never_deleted BEFORE DELETE ON feed BEGIN SELECT RAISE(ABORT, 'append_only: feed'); END;
CREATE TRIGGER searches_never_updated BEFORE UPDATE ON searches BEGIN SELECT RAISE(ABORT, 'append_only: searches'); END;
CREATE TRIGGER searches_never_deleted BEFORE DELETE ON searches BEGIN SELECT RAISE(ABORT, 'append_only: searches'); END;
CREATE TRIGGER schema_migrations_never_updated BEFORE UPDATE ON schema_migrations BEGIN SELECT RAISE(ABORT, 'append_only: schema_migrations'); END;
CREATE TRIGGER schema_migrations_never_deleted BEFORE DELETE ON schema_migrations BEGIN SELECT RAISE(ABORT, 'append_only: schema_migrations'); END;

-- INSERT OR REPLACE deletes without firing a DELETE trigger, so a key that is there is refused before that.
CREATE TRIGGER notice_versions_never_replaced BEFORE INSERT ON notice_versions WHEN EXISTS (SELECT 1 FROM notice_versions WHERE notice = NEW.notice AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'already_exists: notice_versions'); END;
CREATE TRIGGER originals_never_replaced BEFORE INSERT ON originals WHEN EXISTS (SELECT 1 FROM originals WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'already_exists: originals'); END;
CREATE TRIGGER notice_originals_never_replaced BEFORE INSERT ON notice_originals WHEN EXISTS (SELECT 1 FROM notice_originals WHERE (id = NEW.id) OR (notice = NEW.notice AND sha256 = NEW.sha256))
BEGIN SELECT RAISE(ABORT, 'already_exists: notice_originals'); END;
CREATE TRIGGER reviews_never_replaced BEFORE INSERT ON reviews WHEN EXISTS (SELECT 1 FROM reviews WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'already_exists: reviews'); END;
CREATE TRIGGER change_versions_never_replaced BEFORE INSERT ON change_versions WHEN EXISTS (SELECT 1 FROM change_versions WHERE change = NEW.change AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'already_exists: change_versions'); END;
CREATE TRIGGER confirmations_never_replaced BEFORE INSERT ON confirmations WHEN EXISTS (SELECT 1 FROM confirmations WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'already_exists: confirmations'); END;
CREATE TRIGGER change_comments_never_replaced BEFORE INSERT ON change_comments WHEN EXISTS (SELECT 1 FROM change_comments WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'already_exists: change_comments'); END;
CREATE TRIGGER entries_never_replaced BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM entries WHERE (id = NEW.id) OR (external_id = NEW.external_id))
BEGIN SELECT RAISE(ABORT, 'already_exists: entries'); END;
CREATE TRIGGER revisions_never_replaced BEFORE INSERT ON revisions WHEN EXISTS (SELECT 1 FROM revisions WHERE (id = NEW.id) OR (entry = NEW.entry AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'already_exists: revisions'); END;
CREATE TRIGGER entry_events_never_replaced BEFORE INSERT ON entry_events WHEN EXISTS (SELECT 1 FROM entry_events WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'already_exists: entry_events'); END;
CREATE TRIGGER catalogue_moves_never_replaced BEFORE INSERT ON catalogue_moves WHEN EXISTS (SELECT 1 FROM catalogue_moves WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'already_exists: catalogue_moves'); END;
CREATE TRIGGER bulletins_never_replaced BEFORE INSERT ON bulletins WHEN EXISTS (SELECT 1 FROM bulletins WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'already_exists: bulletins'); END;
CREATE TRIGGER bulletin_acks_never_replaced BEFORE INSERT ON bulletin_acks WHEN EXISTS (SELECT 1 FROM bulletin_acks WHERE bulletin = NEW.bulletin AND person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'already_exists: bulletin_acks'); END;
CREATE TRIGGER journal_never_replaced BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'already_exists: journal'); END;
CREATE TRIGGER journal_refs_never_replaced BEFORE INSERT ON journal_refs WHEN EXISTS (SELECT 1 FROM journal_refs WHERE kind = NEW.kind AND id = NEW.id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'already_exists: journal_refs'); END;
CREATE TRIGGER feed_never_replaced BEFORE INSERT ON feed WHEN EXISTS (SELECT 1 FROM feed WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'already_exists: feed'); END;
CREATE TRIGGER searches_never_replaced BEFORE INSERT ON searches WHEN EXISTS (SELECT 1 FROM searches WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'already_exists: searches'); END;
CREATE TRIGGER schema_migrations_never_replaced BEFORE INSERT ON schema_migrations WHEN EXISTS (SELECT 1 FROM schema_migrations WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'already_exists: schema_migrations'); END;
