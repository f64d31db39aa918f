import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import type { SearchAnswer } from '../../api/types';
import { fromQuery } from './search_query';
import { SETTLED_MS, useWider, widerOf } from './use_wider';

let counted: { within: number; all: number } | null = null;
const countInCopy = vi.fn(() => counted);
vi.mock('../offline/kept_copy', () => ({ countInCopy: () => countInCopy(), kept: { madeAt: '' } }));
beforeEach(() => {
  counted = { within: 3, all: 9 };
  countInCopy.mockClear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const narrow = fromQuery({ q: '断网', region: '城东区' });
const answer = (total: number): SearchAnswer => ({ total }) as SearchAnswer;

it('what the filters keep out is added to what the server found', () => {
  expect(widerOf(narrow, answer(4), { within: 3, all: 9 }, false)).toEqual({ on: false, total: 10, exact: false });
  expect(widerOf(narrow, answer(3), { within: 3, all: 9 }, true)).toEqual({ on: false, total: 9, exact: true });
});
it('says nothing when nothing is kept out, nothing is filtered, or nothing is asked', () => {
  expect(widerOf(narrow, answer(3), { within: 3, all: 3 }, false)).toBeNull();
  expect(widerOf(fromQuery({ q: '断网' }), answer(3), { within: 3, all: 9 }, false)).toBeNull();
  expect(widerOf(fromQuery({ region: '城东区' }), answer(3), { within: 3, all: 9 }, false)).toBeNull();
});
it('without a count the filters are not silent, either', () => {
  expect(widerOf(narrow, answer(3), null, false)).toEqual({ on: false, total: null, exact: false });
});
it('counts once the answer has settled, never while the query is being typed', async () => {
  const asked = shallowRef(narrow);
  const got = shallowRef<SearchAnswer | null>(answer(3));
  const wider = effectScope().run(() =>
    useWider(
      () => asked.value,
      () => got.value,
      () => true,
    ),
  );
  await vi.advanceTimersByTimeAsync(SETTLED_MS - 1);
  asked.value = fromQuery({ q: '断网了', region: '城东区' });
  await nextTick();
  await vi.advanceTimersByTimeAsync(SETTLED_MS - 1);
  expect([countInCopy.mock.calls.length, wider?.value]).toEqual([0, null]);
  await vi.advanceTimersByTimeAsync(1);
  expect(wider?.value).toEqual({ on: false, total: 9, exact: true });
  asked.value = { ...asked.value, unfiltered: true };
  expect(wider?.value).toEqual({ on: true });
});
it('an answer of another moment is not counted in the copy of now', async () => {
  const past = fromQuery({ q: '断网', region: '城东区', as_of: '2026-05-01T00:00:00+08:00' });
  const wider = effectScope().run(() =>
    useWider(
      () => past,
      () => answer(3),
      () => false,
    ),
  );
  await vi.advanceTimersByTimeAsync(SETTLED_MS);
  expect(countInCopy).not.toHaveBeenCalled();
  expect(wider?.value).toEqual({ on: false, total: null, exact: false });
});
