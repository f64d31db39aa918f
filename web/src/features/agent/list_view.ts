// How much of each answer the list shows. Pure.

/** The snippet; a few lines; most of what a script is; everything. */
export type Room = 'short' | 'low' | 'tall' | 'whole';

export interface ListView {
  compact: boolean;
  /** Selected at some time since the question: they keep their room, so that nothing above the selection moves. */
  visited: ReadonlySet<number>;
  /** Opened to the end by key or click. */
  opened: ReadonlySet<number>;
}

/** The best answers are read at a glance; below them the eye looks for the one it wants. */
const FIRST = 3;

export function roomOf(view: ListView, place: number, entry: number): Room {
  if (view.opened.has(entry)) return 'whole';
  if (view.compact) return 'short';
  return place < FIRST || view.visited.has(entry) ? 'tall' : 'low';
}

interface Span {
  top: number;
  height: number;
}
/** Where the list has to stand so that a row is seen: as it is when it is; a row that is too tall shows its beginning. */
export function scrollTopFor(row: Span, view: Span): number {
  const below = row.top + row.height - (view.top + view.height);
  if (row.top < view.top || row.height >= view.height) return row.top;
  return below > 0 ? view.top + below : view.top;
}
