import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import type { SearchResult } from '../../api/types';
import { useNear, type Found, type Near } from './use_near';

const asked: { path: string; q: string; answer: (value: unknown) => void; fail: () => void }[] = [];
vi.mock('../../api/client', () => ({
  ok: (sent: Promise<unknown>) => sent,
  api: {
    GET: (path: string, { params }: { params: { query: { q: string } } }) =>
      new Promise((answer, reject) =>
        asked.push({ path, q: params.query.q, answer, fail: () => reject(new Error('down')) }),
      ),
  },
}));
beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const result = (entry: number): SearchResult => ({ entry }) as SearchResult;
const searches = () => asked.filter(({ path }) => path === '/search');
const alikes = () => asked.filter(({ path }) => path !== '/search');
function begin(found: Found | null = null): { text: { value: string }; near: Near } {
  const text = ref('');
  const near = effectScope().run(() =>
    useNear(
      () => text.value,
      () => found,
    ),
  );
  if (!near) throw new Error('no scope');
  return { text, near };
}
async function type(text: { value: string }, words: string): Promise<void> {
  text.value = words;
  await nextTick();
  await vi.advanceTimersByTimeAsync(400);
}

it('asks after a pause, once for a run of keys, and drops what was overtaken', async () => {
  const { text, near } = begin();
  await type(text, '境外');
  text.value = '境外流';
  await nextTick();
  await type(text, '境外流量');
  expect(searches().map(({ q }) => q)).toEqual(['境外', '境外流量']);
  searches()[1]?.answer({ results: [result(2)] });
  alikes()[1]?.answer({ items: [] });
  await vi.advanceTimersByTimeAsync(0);
  searches()[0]?.answer({ results: [result(1)] });
  alikes()[0]?.answer({ items: [] });
  await vi.advanceTimersByTimeAsync(0);
  expect(near.answers.value.map(({ entry }) => entry)).toEqual([2]);
  expect(near.busy.value).toBe(false);
});
it('what the search has found is not searched for again', async () => {
  const { text, near } = begin({ q: '宽带', answers: [result(1), result(2), result(3), result(4)] });
  await type(text, '宽带');
  alikes()[0]?.answer({ items: [] });
  await vi.advanceTimersByTimeAsync(0);
  expect(searches()).toEqual([]);
  expect(near.answers.value.map(({ entry }) => entry)).toEqual([1, 2, 3]);
});
it('one that fails leaves the other', async () => {
  const { text, near } = begin();
  await type(text, '水费');
  searches()[0]?.fail();
  alikes()[0]?.answer({ items: [{ id: 7 }] });
  await vi.advanceTimersByTimeAsync(0);
  expect([near.answers.value, near.questions.value.map(({ id }) => id)]).toEqual([[], [7]]);
});
