import { expect, it } from 'vitest';
import { roomOf, scrollTopFor, type ListView } from './list_view';

const view = (part: Partial<ListView>): ListView => ({ compact: false, visited: new Set(), opened: new Set(), ...part });

it('the first rows and those that were selected have more room than the others', () => {
  const rooms = [0, 2, 3, 9].map((place) => roomOf(view({ visited: new Set([109]) }), place, 100 + place));
  expect(rooms).toEqual(['tall', 'tall', 'low', 'tall']);
});
it('a compact list has snippets only, but for the row that was opened', () => {
  const compact = view({ compact: true, visited: new Set([1]), opened: new Set([2]) });
  expect([roomOf(compact, 0, 1), roomOf(compact, 1, 2)]).toEqual(['short', 'whole']);
});
it('a list moves only as far as a row needs, and a tall row shows where it begins', () => {
  const seen = { top: 100, height: 400 };
  expect(scrollTopFor({ top: 150, height: 100 }, seen)).toBe(100);
  expect(scrollTopFor({ top: 450, height: 100 }, seen)).toBe(150);
  expect(scrollTopFor({ top: 20, height: 100 }, seen)).toBe(20);
  expect(scrollTopFor({ top: 300, height: 500 }, seen)).toBe(300);
});
