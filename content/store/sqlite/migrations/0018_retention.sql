-- The text of a search goes when its time is over; that it was made, what it showed and what came of it stay. Journal
-- records bind the text by SHA-256 of salt, line feed and text: what is kept is proved, and what went cannot be guessed.
ALTER TABLE searches ADD COLUMN salt TEXT NOT NULL DEFAULT '';
ALTER TABLE searches ADD COLUMN forgotten_at INTEGER;
CREATE INDEX searches_kept ON searches (at) WHERE forgotten_at IS NULL;

DROP TRIGGER searches_never_updated;
CREATE TRIGGER searches_only_forgotten BEFORE UPDATE ON searches
WHEN OLD.forgotten_at IS NOT NULL OR NEW.forgotten_at IS NULL OR NEW.query <> '' OR NEW.salt <> ''
  OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.person IS NOT OLD.person OR NEW.as_of IS NOT OLD.as_of
  OR NEW.known IS NOT OLD.known OR NEW.total IS NOT OLD.total OR NEW.shown IS NOT OLD.shown
  OR NEW.call_id IS NOT OLD.call_id OR NEW.relaxed IS NOT OLD.relaxed OR NEW.reported_at IS NOT OLD.reported_at
BEGIN SELECT RAISE(ABORT, 'append_only: searches'); END;

DROP TRIGGER answer_uses_never_updated;
CREATE TRIGGER answer_uses_only_forgotten BEFORE UPDATE ON answer_uses
WHEN NEW.question <> '' OR NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at OR NEW.person IS NOT OLD.person
  OR NEW.entry IS NOT OLD.entry OR NEW.search IS NOT OLD.search OR NEW.how IS NOT OLD.how
BEGIN SELECT RAISE(ABORT, 'append_only: answer_uses'); END;
