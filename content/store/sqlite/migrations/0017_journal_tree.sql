-- The Merkle tree over the journal, one row a node, in base64; and what was signed of it.
CREATE TABLE journal_tree (
  level  INTEGER NOT NULL CHECK (level BETWEEN 0 AND 62),
  number INTEGER NOT NULL CHECK (number >= 0),
  hash   TEXT NOT NULL CHECK (length(hash) = 44),
  PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_tree_in_order BEFORE INSERT ON journal_tree
WHEN NEW.number <> coalesce((SELECT max(number) + 1 FROM journal_tree WHERE level = NEW.level), 0)
BEGIN SELECT RAISE(ABORT, 'append_only: journal_tree'); END;
CREATE TRIGGER journal_tree_never_updated BEFORE UPDATE ON journal_tree BEGIN SELECT RAISE(ABORT, 'append_only: journal_tree'); END;
CREATE TRIGGER journal_tree_never_deleted BEFORE DELETE ON journal_tree BEGIN SELECT RAISE(ABORT, 'append_only: journal_tree'); END;

CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY CHECK (size >= 1),
  at   INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE TRIGGER checkpoints_in_order BEFORE INSERT ON checkpoints
WHEN NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoints)
BEGIN SELECT RAISE(ABORT, 'append_only: checkpoints'); END;
CREATE TRIGGER checkpoints_never_updated BEFORE UPDATE ON checkpoints BEGIN SELECT RAISE(ABORT, 'append_only: checkpoints'); END;
CREATE TRIGGER checkpoints_never_deleted BEFORE DELETE ON checkpoints BEGIN SELECT RAISE(ABORT, 'append_only: checkpoints'); END;
