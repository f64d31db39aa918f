-- A review by somebody who stands in for an absent director says for whom.
ALTER TABLE reviews ADD COLUMN on_behalf_of INTEGER REFERENCES people (id);
