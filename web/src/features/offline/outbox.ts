// What was asked and reported while the server was away: kept until the server took it, each under the key under which
// it was tried first, so that nothing is made twice; sent in order. What is refused stays, with the reason.
import { SIGNED_OUT, asProblem } from '../../api/problem';
import { isUnreachable } from './reach';

export interface Waiting {
  /** Idempotency-Key. */
  key: string;
  person: string;
  /** UTC, so that it sorts. */
  at: string;
  kind: 'question' | 'feedback' | 'used';
  /** Of the API, with everything filled in. */
  path: string;
  body: object;
  /** For the list: what it is about, and what was written. */
  about: string;
  text: string;
  /** Why the server did not want it. */
  refused?: string;
}
export interface Made {
  id: number;
  department: string;
}
export interface OutboxStore {
  waiting: (person: string) => Promise<Waiting[]>;
  putWaiting: (one: Waiting) => Promise<void>;
  dropWaiting: (key: string) => Promise<void>;
}

const wordsOf = ({ kind, path, body }: Pick<Waiting, 'kind' | 'path' | 'body'>): string => {
  const { search: _search, ...rest } = body as Record<string, unknown>;
  return JSON.stringify([kind, path, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))]);
};
/** Written twice while the server is away, from whichever search, it waits once. */
export const waitsAlready = (rows: readonly Waiting[], one: Pick<Waiting, 'kind' | 'path' | 'body'>): boolean =>
  one.kind !== 'used' && rows.some((row) => row.refused === undefined && wordsOf(row) === wordsOf(one));

/** Wanted, but not now. */
const LATER = [401, 408, 425, 429, 500];

/** Sends what waits, the oldest first; stops where the server does not answer, and says what came of each. */
export async function sendAll(
  person: string,
  store: OutboxStore,
  send: (one: Waiting) => Promise<Made>,
  tell: (one: Waiting, made: Made | null) => void,
): Promise<void> {
  for (const one of await store.waiting(person)) {
    if (one.refused !== undefined) continue;
    try {
      const made = await send(one);
      await store.dropWaiting(one.key);
      tell(one, made);
    } catch (error) {
      const { status, code, detail, title } = asProblem(error);
      if (isUnreachable(error) || code === SIGNED_OUT || LATER.includes(status)) throw error;
      const refused = { ...one, refused: detail || title || String(status) };
      await store.putWaiting(refused);
      tell(refused, null);
    }
  }
}
