// The store of a server that does not run, changed behind its back: for times that do not pass within a test.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const program = 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.executescript(sys.argv[2]); db.close()';
export const changeStore = (data, sql) => execFileSync('python3', ['-c', program, path.join(data, 'store.sqlite'), sql]);

/** Question `id` has been waiting for too long: to be routed, or for its answer. */
export const missDue = (data, id) =>
  changeStore(
    data,
    `UPDATE questions SET dispatch_due = asked_at, answer_due = CASE WHEN answer_due IS NULL THEN NULL ELSE asked_at END WHERE id = ${Number(id)};`,
  );
