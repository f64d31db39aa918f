// What the desk asks: of the server, and of the copy as soon as the server cannot be reached.
import { api, ok } from '../../api/client';
import { NETWORK, Problem } from '../../api/problem';
import { session } from '../../api/session';
import type { Entry, SearchAnswer } from '../../api/types';
import { now } from '../../ui/time';
import { FACETS, filtersInForce, isAway, noFilters, NOW, whenQuery, type SearchState } from '../agent/search_query';
import { withCall } from '../agent/use_call';
import { entryFromCopy, kept, searchCopy } from './kept_copy';
import { isUnreachable, lost, reach } from './reach';
import { Seen } from './seen';
import { openStore } from './store';

/** With a copy at hand nobody waits longer for a server that says nothing. */
const PATIENCE_MS = 8_000;

export const seen = new Seen(openStore, () => now().getTime());

export interface Asked {
  limit: number;
  explain?: boolean;
  signal?: AbortSignal;
}
/** The search whose list is shown, for its next pages. */
let list = '';

async function fromCopy(of: SearchState, cursor: string | null | undefined, limit: number): Promise<SearchAnswer> {
  const answer = await searchCopy(of, cursor, limit);
  if (cursor?.startsWith('copy:')) seen.more(list, answer.results);
  else if (session.person) {
    list = answer.search_id;
    seen.begin(session.person.name, answer, withCall());
  }
  return answer;
}

function patient<T>(asked: Promise<T>): Promise<T> {
  if (!kept.madeAt) return asked;
  let timer = 0;
  const late = new Promise<never>((_done, fail) => {
    timer = window.setTimeout(() => fail(new Problem(0, NETWORK, '', '')), PATIENCE_MS);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** Of the server unless it is away already; `instead` when it is, or turns out to be. */
async function either<T>(server: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
  if (reach.offline) return instead();
  try {
    return await patient(server());
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    lost();
    return instead();
  }
}

export function searchDesk(of: SearchState, cursor: string | null | undefined, more: Asked): Promise<SearchAnswer> {
  const query: Record<string, string | string[] | number | boolean> = { limit: more.limit, ...withCall(), ...whenQuery(of) };
  if (of.q) query.q = of.q;
  if (of.literal) query.literal = true;
  if (more.explain) query.explain = true;
  const filters = filtersInForce(of);
  for (const facet of FACETS) if (filters[facet].length) query[facet] = filters[facet];
  if (cursor) query.cursor = cursor;
  return either(
    () => ok(api.GET('/search', { params: { query }, signal: more.signal })),
    () => fromCopy({ ...of, filters }, cursor, more.limit),
  );
}

/** A search for one thing alone. */
export const plainSearch = (q: string): SearchState => ({
  q,
  ...NOW,
  literal: false,
  unfiltered: false,
  entry: null,
  filters: noFilters(),
});

export interface EntryRead {
  entry: Entry;
  fromCopy?: string;
}
export function readEntry(e: number, when = NOW): Promise<EntryRead> {
  const query = whenQuery(when);
  return either<EntryRead>(
    async () => ({ entry: await ok(api.GET('/entries/{e}', { params: { path: { e }, query } })) }),
    async () => {
      const found = isAway(when) ? null : await entryFromCopy(e);
      if (!found) throw new Problem(0, NETWORK, '', '');
      return { entry: found.entry, fromCopy: found.madeAt };
    },
  );
}
