// What a trial found, as a reader compares it: who moved where, and what that is worth. Pure.
import type { GoldenFigures, GoldenMove, GoldenQuery, SearchTrial, TrialHit } from '../../api/types';

/** Where a result stood before: 'same', 'up', 'down', not among the first ('new'), or no longer among them ('gone'). */
export type Moved = 'same' | 'up' | 'down' | 'new' | 'gone';

export interface Compared extends TrialHit {
  place: number;
  moved: Moved;
  /** By how many places, of 'up' and 'down'. */
  by: number;
}

function mark(hit: TrialHit, at: number, others: readonly TrialHit[], missing: 'new' | 'gone'): Compared {
  const there = others.findIndex(({ entry }) => entry === hit.entry);
  // Towards the reader's left side the same move is told the other way round.
  const rise = missing === 'new' ? there - at : at - there;
  const moved: Moved = there < 0 ? missing : rise === 0 ? 'same' : rise > 0 ? 'up' : 'down';
  return { ...hit, place: at + 1, moved, by: there < 0 ? 0 : Math.abs(rise) };
}

export interface SideBySide {
  before: Compared[];
  after: Compared[];
  same: boolean;
}

/** The first results of one search before and after. Both sides tell of what comes: 'gone' stands on the left only. */
export function sideBySide(one: SearchTrial['queries'][number]): SideBySide {
  const before = one.before.map((hit, i) => mark(hit, i, one.after, 'gone'));
  const after = one.after.map((hit, i) => mark(hit, i, one.before, 'new'));
  const pins = one.after.some((hit, i) => hit.pinned !== one.before[i]?.pinned);
  return { before, after, same: !pins && [...before, ...after].every(({ moved }) => moved === 'same') };
}

export const within = (rank: number | null, places: number): boolean => rank !== null && rank <= places;

/** An answer that leaves its places is worse than one that only slips. */
export function leaves(move: GoldenMove): boolean {
  return within(move.before, move.within) && !within(move.after, move.within);
}

/** The worst first: those that leave their places, then by how far they fall. Out of sight counts as place 21. */
const OUT_OF_SIGHT = 21;
const fall = (move: GoldenMove): number => (move.after ?? OUT_OF_SIGHT) - (move.before ?? OUT_OF_SIGHT);
export const worstFirst = (moves: readonly GoldenMove[]): GoldenMove[] =>
  [...moves].sort((a, b) => Number(leaves(b)) - Number(leaves(a)) || fall(b) - fall(a));
export const bestFirst = (moves: readonly GoldenMove[]): GoldenMove[] => [...moves].sort((a, b) => fall(a) - fall(b));

export type Kept = 'kept' | 'out' | 'missing';
export const keptOf = ({ rank, within: places }: Pick<GoldenQuery, 'rank' | 'within'>): Kept =>
  rank === null ? 'missing' : within(rank, places) ? 'kept' : 'out';

const ORDER: Kept[] = ['missing', 'out', 'kept'];
/** What is not in its place comes on top. */
export const inNeedFirst = (queries: readonly GoldenQuery[]): GoldenQuery[] =>
  [...queries].sort((a, b) => ORDER.indexOf(keptOf(a)) - ORDER.indexOf(keptOf(b)) || a.id - b.id);

export function figuresOf(queries: readonly GoldenQuery[]): GoldenFigures {
  const count = (good: (one: GoldenQuery) => boolean): number => queries.filter(good).length;
  const sum = queries.reduce((all, { rank }) => all + (rank === null ? 0 : 1 / rank), 0);
  return {
    kept: count((one) => keptOf(one) === 'kept'),
    hit1: count(({ rank }) => rank === 1),
    hit3: count(({ rank }) => within(rank, 3)),
    mrr: queries.length ? sum / queries.length : 0,
  };
}
