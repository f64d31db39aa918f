import { expect, it } from 'vitest';
import type { GoldenMove, GoldenQuery, TrialHit } from '../../api/types';
import { bestFirst, figuresOf, inNeedFirst, leaves, sideBySide, worstFirst } from './moves';

const hit = (entry: number, pinned = false): TrialHit => ({ entry, title: `K${entry}`, pinned });
const marks = (hits: { entry: number; moved: string; by: number }[]): unknown[] =>
  hits.map(({ entry, moved, by }) => [entry, moved, by]);

it('what moved is told the same on both sides, what fell out on the left, what came in on the right', () => {
  const compared = sideBySide({ text: '停水', before: [1, 2, 3].map((e) => hit(e)), after: [hit(4, true), hit(3), hit(1)] });
  expect(marks(compared.after)).toEqual([
    [4, 'new', 0],
    [3, 'up', 1],
    [1, 'down', 2],
  ]);
  expect(marks(compared.before)).toEqual([
    [1, 'down', 2],
    [2, 'gone', 0],
    [3, 'up', 1],
  ]);
  expect(compared.same).toBe(false);
});
it('nothing moved is nothing, but an answer that is pinned where it stood is something', () => {
  expect(sideBySide({ text: 'a', before: [hit(1)], after: [hit(1)] }).same).toBe(true);
  expect(sideBySide({ text: 'a', before: [hit(1)], after: [hit(1, true)] }).same).toBe(false);
  expect(sideBySide({ text: 'a', before: [], after: [] }).same).toBe(true);
});

const move = (golden: number, before: number | null, after: number | null, within = 3): GoldenMove => ({
  golden,
  text: `问${golden}`,
  entry: golden,
  entry_title: '',
  within,
  before,
  after,
});
it('those that leave their places come before those that only slip, then the longer fall', () => {
  const moves = [move(1, 1, 3), move(2, 5, null), move(3, 3, 4), move(4, 2, null)];
  expect(worstFirst(moves).map(({ golden }) => golden)).toEqual([4, 3, 2, 1]);
  expect(leaves(move(1, null, null))).toBe(false);
  expect(bestFirst([move(1, 3, 2), move(2, null, 1)]).map(({ golden }) => golden)).toEqual([2, 1]);
});

const golden = (id: number, rank: number | null, within = 3): GoldenQuery => ({ id, rank, within }) as GoldenQuery;
it('what is not found comes on top, then what is out of its places', () => {
  const queries = [golden(1, 1), golden(2, 4), golden(3, null), golden(4, 3), golden(5, 2, 1)];
  expect(inNeedFirst(queries).map(({ id }) => id)).toEqual([3, 2, 5, 1, 4]);
  expect(figuresOf(queries)).toEqual({ kept: 2, hit1: 1, hit3: 3, mrr: (1 + 1 / 4 + 1 / 3 + 1 / 2) / 5 });
  expect(figuresOf([]).mrr).toBe(0);
});
