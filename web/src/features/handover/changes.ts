// What changed since a moment, as it is handed over. Pure.
import type { Problem } from '../../api/problem';
import type { ShiftChange } from '../../api/types';

export type Kind = 'new' | 'revised' | 'ended';
export const kindOf = (one: Pick<ShiftChange, 'before' | 'now'>): Kind =>
  one.now === null ? 'ended' : one.before === null ? 'new' : 'revised';

/** What an acknowledgement names: the revision that answers, or the one that ended. */
export const revisionOf = (one: Pick<ShiftChange, 'before' | 'now'>): number | null => one.now ?? one.before;

/** One change in the lists and sets of the page. */
export const keyOf = (one: Pick<ShiftChange, 'entry' | 'before' | 'now'>): string =>
  `${one.entry}:${revisionOf(one)}:${one.now === null}`;

/** Whether the same act may well succeed a moment later. */
export const mayPass = ({ status }: Pick<Problem, 'status'>): boolean => status === 0 || status === 429 || status >= 500;

export const waits = (one: ShiftChange): boolean => one.substantial && !one.acknowledged && revisionOf(one) !== null;

/** What is to be read, in the order of the server, and what is only listed. */
export function split(items: readonly ShiftChange[]): { main: ShiftChange[]; minor: ShiftChange[] } {
  return { main: items.filter((one) => one.substantial), minor: items.filter((one) => !one.substantial) };
}

export const SINCE = ['last', 'today', 'week'] as const;
export type Since = (typeof SINCE)[number];
/** One of the beginnings that are offered, or a moment that a link names. */
export const sinceOf = (value: string): Since | null =>
  SINCE.find((one) => one === value) ?? (Number.isNaN(Date.parse(value)) ? 'last' : null);

/** The moment that is asked for; null leaves it to the server, which knows when the last shift was. */
export function momentOf(value: string, now: Date): string | null {
  const since = sinceOf(value);
  if (since === null) return value;
  if (since === 'last') return null;
  const from = new Date(now);
  if (since === 'week') from.setDate(from.getDate() - 7);
  else from.setHours(0, 0, 0, 0);
  return from.toISOString();
}

/** Marks of Markdown that mean nothing in a line of plain text. */
export const withoutBold = (text: string): string => text.replace(/\*\*|__/g, '');
