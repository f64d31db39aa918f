// What was on a desk, as it is read: per answer what was done with it. Pure.
import type { Exposure } from '../../api/types';

export interface Act {
  how: string;
  at: string;
  seq: number;
  seconds: number | null;
}
export interface Seen {
  /** Its place in the list of the search; null when the list that is kept does not have it. */
  rank: number | null;
  entry: number;
  revision: number;
  title: string;
  digest: string;
  acts: Act[];
  /** All seconds that it was in front. */
  seconds: number;
}

/** What was done with answers first, in the order in which it began; then what was only shown. */
export function seenOf(row: Pick<Exposure, 'shown' | 'acts'>): { used: Seen[]; shown: Seen[] } {
  const key = (one: { entry: number; revision: number }): string => `${one.entry}:${one.revision}`;
  const all = new Map<string, Seen>();
  row.shown.forEach((one, i) => all.set(key(one), { ...one, rank: i + 1, acts: [], seconds: 0 }));
  const used: Seen[] = [];
  const acts = [...row.acts].sort((a, b) => a.journal_seq - b.journal_seq);
  for (const act of acts) {
    const known = all.get(key(act)) ?? { ...act, rank: null, title: `K${act.entry}`, acts: [], seconds: 0 };
    all.set(key(act), known);
    if (!known.acts.length) used.push(known);
    known.acts.push({ how: act.how, at: act.at, seq: act.journal_seq, seconds: act.seconds });
    known.seconds += act.seconds ?? 0;
  }
  return { used, shown: [...all.values()].filter((one) => !one.acts.length) };
}

export const short = (digest: string): string => digest.replace(/^sha256:/, '').slice(0, 8);
