-- A department that returns a change set may say what is wrong passage by passage.
ALTER TABLE change_comments ADD COLUMN passages TEXT NOT NULL DEFAULT '[]';
