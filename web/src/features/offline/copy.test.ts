import { beforeAll, describe, expect, it } from 'vitest';
import type { OfflinePage } from '../../api/types';
import { Copy, entryAt, isWhole, readCopy, type StoredPage } from './copy';
import { verifier } from './ed25519';
import { item, otherSecret, pageOf, revisionOf, signed } from './sample_items';
import { openPage, type Verify } from './signed_page';

let verify: Verify;
beforeAll(async () => void (verify = await verifier()));
const one = item(1, { title: '甲' });
const two = item(2, { title: '乙' });
const key = signed(pageOf([])).key;
const stored = (runs: OfflinePage[][]): StoredPage[] =>
  runs.flatMap((pages, run) => pages.map((page, place) => ({ run, place, signed: signed(page) })));
const read = (pages: StoredPage[], copy = new Copy()) => readCopy(pages, key, verify, copy);
const ids = (copy: Copy): number[] => [...copy.items.keys()];
const title = (copy: Copy, id: number): string | undefined => copy.items.get(id)?.entry.revision?.text.title;

describe('a signed page', () => {
  const page = signed(pageOf([one]));
  it('is believed when the kept key signed exactly this text', () => {
    expect(openPage(page, key, verify).page?.items).toHaveLength(1);
    expect(openPage(page, null, verify).page).toBeDefined();
  });
  it('is refused when one character differs, and when the signature is none', () => {
    expect(openPage({ ...page, payload: page.payload.replace('甲', '乙') }, key, verify).refused).toBe('signature');
    expect(openPage({ ...page, payload: page.payload + ' ' }, key, verify).refused).toBe('signature');
    expect(openPage({ ...page, signature: 'xyz' }, key, verify).refused).toBe('signature');
  });
  it('is refused from another key, though that key signed it', () => {
    const other = signed(pageOf([one]), otherSecret);
    expect(openPage(other, null, verify).page).toBeDefined();
    expect(openPage(other, key, verify).refused).toBe('key');
  });
  it('agrees with the test vector 3 of RFC 8032', () => {
    const signature =
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a';
    const publicKey = 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025';
    // The message af82 is no UTF-8: only that it does not verify for another text can be said through this door.
    expect(verify(signature, 'af82', publicKey)).toBe(false);
    const empty =
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
    expect(verify(empty, '', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')).toBe(true);
  });
  it('is refused in a format that is not known', () => {
    expect(openPage(signed({ ...pageOf([]), format: 'koujing-offline-2' as never }), key, verify).refused).toBe('format');
  });
});

describe('the pages that are kept', () => {
  const base = [pageOf([one], { next_cursor: 'a', seq: 12, made_at: '2026-11-25T06:10:00Z' }), pageOf([two], { cursor: 'a', seq: 11 })];
  const revised = item(1, {}, [], { revision: revisionOf(1, 2, { title: '甲二' }) });
  const later = [pageOf([revised], { since: 11, seq: 20, made_at: '2026-11-25T07:00:00Z', gone: [2] })];

  it('are everything, then what changed; the copy is as old as the oldest page of the last run', async () => {
    const { copy, refused } = await read(stored([base, later]));
    expect([refused, ids(copy), title(copy, 1)]).toEqual([0, [1], '甲二']);
    expect([copy.since, copy.madeAt]).toEqual([20, '2026-11-25T07:00:00Z']);
    const first = (await read(stored([base]))).copy;
    expect([first.since, first.madeAt]).toEqual([11, '2026-11-25T06:00:00Z']);
  });
  it('a run without changes makes the copy younger and nothing else', async () => {
    const { copy, refused } = await read(stored([base, [pageOf([], { since: 11, seq: 30, made_at: '2026-11-25T08:00:00Z' })]]));
    expect([refused, copy.since, copy.madeAt, copy.runs]).toEqual([0, 11, '2026-11-25T08:00:00Z', 1]);
  });
  it('an altered page is refused; the rest of everything stays', async () => {
    const pages = stored([base]);
    pages[0]!.signed.payload = pages[0]!.signed.payload.replace('甲', '假');
    const { copy, refused, why } = await read(pages);
    expect([ids(copy), refused, why]).toEqual([[2], 1, 'signature']);
  });
  it('without one page of the changes the copy is that of before', async () => {
    const changes = [pageOf([revised], { since: 11, seq: 20, next_cursor: 'b' }), pageOf([], { since: 11, seq: 20, cursor: 'b', gone: [2] })];
    const pages = stored([base, changes, [pageOf([], { since: 20, seq: 21 })]]);
    const missing = await read(pages.filter(({ run, place }) => run !== 1 || place !== 1));
    expect([ids(missing.copy), title(missing.copy, 1), missing.why]).toEqual([[1, 2], '甲', 'missing']);
    const gone = await read(pages.filter(({ run }) => run !== 1));
    expect([title(gone.copy, 1), gone.why], 'a run that does not go on from the one before').toEqual(['甲', 'missing']);
  });
  it('a page of everything that is missing is noticed', async () => {
    expect((await read(stored([base]).slice(0, 1))).why).toBe('missing');
    expect((await read(stored([base]).slice(1))).why).toBe('missing');
  });
  it('is a part of a larger library, and says so', async () => {
    const cut = [pageOf([one, two], { next_cursor: 'x', entries: 900 })];
    const { copy, refused } = await read(stored([cut, [pageOf([item(3, { title: '丙' })], { since: 10, seq: 12 })]]), new Copy(2));
    expect([refused, ids(copy), copy.capped, copy.entries]).toEqual([0, [1, 2], true, 1]);
  });
  it('a run is whole from the first cursor to the last', () => {
    expect(isWhole(base, 0)).toBe(true);
    expect(isWhole([...base].reverse(), 0)).toBe(false);
    expect(isWhole([], 0)).toBe(false);
    expect(isWhole(base, 5)).toBe(false);
  });
});

describe('an entry at a moment', () => {
  const next = revisionOf(1, 2, { title: '新', effective_from: '2026-12-01T00:00:00Z', effective_to: '2026-12-31T00:00:00Z' });
  const whole = item(1, { title: '旧' }, [], {
    next,
    care: { owner: null, next_check: '2026-12-05T00:00:00Z', overdue: false, verified_at: null, verified_by: null },
  });
  const when = (time: string) => entryAt(whole, Date.parse(time));
  it('is what is in force then', () => {
    expect(when('2026-11-30T23:59:59Z').revision?.revision).toBe(1);
    expect(when('2026-11-30T23:59:59Z').valid_to).toBe('2026-12-01T00:00:00.000Z');
    const after = when('2026-12-01T00:00:00Z');
    expect([after.revision?.revision, after.next, after.replaced?.revision]).toEqual([2, null, 1]);
    expect(when('2026-12-31T00:00:00Z').revision).toBeNull();
  });
  it('is nothing while a revision answers that is not in the copy', () => {
    const spans = [
      { revision: 1, valid_from: null, valid_to: '2026-11-27T00:00:00Z' },
      { revision: 5, valid_from: '2026-11-27T00:00:00Z', valid_to: '2026-12-01T00:00:00Z' },
      { revision: 2, valid_from: '2026-12-01T00:00:00Z', valid_to: null },
    ];
    const at = (time: string) => entryAt({ ...whole, spans }, Date.parse(time));
    expect([at('2026-11-26T00:00:00Z').revision?.revision, at('2026-11-28T00:00:00Z').revision]).toEqual([1, null]);
    expect([at('2026-11-28T00:00:00Z').next?.revision, at('2026-12-02T00:00:00Z').revision?.revision]).toEqual([2, 2]);
  });
  it('says that it was to be checked meanwhile', () => {
    expect([when('2026-12-04T00:00:00Z').care?.overdue, when('2026-12-06T00:00:00Z').care?.overdue]).toEqual([false, true]);
  });
});
