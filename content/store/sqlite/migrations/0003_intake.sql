-- What a notice says of itself beyond number, subject and validity.
ALTER TABLE notices ADD COLUMN issued_on TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN deadline INTEGER;
ALTER TABLE notices ADD COLUMN repeals TEXT NOT NULL DEFAULT '[]';
