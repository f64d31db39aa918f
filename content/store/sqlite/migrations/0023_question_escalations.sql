-- A due time that passes is a step of the question, and nobody's: `by` is null. Copied, as a column cannot be loosened.
CREATE TABLE question_steps_with_system (
  question   INTEGER NOT NULL REFERENCES questions (id),
  number     INTEGER NOT NULL,
  verb       TEXT NOT NULL,
  by         INTEGER REFERENCES people (id),
  at         INTEGER NOT NULL,
  text       TEXT NOT NULL,
  department TEXT REFERENCES departments (code),
  PRIMARY KEY (question, number),
  CHECK ((by IS NULL) = (verb = 'escalate'))
) STRICT, WITHOUT ROWID;
INSERT INTO question_steps_with_system (question, number, verb, by, at, text, department)
SELECT question, number, verb, by, at, text, department FROM question_steps;
DROP TABLE question_steps;
ALTER TABLE question_steps_with_system RENAME TO question_steps;
CREATE TRIGGER question_steps_in_order BEFORE INSERT ON question_steps
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM question_steps WHERE question = NEW.question)
BEGIN SELECT RAISE(ABORT, 'out_of_order: question_steps'); END;
CREATE TRIGGER question_steps_only_forgotten BEFORE UPDATE ON question_steps
WHEN OLD.verb <> 'join' OR NEW.text <> '' OR NEW.question IS NOT OLD.question OR NEW.number IS NOT OLD.number
  OR NEW.verb IS NOT OLD.verb OR NEW.by IS NOT OLD.by OR NEW.at IS NOT OLD.at OR NEW.department IS NOT OLD.department
BEGIN SELECT RAISE(ABORT, 'append_only: question_steps'); END;
CREATE TRIGGER question_steps_never_deleted BEFORE DELETE ON question_steps BEGIN SELECT RAISE(ABORT, 'append_only: question_steps'); END;
