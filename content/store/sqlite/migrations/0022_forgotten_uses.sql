-- How often the question of a use was deleted: whoever keeps questions in memory sees that it has to read them anew.
ALTER TABLE lexicon ADD COLUMN uses_forgotten INTEGER NOT NULL DEFAULT 0;
