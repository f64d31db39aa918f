import { expect, it } from 'vitest';
import { walk, type Asked, type Page } from './pages';

// A list of 1 to `count` that answers with short pages: two rows at most, and none at all before the third.
function shortPages(count: number): { asked: Asked[]; fetchPage: (asked: Asked) => Promise<Page<number>> } {
  const seen: Asked[] = [];
  return {
    asked: seen,
    fetchPage: (asked) => {
      seen.push(asked);
      if (asked.cursor === '2') return Promise.resolve({ items: [], next_cursor: '2b' });
      const from = parseInt(asked.cursor ?? '0', 10);
      const items = [from + 1, from + 2].filter((one) => one <= count).slice(0, asked.limit);
      const last = from + items.length;
      return Promise.resolve({ items, next_cursor: last < count ? String(last) : null });
    },
  };
}

it('a walk gives every row once, over short and empty pages', async () => {
  const list = shortPages(5);
  expect(await walk(list.fetchPage)).toEqual([1, 2, 3, 4, 5]);
  expect(list.asked.map((one) => one.cursor)).toEqual([undefined, '2', '2b', '4']);
});
it('a walk ends when it has enough', async () => {
  const list = shortPages(9);
  expect(await walk(list.fetchPage, 3)).toEqual([1, 2, 3]);
  expect(list.asked.map((one) => one.limit)).toEqual([3, 1, 1]);
});
it('a walk over nothing asks once', async () => {
  const list = shortPages(0);
  expect(await walk(list.fetchPage)).toEqual([]);
  expect(list.asked).toHaveLength(1);
});
