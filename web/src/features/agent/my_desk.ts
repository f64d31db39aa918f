// The order in which one's own desk is read. Pure.
import type { EntryLine } from '../../api/types';

export interface Category {
  name: string;
  lines: EntryLine[];
}

/** As the server orders them; those without a category come last. */
export function byCategory(favourites: readonly EntryLine[]): Category[] {
  const groups = new Map<string, EntryLine[]>();
  for (const one of favourites) {
    const name = one.category ?? '';
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const all = [...groups].map(([name, lines]) => ({ name, lines }));
  return [...all.filter(({ name }) => name !== ''), ...all.filter(({ name }) => name === '')];
}

/** Categories to offer while one is typed: those that begin with it first, then those that hold it. */
export function offered(favourites: readonly EntryLine[], typed: string): string[] {
  const names = byCategory(favourites).map(({ name }) => name).filter((name) => name !== '');
  const wanted = typed.trim();
  if (!wanted) return names;
  const begin = names.filter((name) => name.startsWith(wanted));
  return [...begin, ...names.filter((name) => !name.startsWith(wanted) && name.includes(wanted))];
}

/** Where an arrow goes in a list of so many; null for keys that go nowhere. */
export function stepFrom(at: number, count: number, key: string): number | null {
  if (!count) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  return null;
}
