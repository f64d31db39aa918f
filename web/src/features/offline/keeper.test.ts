import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { SignedPage } from '../../api/types';
import { Copy, readCopy, type StoredPage } from './copy';
import { verifier } from './ed25519';
import { RefusedPage, fetchAll, fetchChanges, isWornOut, type KeeperStore, type Means } from './keeper';
import { item, otherSecret, pageOf, revisionOf, secret, signed } from './sample_items';
import type { Verify } from './signed_page';

let verify: Verify;
beforeAll(async () => void (verify = await verifier()));

class Kept implements KeeperStore {
  rows: (StoredPage & { generation: number })[] = [];
  current = 0;
  known: string | null = null;
  key = async () => this.known;
  keepKey = async (key: string) => void (this.known = key);
  generation = async () => this.current;
  pages = async (generation: number) => this.rows.filter((one) => one.generation === generation);
  putPage = async (generation: number, page: StoredPage) => void this.rows.push({ ...page, generation });
  putRun = async (generation: number, run: number, pages: readonly StoredPage[]) => {
    this.rows = this.rows.filter((one) => one.generation !== generation || one.run !== run);
    for (const page of pages) await this.putPage(generation, page);
  };
  commit = async (generation: number) => {
    this.current = generation;
    this.rows = this.rows.filter((one) => one.generation === generation);
  };
}

let store: Kept;
let asked: [number | null, string][];
let pages: Record<string, SignedPage>;
let by = secret;
const serve = (since: number | null, page: Partial<Parameters<typeof pageOf>[1]> & object, items = [item(1, { title: '甲' })]) => {
  const whole = pageOf(items, { since: since ?? 0, ...page });
  pages[`${since}:${whole.cursor}`] = signed(whole, by);
};
beforeEach(() => {
  store = new Kept();
  asked = [];
  pages = {};
  by = secret;
  serve(null, { next_cursor: 'a', seq: 12 });
  serve(null, { cursor: 'a', seq: 11 }, [item(2, { title: '乙' })]);
});
const means = (more: Partial<Means> = {}): Means => ({
  store,
  verify,
  fetchPage: async (since, cursor) => {
    asked.push([since, cursor]);
    const page = pages[`${since}:${cursor}`];
    if (!page) throw new Error('no such page');
    return page;
  },
  pause: async () => true,
  fresh: () => new Copy(),
  ...more,
});
const kept = async () => readCopy(await store.pages(store.current), store.known ?? '', verify, new Copy());

it('fetches everything, page after page, and what is kept is the same', async () => {
  const copy = await fetchAll(means());
  expect(asked).toEqual([[null, ''], [null, 'a']]);
  expect([copy?.items.size, copy?.since]).toEqual([2, 11]);
  const read = await kept();
  expect([read.refused, read.copy.items.size, read.copy.since]).toEqual([0, 2, 11]);
});

it('then what changed since the oldest page, again and again', async () => {
  const copy = (await fetchAll(means()))!;
  serve(11, { seq: 12, gone: [2] }, [item(1, {}, [], { revision: revisionOf(1, 2, { title: '甲二' }) })]);
  await fetchChanges(means(), copy);
  serve(12, { seq: 15, made_at: '2026-11-25T09:00:00Z' }, []);
  await fetchChanges(means(), copy);
  await fetchChanges(means(), copy);
  expect([copy.items.size, copy.since, copy.madeAt]).toEqual([1, 12, '2026-11-25T09:00:00Z']);
  expect(store.rows, 'a run that brings nothing takes the place of the one before').toHaveLength(4);
  const read = await kept();
  expect([read.refused, read.copy.madeAt, read.copy.items.get(1)?.entry.revision?.revision]).toEqual([0, copy.madeAt, 2]);
});

it('believes the first key alone', async () => {
  const copy = (await fetchAll(means()))!;
  by = otherSecret;
  serve(11, { seq: 20, gone: [1, 2] }, []);
  await expect(fetchChanges(means(), copy)).rejects.toEqual(new RefusedPage('key'));
  expect([copy.items.size, store.rows.length]).toEqual([2, 2]);
});

it('refuses a page that answers another question', async () => {
  pages['null:a'] = pages['null:']!;
  await expect(fetchAll(means())).rejects.toEqual(new RefusedPage('format'));
});

it('uses the old copy until the new one is whole', async () => {
  await fetchAll(means());
  delete pages['null:a'];
  await expect(fetchAll(means())).rejects.toThrow('no such page');
  expect((await kept()).copy.items.size).toBe(2);
  expect(await fetchAll(means({ pause: async () => false }))).toBeNull();
  expect((await kept()).copy.items.size).toBe(2);
});

it('stops at the most that a desk keeps, and says so', async () => {
  const copy = await fetchAll(means({ fresh: () => new Copy(1) }));
  expect([asked.length, copy?.items.size, copy?.capped]).toEqual([1, 1, true]);
});

it('begins anew with a store that counts from the beginning, and after a week', async () => {
  const copy = (await fetchAll(means()))!;
  serve(11, { seq: 3 }, []);
  expect(await fetchChanges(means(), copy)).toBeNull();
  const made = Date.parse(copy.begunAt);
  expect([isWornOut(copy, made + 6 * 86_400_000), isWornOut(copy, made + 8 * 86_400_000)]).toEqual([false, true]);
});
