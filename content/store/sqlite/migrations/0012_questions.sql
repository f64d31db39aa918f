-- Questions (疑难问题单): what the library did not answer, or answered wrongly; who waits for it; every step of it.
CREATE TABLE questions (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  kind         TEXT NOT NULL CHECK (kind IN ('question', 'wrong', 'outdated', 'unclear')),
  text         TEXT NOT NULL CHECK (length(text) > 0),
  query        TEXT NOT NULL,
  entry        INTEGER REFERENCES entries (id),
  revision     INTEGER,
  region       TEXT NOT NULL,
  product      TEXT NOT NULL,
  node         INTEGER REFERENCES catalogue (id),
  asked_at     INTEGER NOT NULL,
  dispatch_due INTEGER NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('open', 'routed', 'answered', 'drafted', 'published', 'closed')),
  department   TEXT REFERENCES departments (code),
  answer_due   INTEGER,
  answer       TEXT NOT NULL DEFAULT '',
  notice       INTEGER REFERENCES notices (id),
  version      INTEGER NOT NULL,
  CHECK ((kind = 'question') = (entry IS NULL)),
  CHECK ((entry IS NULL) = (revision IS NULL)),
  CHECK (state IN ('open', 'closed') OR department IS NOT NULL)
) STRICT;
CREATE INDEX questions_by_state ON questions (state, id);
CREATE INDEX questions_by_notice ON questions (notice) WHERE notice IS NOT NULL;

-- Everybody who asked it, each with the caller to be called back.
CREATE TABLE question_askers (
  question INTEGER NOT NULL REFERENCES questions (id),
  person   INTEGER NOT NULL REFERENCES people (id),
  at       INTEGER NOT NULL,
  search   TEXT NOT NULL,
  call_id  TEXT NOT NULL,
  callback TEXT NOT NULL,
  seen     INTEGER NOT NULL DEFAULT 0, -- version of the question that this person has seen
  PRIMARY KEY (question, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_askers_by_person ON question_askers (person, question);

CREATE TABLE question_steps (
  question   INTEGER NOT NULL REFERENCES questions (id),
  number     INTEGER NOT NULL,
  verb       TEXT NOT NULL,
  by         INTEGER NOT NULL REFERENCES people (id),
  at         INTEGER NOT NULL,
  text       TEXT NOT NULL,
  department TEXT REFERENCES departments (code),
  PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER question_steps_in_order BEFORE INSERT ON question_steps
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM question_steps WHERE question = NEW.question)
BEGIN SELECT RAISE(ABORT, 'out_of_order: question_steps'); END;
CREATE TRIGGER question_steps_never_updated BEFORE UPDATE ON question_steps BEGIN SELECT RAISE(ABORT, 'append_only: question_steps'); END;
CREATE TRIGGER question_steps_never_deleted BEFORE DELETE ON question_steps BEGIN SELECT RAISE(ABORT, 'append_only: question_steps'); END;

ALTER TABLE feed ADD COLUMN question INTEGER REFERENCES questions (id);
