-- A picture that an editor put into a script is kept with the notice, and is no original that came in.
ALTER TABLE notice_originals ADD COLUMN picture INTEGER NOT NULL DEFAULT 0 CHECK (picture IN (0, 1));
