// The copy of this tab: read from what the browser keeps, verified again, and searched while the server is away.
import { shallowReactive } from 'vue';
import { background, newKey, ok } from '../../api/client';
import { Problem } from '../../api/problem';
import { session } from '../../api/session';
import type { Entry } from '../../api/types';
import { useMessages } from '../../app/locale';
import { now } from '../../ui/time';
import { isAway, noFilters, type SearchState } from '../agent/search_query';
import { Copy, entryAt, readCopy } from './copy';
import { answerFrom, type CopyAnswer } from './copy_answer';
import { CopyIndex } from './copy_search';
import { verifier } from './ed25519';
import { RefusedPage, fetchAll, fetchChanges, isWornOut, type Means } from './keeper';
import { inOneTab } from './only_tab';
import type { Refusal } from './signed_page';
import { openStore } from './store';

const m = useMessages();
const PAUSE_MS = 300;
const PAGE = 100;
const LOCK = 'koujing.offline-copy';
/** Of what is said to other tabs. */
const CHANNEL = 'koujing-offline';

export const NO_COPY = 'no_copy';
export const NO_PAST = 'no_past';

/** What the desk says of the copy. */
export const kept = shallowReactive({
  /** Empty: there is none. */
  madeAt: '',
  entries: 0,
  /** Of the library. */
  of: 0,
  capped: false,
  /** Pages that are not what the server signed. */
  refused: 0,
  /** Why nothing can be fetched or kept. */
  trouble: null as Refusal | 'storage' | null,
  fetching: false,
});

interface Whole {
  copy: Copy;
  index: CopyIndex;
}
let whole: Whole | null = null;
/** Another tab has kept something newer. */
let stale = true;
let reading: Promise<void> | null = null;

const breathe = (): Promise<void> => new Promise((go) => setTimeout(go, 0));

function empty(): Whole {
  const index = new CopyIndex();
  const copy = new Copy(undefined, (entry, item) => (item ? index.put(item) : index.drop(entry)));
  return { copy, index };
}
function use(next: Whole | null, refused: number): void {
  whole = next?.copy.items.size ? next : null;
  kept.madeAt = whole?.copy.madeAt ?? '';
  kept.entries = whole?.copy.items.size ?? 0;
  kept.of = whole?.copy.entries ?? 0;
  kept.capped = whole?.copy.capped ?? false;
  kept.refused = refused;
}

async function read(): Promise<void> {
  const store = await openStore();
  const owner = await store.meta('owner');
  if (owner !== session.person?.name) {
    // Somebody else's, or nobody's.
    await store.wipe();
    if (session.person) await store.setMeta('owner', session.person.name);
    return use(null, 0);
  }
  const key = await store.key();
  const pages = key === null ? [] : await store.pages(await store.generation());
  if (key === null || !pages.length) return use(null, 0);
  const next = empty();
  const { refused } = await readCopy(pages, key, await verifier(), next.copy, breathe);
  use(next, refused);
}

/** Reads and verifies what is kept, unless that was done already. */
export function loadCopy(): Promise<void> {
  if (!stale && !reading) return Promise.resolve();
  stale = false;
  return (reading ??= read()
    .catch(() => {
      stale = true;
      kept.trouble = 'storage';
    })
    .finally(() => (reading = null)));
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
if (channel)
  channel.onmessage = ({ data }) => {
    stale = true;
    if (data === 'wiped') use(null, 0);
  };

/** One round of the keeper: everything when there is nothing, or else what changed. */
export async function keepCurrent(wanted: () => boolean): Promise<void> {
  await inOneTab(LOCK, async (still) => {
    await loadCopy();
    const store = await openStore();
    const person = session.person?.name;
    const goOn = (): boolean => still() && wanted() && session.person?.name === person;
    let next: Whole | null = null;
    const means: Means = {
      store,
      verify: await verifier(),
      fetchPage: (since, cursor) =>
        ok(
          background.GET('/offline-copy', {
            params: { query: { limit: PAGE, ...(since !== null && { since }), ...(cursor && { cursor }) } },
          }),
        ),
      pause: async () => {
        await new Promise((go) => setTimeout(go, PAUSE_MS));
        return goOn();
      },
      fresh: () => (next = empty()).copy,
    };
    if (!goOn()) return;
    kept.fetching = true;
    try {
      const there = kept.refused || (whole && isWornOut(whole.copy, now().getTime())) ? null : whole;
      const changed = there && (await fetchChanges(means, there.copy));
      if (!changed) {
        const all = await fetchAll(means);
        if (!all) return;
        await fetchChanges(means, all); // what the server hands out whole may be minutes old
      }
      if (session.person?.name !== person) return void (await store.wipe());
      use(changed ? there : next, 0);
      kept.trouble = null;
      channel?.postMessage('kept');
    } finally {
      kept.fetching = false;
    }
  });
}

/** What went wrong in a round, if it is worth a word on the desk. */
export function troubleOf(error: unknown): Refusal | 'storage' | null {
  if (error instanceof RefusedPage) return error.why;
  if (error instanceof Problem) return null;
  return error instanceof DOMException ? 'storage' : null;
}

export async function wipeCopy(): Promise<void> {
  use(null, 0);
  stale = true;
  await openStore()
    .then((store) => store.wipe())
    .catch(() => undefined);
  channel?.postMessage('wiped');
}

async function needed(): Promise<Whole> {
  await loadCopy();
  if (!whole) throw new Problem(0, NO_COPY, '', m.value.offline.noCopy);
  return whole;
}

export async function searchCopy(of: SearchState, cursor: string | null | undefined, limit?: number): Promise<CopyAnswer> {
  const { copy, index } = await needed();
  if (isAway(of)) throw new Problem(0, NO_PAST, '', m.value.offline.noPast);
  const began = performance.now();
  const at = now().getTime();
  const found = index.search(of.q, of.filters, at);
  const about = { id: newKey(), madeAt: copy.madeAt, now: at, tookMs: performance.now() - began };
  return answerFrom(found, of, cursor, { ...about, ...(limit !== undefined && { limit }) });
}

/** How much of the copy answers within the filters, and without any; null when there is no copy at hand. */
export function countInCopy({ q, filters }: SearchState): { within: number; all: number } | null {
  if (!whole) return null;
  const at = now().getTime();
  const count = (by: SearchState['filters']): number => whole?.index.search(q, by, at).hits.length ?? 0;
  return { within: count(filters), all: count(noFilters()) };
}

/** An entry by what the copy knows of now, with the moment of the copy; null when the copy has none such. */
export async function entryFromCopy(entry: number): Promise<{ entry: Entry; madeAt: string } | null> {
  const { copy } = await needed();
  const item = copy.items.get(entry);
  return item ? { entry: entryAt(item, now().getTime()), madeAt: copy.madeAt } : null;
}
