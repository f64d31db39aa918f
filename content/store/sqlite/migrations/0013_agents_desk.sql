-- What belongs to one agent's desk: favourites, subscriptions, and the revisions that were acknowledged.
CREATE TABLE favourites (
  person   INTEGER NOT NULL REFERENCES people (id),
  entry    INTEGER NOT NULL REFERENCES entries (id),
  category TEXT NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (person, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
  person INTEGER NOT NULL REFERENCES people (id),
  kind   TEXT NOT NULL CHECK (kind IN ('entry', 'node')),
  target INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (person, kind, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision_acks (
  person INTEGER NOT NULL REFERENCES people (id),
  entry  INTEGER NOT NULL REFERENCES entries (id),
  number INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (person, entry, number, at),
  FOREIGN KEY (entry, number) REFERENCES revisions (entry, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER revision_acks_never_updated BEFORE UPDATE ON revision_acks BEGIN SELECT RAISE(ABORT, 'append_only: revision_acks'); END;
CREATE TRIGGER revision_acks_never_deleted BEFORE DELETE ON revision_acks BEGIN SELECT RAISE(ABORT, 'append_only: revision_acks'); END;

CREATE INDEX entry_events_by_record ON entry_events (recorded_at);
CREATE INDEX entry_events_by_validity ON entry_events (valid_from);
CREATE INDEX answer_uses_by_person ON answer_uses (person, at);
CREATE INDEX searches_by_call ON searches (call_id, at) WHERE call_id <> '';
