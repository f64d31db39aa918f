// The timeline of an entry as rows of bars: across is validity, each row a stretch of record time in which the same
// was known. Pure.
import type { Timeline } from '../../api/types';

export interface Bar {
  revision: number;
  standing: string;
  from: string | null;
  to: string | null;
  /** Shares of the width, 0 to 1. */
  left: number;
  width: number;
  /** Too short to be hit: drawn in its least width, above what lies behind it. */
  short: boolean;
  /** How many short ones begin just before it, beside which it is drawn. */
  behind: number;
}
export interface Row {
  knownFrom: string;
  /** null: still known so. */
  knownTo: string | null;
  bars: Bar[];
}
export interface Layout {
  rows: Row[];
  /** Share of the width where now is; null when it is not on the axis. */
  now: number | null;
  marks: { at: string; share: number }[];
}

const DAY = 86_400_000;
const SHORT = 0.08; // 24 pixels on a telephone
const time = (iso: string): number => Date.parse(iso);

export function layOut(spans: Timeline['spans'], now: Date): Layout {
  if (!spans.length) return { rows: [], now: null, marks: [] };
  const ends = spans.flatMap((one) => [one.valid_from, one.valid_to]).filter((one): one is string => one !== null);
  const known = [now.getTime(), ...ends.map(time)];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  // Open ends run out of the picture: leave them some room on either side.
  const room = Math.max((most - least) * 0.08, DAY);
  const [start, stop] = [least - room, most + room];
  const share = (t: number): number => (t - start) / (stop - start);

  const cuts = [...new Set(spans.flatMap((one) => [one.known_from, ...(one.known_to ? [one.known_to] : [])]))].sort(
    (a, b) => time(a) - time(b),
  );
  const rows: Row[] = [];
  cuts.forEach((from, i) => {
    const to = cuts[i + 1] ?? null;
    const bars = spans
      .filter((one) => time(one.known_from) <= time(from) && (one.known_to === null || time(one.known_to) > time(from)))
      .map((one): Bar => {
        const left = one.valid_from ? share(time(one.valid_from)) : 0;
        const right = one.valid_to ? share(time(one.valid_to)) : 1;
        return {
          revision: one.revision,
          standing: one.standing,
          from: one.valid_from,
          to: one.valid_to,
          left,
          width: right - left,
          short: right - left < SHORT,
          behind: 0,
        };
      })
      .sort((a, b) => a.left - b.left);
    bars.forEach((bar, k) => {
      const last = bars[k - 1];
      if (last?.short && bar.left - last.left < SHORT) bar.behind = last.behind + 1;
    });
    if (bars.length || to === null) rows.push({ knownFrom: from, knownTo: to, bars });
  });
  const marks = [...new Set(ends)].sort((a, b) => time(a) - time(b)).map((at) => ({ at, share: share(time(at)) }));
  return { rows: rows.reverse(), now: share(now.getTime()), marks };
}
