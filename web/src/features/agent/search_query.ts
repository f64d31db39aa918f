// The search of the agent's desk as it stands in the address bar, which is the truth about it. Pure.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';

export const FACETS = ['region', 'product', 'library', 'catalogue', 'department'] as const;
export type Facet = (typeof FACETS)[number];

/** The two clocks, RFC 3339; empty for now: when an answer was to hold, and what was known. */
export interface When {
  asOf: string;
  recordedAt: string;
}
export const NOW: When = { asOf: '', recordedAt: '' };
export const isAway = (when: When): boolean => Boolean(when.asOf || when.recordedAt);
export const whenQuery = (when: When): { as_of?: string; recorded_at?: string } => ({
  ...(when.asOf && { as_of: when.asOf }),
  ...(when.recordedAt && { recorded_at: when.recordedAt }),
});

export interface SearchState extends When {
  q: string;
  filters: Record<Facet, string[]>;
  entry: number | null;
  /** Exactly what was typed, without corrections. Belongs to this `q` alone. */
  literal: boolean;
  /** This once as if there were no filters; they stay chosen. Belongs to this `q` alone. */
  unfiltered: boolean;
}

const LONGEST = 128;

const many = (value: LocationQuery[string] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');
const one = (value: LocationQuery[string] | undefined): string => many(value)[0] ?? '';

export function fromQuery(query: LocationQuery): SearchState {
  const time = (text: string): string => (Number.isNaN(Date.parse(text)) ? '' : text);
  const entry = Number(one(query.entry));
  const q = one(query.q).slice(0, LONGEST);
  return {
    q,
    asOf: time(one(query.as_of)),
    recordedAt: time(one(query.recorded_at)),
    filters: Object.fromEntries(FACETS.map((facet) => [facet, many(query[facet])])) as SearchState['filters'],
    entry: Number.isInteger(entry) && entry > 0 ? entry : null,
    literal: q !== '' && one(query.literal) === 'true',
    unfiltered: q !== '' && one(query.unfiltered) === 'true',
  };
}

export function toQuery(state: SearchState): LocationQueryRaw {
  const query: LocationQueryRaw = {};
  if (state.q) query.q = state.q;
  if (state.q && state.literal) query.literal = 'true';
  if (state.q && state.unfiltered && filtered(state)) query.unfiltered = 'true';
  Object.assign(query, whenQuery(state));
  for (const facet of FACETS) if (state.filters[facet].length) query[facet] = [...state.filters[facet]];
  if (state.entry) query.entry = String(state.entry);
  return query;
}

/** The state after a change. Another text is another search: it begins with corrections and filters again. */
export function changed(state: SearchState, q: string, part: Partial<SearchState>): SearchState {
  const next = { ...state, ...(part.filters && { unfiltered: false }), q, ...part };
  return next.q === state.q ? next : { ...next, literal: false, unfiltered: false };
}

/** What the server is asked; two states with the same one need no new request. */
export function searchKey(state: SearchState): string {
  const filters = filtersInForce(state);
  return JSON.stringify([state.q.trim(), state.literal, state.asOf, state.recordedAt, FACETS.map((facet) => filters[facet])]);
}

/** Filters are chosen. */
export const filtered = (state: SearchState): boolean => FACETS.some((facet) => state.filters[facet].length > 0);
/** And they hold for this search. */
export const narrowed = (state: SearchState): boolean => filtered(state) && !state.unfiltered;

export const noFilters = (): SearchState['filters'] => ({ region: [], product: [], library: [], catalogue: [], department: [] });
/** What the search is asked with. */
export const filtersInForce = (state: SearchState): SearchState['filters'] =>
  state.unfiltered ? noFilters() : state.filters;
