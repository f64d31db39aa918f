-- The words and the memory of search: synonyms, words of the site, what served which question.

-- Settings, so rows change and go; every change is in the journal with the digests before and after.
CREATE TABLE synonyms (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  from_text TEXT NOT NULL,
  to_texts  TEXT NOT NULL,
  both_ways INTEGER NOT NULL CHECK (both_ways IN (0, 1)),
  state     TEXT NOT NULL CHECK (state IN ('active','proposed','declined')),
  origin    TEXT NOT NULL CHECK (origin IN ('person','variants','unanswered','reworded')),
  evidence  TEXT NOT NULL,
  by        INTEGER NOT NULL REFERENCES people (id),
  at        INTEGER NOT NULL,
  version   INTEGER NOT NULL
) STRICT;
CREATE INDEX synonyms_by_state ON synonyms (state, id);

CREATE TABLE dictionary_words (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  word TEXT NOT NULL UNIQUE,
  by   INTEGER NOT NULL REFERENCES people (id),
  at   INTEGER NOT NULL
) STRICT;

-- One row: what a follower looks at to see whether anything changed.
CREATE TABLE lexicon (
  one           INTEGER PRIMARY KEY CHECK (one = 1),
  version       INTEGER NOT NULL,
  uses_reset_at INTEGER
) STRICT;
INSERT INTO lexicon (one, version, uses_reset_at) VALUES (1, 0, NULL);

-- Whether a search found something only after its conditions were relaxed.
ALTER TABLE searches ADD COLUMN relaxed INTEGER NOT NULL DEFAULT 0 CHECK (relaxed IN (0, 1));
CREATE INDEX searches_by_person ON searches (person, at);

-- What the journal says of uses, in columns. Its rows are made with their journal records and never change.
CREATE TABLE answer_uses (
  seq      INTEGER PRIMARY KEY REFERENCES journal (seq),
  at       INTEGER NOT NULL,
  person   INTEGER NOT NULL REFERENCES people (id),
  entry    INTEGER NOT NULL REFERENCES entries (id),
  search   TEXT NOT NULL REFERENCES searches (id),
  question TEXT NOT NULL,
  how      TEXT NOT NULL CHECK (how IN ('opened','copied','read_out'))
) STRICT;
CREATE INDEX answer_uses_by_time ON answer_uses (at);
CREATE INDEX answer_uses_by_entry ON answer_uses (entry, at);
CREATE INDEX answer_uses_by_search ON answer_uses (search);

INSERT INTO answer_uses (seq, at, person, entry, search, question, how)
  SELECT j.seq, j.at, j.actor, CAST(j.subject_id AS INTEGER), s.id, trim(s.query), json_extract(j.detail, '$.how')
  FROM journal j JOIN searches s ON s.id = json_extract(j.detail, '$.search')
  WHERE j.verb = 'use_answer' AND j.actor IS NOT NULL;

CREATE TRIGGER answer_uses_never_updated BEFORE UPDATE ON answer_uses BEGIN SELECT RAISE(ABORT, 'append_only: answer_uses'); END;
CREATE TRIGGER answer_uses_never_deleted BEFORE DELETE ON answer_uses BEGIN SELECT RAISE(ABORT, 'append_only: answer_uses'); END;
CREATE TRIGGER answer_uses_never_replaced BEFORE INSERT ON answer_uses WHEN EXISTS (SELECT 1 FROM answer_uses WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'already_exists: answer_uses'); END;
