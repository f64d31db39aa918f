// The copy in memory: what the signed pages say, in the order in which they were fetched. The first run of pages is
// everything, each later one what changed after the run before it. Age, order and completeness come out of the signed
// texts alone, so that whoever alters what the browser keeps can make the copy older or smaller, and is found out, but
// not newer or different. Pure.
import type { Entry, OfflinePage, SignedPage } from '../../api/types';
import { openPage, type Refusal, type Verify } from './signed_page';

export type Item = OfflinePage['items'][number];
export interface StoredPage {
  /** 0: everything; then one after another. */
  run: number;
  /** Within the run. */
  place: number;
  signed: SignedPage;
}

/** A desk keeps so many entries; of a larger library it says that the copy is a part. */
export const MOST_ENTRIES = 20_000;

const earliest = (times: readonly string[]): string => times.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a));
export const isEmptyRun = (pages: readonly OfflinePage[]): boolean =>
  pages.every(({ items, gone }) => items.length === 0 && gone.length === 0);

export class Copy {
  readonly items = new Map<number, Item>();
  /** Of when all of it was so. */
  madeAt = '';
  /** Of when everything was fetched; what changed came later. */
  begunAt = '';
  /** Where the next run begins: behind the last run that brought something. */
  since = 0;
  /** How many runs brought something, the first one included. */
  runs = 0;
  /** At most so many entries are in the library. */
  entries = 0;
  capped = false;

  constructor(
    readonly most = MOST_ENTRIES,
    /** Told of every entry that changed; null: it is gone. */
    private readonly tell: (entry: number, item: Item | null) => void = () => undefined,
  ) {}

  get full(): boolean {
    return this.items.size >= this.most;
  }

  apply(pages: readonly OfflinePage[]): void {
    for (const page of pages) this.take(page);
    this.finish(pages);
  }
  take(page: OfflinePage): void {
    for (const item of page.items) this.put(item);
    for (const entry of page.gone) if (this.items.delete(entry)) this.tell(entry, null);
  }
  /** All pages of a run were taken. */
  finish(pages: readonly OfflinePage[]): void {
    this.madeAt = earliest(pages.map((page) => page.made_at));
    this.entries = pages[pages.length - 1]?.entries ?? 0;
    if (this.runs > 0 && isEmptyRun(pages)) return;
    if (this.runs === 0) this.begunAt = this.madeAt;
    this.since = Math.min(...pages.map((page) => page.seq));
    this.runs += 1;
  }

  private put(item: Item): void {
    if (this.full && !this.items.has(item.entry.id)) {
      this.capped = true;
      return;
    }
    this.items.set(item.entry.id, item);
    this.tell(item.entry.id, item);
  }
}

/** A whole run: from the page without a cursor to the one without a next, and each the next of the one before. */
export function isWhole(pages: readonly OfflinePage[], since: number, cut = false): boolean {
  const last = pages[pages.length - 1];
  if (!last || (last.next_cursor !== null && !cut)) return false;
  return pages.every(
    (page, i) => page.since === since && page.cursor === (i === 0 ? '' : pages[i - 1]?.next_cursor),
  );
}

export interface Read {
  copy: Copy;
  /** Pages that are not what the server signed, or are missing. What they said is not in the copy. */
  refused: number;
  why: Refusal | 'missing' | null;
}

/** What is kept, believed only as far as it is signed. `breathe` lets the page live between two of them. */
export async function readCopy(
  stored: readonly StoredPage[],
  key: string,
  verify: Verify,
  copy: Copy,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<Read> {
  const read: Read = { copy, refused: 0, why: null };
  const refuse = (why: Read['why']): void => {
    read.refused += 1;
    read.why ??= why;
  };
  const runs = [...new Set(stored.map(({ run }) => run))].sort((a, b) => a - b);
  for (const [nth, run] of runs.entries()) {
    const pages: OfflinePage[] = [];
    const before = read.refused;
    const own = stored.filter((one) => one.run === run).sort((a, b) => a.place - b.place);
    for (const { signed } of own) {
      const { page, refused } = openPage(signed, key, verify);
      if (page) pages.push(page);
      else refuse(refused);
      await breathe();
    }
    if (nth === 0) {
      // Of everything, a part is better than nothing, as long as it is said that it is one.
      const fits = pages.filter(({ since }) => since === 0);
      if (read.refused === before && !isWhole(fits, 0, fits.length === pages.length && covers(fits, copy)))
        refuse('missing');
      if (!fits.length) return read;
      for (const page of fits) {
        copy.take(page);
        await breathe();
      }
      copy.finish(fits);
    } else {
      // Without one page of what changed, an answer that was replaced would be shown: this run and what follows it are
      // left out, and the copy is as old as the run before.
      const since = pages[0]?.since ?? Infinity;
      if (read.refused === before && (since > copy.since || !isWhole(pages, since))) refuse('missing');
      if (read.refused !== before) return read;
      copy.apply(pages);
    }
  }
  return read;
}

/** Whether so many are there that the desk stopped fetching by itself. */
const covers = (pages: readonly OfflinePage[], copy: Copy): boolean =>
  pages.reduce((sum, { items }) => sum + items.length, 0) >= copy.most;

export interface Span {
  /** Null: the one that answers then is not in the copy. */
  which: 'revision' | 'next' | null;
  from: number;
  to: number;
}
/** Which revision of an entry answers from when to when, as the server said. */
export function spansOf({ entry, spans }: Item): Span[] {
  const which = (number: number): Span['which'] =>
    number === entry.revision?.revision ? 'revision' : number === entry.next?.revision ? 'next' : null;
  return spans.map(({ revision, valid_from, valid_to }) => ({
    which: which(revision),
    from: valid_from === null ? -Infinity : Date.parse(valid_from),
    to: valid_to === null ? Infinity : Date.parse(valid_to),
  }));
}

/** The entry as it stands at a moment by what the copy knows; `revision` null when nothing answers any more. */
export function entryAt(item: Item, now: number): Entry {
  const { entry } = item;
  const spans = spansOf(item);
  const span = spans.find(({ from, to }) => from <= now && now < to);
  const as_of = new Date(now).toISOString();
  const due = entry.care?.next_check ?? null;
  const care = entry.care && { ...entry.care, overdue: entry.care.overdue || (due !== null && Date.parse(due) <= now) };
  const time = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);
  if (!span?.which) {
    const ahead = spans.some(({ which, from }) => which === 'next' && from > now);
    return { ...entry, as_of, care, revision: null, next: ahead ? entry.next : null };
  }
  if (span.which === 'revision') return { ...entry, as_of, care, valid_to: time(span.to) };
  const replaced = { revision: entry.revision?.revision ?? 0, at: time(span.from) ?? as_of, fields: entry.next_fields };
  return {
    ...entry,
    as_of,
    care,
    valid_from: time(span.from),
    valid_to: time(span.to),
    revision: entry.next,
    next: null,
    next_fields: [],
    cited: [],
    replaced: entry.revision ? replaced : null,
  };
}
