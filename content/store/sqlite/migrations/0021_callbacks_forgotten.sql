-- The note on whom to call back goes when its time is over. Steps of joining held it as well; they no longer do.
DROP TRIGGER question_steps_never_updated;
CREATE TRIGGER question_steps_only_forgotten BEFORE UPDATE ON question_steps
WHEN OLD.verb <> 'join' OR NEW.text <> '' OR NEW.question IS NOT OLD.question OR NEW.number IS NOT OLD.number
  OR NEW.verb IS NOT OLD.verb OR NEW.by IS NOT OLD.by OR NEW.at IS NOT OLD.at OR NEW.department IS NOT OLD.department
BEGIN SELECT RAISE(ABORT, 'append_only: question_steps'); END;
