import { beforeEach, expect, it } from 'vitest';
import { useListView } from './use_list_view';

beforeEach(() => localStorage.clear());

it('the choice of a compact list is kept for the next time', () => {
  expect(useListView().compact()).toBe(false);
  useListView().turn();
  const next = useListView();
  expect(next.compact()).toBe(true);
  next.turn();
  expect(useListView().compact()).toBe(false);
});
it('a row opens to the end and closes again; a new list begins with what is selected in it', () => {
  const list = useListView();
  list.open(7);
  expect(list.roomOf(8, 7)).toBe('whole');
  list.open(7);
  expect(list.roomOf(8, 7)).toBe('tall');
  list.visit(9);
  list.begin(9);
  expect([list.roomOf(8, 7), list.roomOf(8, 9)]).toEqual(['low', 'tall']);
});
