import { expect, it } from 'vitest';
import type { EntryLine } from '../../api/types';
import { byCategory, offered, stepFrom } from './my_desk';

const line = (entry: number, category?: string): EntryLine => ({
  entry,
  title: `第${entry}条`,
  brief: '',
  library: '',
  catalogue: '',
  revision: 1,
  in_force: true,
  ...(category !== undefined && { category }),
});
const kept = [line(1), line(2, '资费'), line(3, '故障'), line(4, '资费'), line(5, '')];

it('favourites stand by category, those without one last', () => {
  expect(byCategory(kept).map(({ name, lines }) => [name, lines.map(({ entry }) => entry)])).toEqual([
    ['资费', [2, 4]],
    ['故障', [3]],
    ['', [1, 5]],
  ]);
  expect(byCategory([])).toEqual([]);
});
it('offers categories by their beginning, then by what they hold', () => {
  expect(offered(kept, '')).toEqual(['资费', '故障']);
  expect(offered([...kept, line(6, '国际资费')], '资')).toEqual(['资费', '国际资费']);
  expect(offered(kept, '报修')).toEqual([]);
});
it('steps within the list only', () => {
  expect(stepFrom(0, 3, 'ArrowUp')).toBe(0);
  expect(stepFrom(2, 3, 'ArrowDown')).toBe(2);
  expect(stepFrom(-1, 3, 'ArrowDown')).toBe(0);
  expect(stepFrom(1, 3, 'End')).toBe(2);
  expect(stepFrom(1, 3, 'Home')).toBe(0);
  expect(stepFrom(1, 3, 'a')).toBeNull();
  expect(stepFrom(0, 0, 'ArrowDown')).toBeNull();
});
