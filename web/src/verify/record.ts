// A record of the journal: as a line of a bundle has it, and the bytes that it is hashed by.
import { canonical, countOf, listOf, textOf, type Json, type JsonObject } from './canonical';
import { sha256Hex } from './bytes';

export interface Ref {
  kind: string;
  id: string;
}
export interface JournalRecord {
  seq: number;
  /** Microseconds of UTC since 1970. */
  at: number;
  actor: number | null;
  actor_login: string;
  verb: string;
  subject: Ref;
  old_digest: string;
  new_digest: string;
  detail: string;
  refs: Ref[];
  previous_hash: string;
  hash: string;
}

function refOf(value: Json | undefined): Ref {
  if (!Array.isArray(value) || typeof value[0] !== 'string' || typeof value[1] !== 'string') throw new SyntaxError('reference');
  return { kind: value[0], id: value[1] };
}
/** Throws a SyntaxError. */
export const recordOf = (row: JsonObject): JournalRecord => ({
  seq: countOf(row, 'seq'),
  at: countOf(row, 'at'),
  actor: row.actor === null ? null : countOf(row, 'actor'),
  actor_login: textOf(row, 'actor_login'),
  verb: textOf(row, 'verb'),
  subject: refOf(row.subject),
  old_digest: textOf(row, 'old_digest'),
  new_digest: textOf(row, 'new_digest'),
  detail: textOf(row, 'detail'),
  refs: listOf(row, 'refs').map(refOf),
  previous_hash: textOf(row, 'previous_hash'),
  hash: textOf(row, 'hash'),
});
/** As a line has it. */
export const recordJson = ({ subject, refs, ...rest }: JournalRecord): JsonObject => ({
  ...rest,
  subject: [subject.kind, subject.id],
  refs: refs.map(({ kind, id }) => [kind, id]),
});
/** What is hashed: everything but the hash itself. */
export function bodyOf({ hash: _hash, subject, refs, ...rest }: JournalRecord): string {
  return canonical({ ...rest, subject: { ...subject }, refs: refs.map((one) => ({ ...one })) });
}
export const hashOf = (body: string): string => sha256Hex(`koujing-journal-v1\n${body}`);
