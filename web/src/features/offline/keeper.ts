// Fetches the copy and keeps it current, page by page, believing only what is signed. The clock, the network and what is
// kept are given.
import type { OfflinePage, SignedPage } from '../../api/types';
import { Copy, type StoredPage } from './copy';
import { openPage, type Refusal, type Verify } from './signed_page';

export interface KeeperStore {
  key: () => Promise<string | null>;
  keepKey: (key: string) => Promise<void>;
  generation: () => Promise<number>;
  pages: (generation: number) => Promise<StoredPage[]>;
  putPage: (generation: number, page: StoredPage) => Promise<void>;
  putRun: (generation: number, run: number, pages: readonly StoredPage[]) => Promise<void>;
  commit: (generation: number) => Promise<void>;
}

export interface Means {
  store: KeeperStore;
  verify: Verify;
  fetchPage: (since: number | null, cursor: string) => Promise<SignedPage>;
  /** Between two pages. False: give up, nobody wants them any more. */
  pause: () => Promise<boolean>;
  /** A copy with nothing in it. */
  fresh: () => Copy;
  progress?: (entries: number, of: number) => void;
}

/** The server sent what the key that this browser knows did not sign. */
export class RefusedPage extends Error {
  constructor(readonly why: Refusal) {
    super(why);
  }
}

/** Then everything is fetched anew: many small runs take long to read. */
const MOST_RUNS = 200;
const OLDEST_MS = 7 * 86_400_000;

export const isWornOut = (copy: Copy, now: number): boolean =>
  copy.runs > MOST_RUNS || now - Date.parse(copy.begunAt) > OLDEST_MS;

async function fetched(means: Means, since: number | null, cursor: string): Promise<{ page: OfflinePage; signed: SignedPage }> {
  const signed = await means.fetchPage(since, cursor);
  const key = await means.store.key();
  const { page, refused } = openPage(signed, key, means.verify);
  if (refused) throw new RefusedPage(refused);
  if (page.since !== (since ?? 0) || page.cursor !== cursor) throw new RefusedPage('format');
  if (key === null) await means.store.keepKey(signed.key);
  return { page, signed };
}

/** Everything, into a generation of its own, so that the copy that is there is used until the new one is whole. */
export async function fetchAll(means: Means): Promise<Copy | null> {
  const { store } = means;
  const before = await store.generation();
  await store.commit(before); // what was begun and not ended
  const generation = before + 1;
  const copy = means.fresh();
  const pages: OfflinePage[] = [];
  let cursor: string | null = '';
  for (let place = 0; cursor !== null && !copy.full; place += 1) {
    if (place > 0 && !(await means.pause())) return null;
    const { page, signed }: { page: OfflinePage; signed: SignedPage } = await fetched(means, null, cursor);
    await store.putPage(generation, { run: 0, place, signed });
    pages.push(page);
    copy.take(page);
    means.progress?.(copy.items.size, page.entries);
    cursor = page.next_cursor;
  }
  if (cursor !== null) copy.capped = true;
  copy.finish(pages);
  await store.commit(generation);
  return copy;
}

/** What changed since, into the copy that is there. Null: everything has to be fetched anew. */
export async function fetchChanges(means: Means, copy: Copy): Promise<Copy | null> {
  const pages: OfflinePage[] = [];
  const rows: StoredPage[] = [];
  const { since, runs } = copy;
  let cursor: string | null = '';
  for (let place = 0; cursor !== null; place += 1) {
    if (place > 0 && !(await means.pause())) return copy;
    const { page, signed }: { page: OfflinePage; signed: SignedPage } = await fetched(means, since, cursor);
    if (page.seq < since) return null; // another store than that of the copy
    pages.push(page);
    rows.push({ run: runs, place, signed });
    cursor = page.next_cursor;
  }
  await means.store.putRun(await means.store.generation(), runs, rows);
  copy.apply(pages);
  return copy;
}
