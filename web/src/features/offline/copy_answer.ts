// What the copy answers, in the shape of what the server answers, so that the desk shows both the same way. Pure.
import type { SearchAnswer, SearchResult } from '../../api/types';
import { answerOf } from '../agent/answer';
import type { SearchState } from '../agent/search_query';
import { entryAt } from './copy';
import type { Doc, Found, Hit } from './copy_search';
import { escaped, marked, plain, spansIn } from './normal';
import { placesOf, soundsAt } from './sounds';
import { placesOfTerm } from './terms';

/** A result with the moment of the copy that it is from. */
export type FromCopy = SearchResult & { fromCopy: string };
export type CopyAnswer = Omit<SearchAnswer, 'results'> & { results: FromCopy[] };
export const PAGE = 20;
const MOST_VALUES = 50;
const SNIPPET = 90;

const find = ({ query }: Found) => (text: string): [number, number][] =>
  query.terms.flatMap((term) => placesOfTerm(term, text));

function titleMarked(doc: Doc, found: Found): string {
  const { title } = doc.revision.text;
  const spans = spansIn(title, find(found));
  const heading = doc.sounds[0];
  const places = heading && found.letters.length ? placesOf(title, heading) : null;
  for (const letters of places ? found.letters : []) {
    const at = heading && soundsAt(letters, heading);
    if (at) spans.push(...(places ?? []).slice(at[0], at[0] + at[1]));
  }
  return marked(title, spans);
}

function snippet(doc: Doc, found: Found): string {
  const { script, brief, body } = doc.revision.text;
  const text = plain(script) || brief || plain(body);
  const spans = spansIn(text, find(found));
  const first = spans.reduce((least, [from]) => Math.min(least, from), spans.length ? Infinity : 0);
  const from = first > SNIPPET / 2 ? first - 20 : 0;
  const piece = text.slice(from, from + SNIPPET);
  const inPiece = spans.map(([a, b]): [number, number] => [a - from, b - from]).filter(([, b]) => b > 0);
  return (from > 0 ? '…' : '') + marked(piece, inPiece) + (from + SNIPPET < text.length ? '…' : '');
}

function resultOf({ doc, score }: Hit, found: Found, now: number, madeAt: string): FromCopy | null {
  const answer = answerOf(entryAt(doc.item, now));
  if (!answer) return null;
  return {
    ...answer,
    pinned: false,
    digest: doc.revision.digest,
    external_id: doc.entry.external_id,
    title_marked: found.query.text ? titleMarked(doc, found) : escaped(answer.title),
    script: doc.revision.text.script,
    snippet: snippet(doc, found),
    score,
    reasons: [],
    fromCopy: madeAt,
  };
}

type Facets = SearchAnswer['facets'];
function facetsOf(hits: readonly Hit[]): Facets {
  const counts: Record<keyof Facets, Map<string, number>> = {
    library: new Map(),
    catalogue: new Map(),
    department: new Map(),
    region: new Map(),
    product: new Map(),
  };
  const add = (facet: keyof Facets, value: string): void => {
    if (value) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
  };
  for (const { doc } of hits) {
    const { library, catalogue, department, scope } = doc.revision.text;
    add('library', library);
    add('department', department.name);
    const steps = catalogue.split('/');
    for (let i = 1; i <= steps.length; i += 1) add('catalogue', steps.slice(0, i).join('/'));
    for (const one of scope.region ?? []) add('region', one);
    for (const one of scope.product ?? []) add('product', one);
  }
  const most = (facet: keyof Facets): Facets[keyof Facets] =>
    [...counts[facet]]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES);
  return {
    library: most('library'),
    catalogue: most('catalogue'),
    department: most('department'),
    region: most('region'),
    product: most('product'),
  };
}

export interface About {
  id: string;
  madeAt: string;
  /** Milliseconds, of the server's clock. */
  now: number;
  tookMs: number;
  limit?: number;
}
const CURSOR = /^copy:(\d+)$/;

/** A page of what was found. `cursor` is one of ours; another begins anew. */
export function answerFrom(
  found: Found,
  asked: Pick<SearchState, 'q'>,
  cursor: string | null | undefined,
  { id, madeAt, now, tookMs, limit = PAGE }: About,
): CopyAnswer {
  const from = Number(CURSOR.exec(cursor ?? '')?.[1] ?? 0);
  const hits = found.hits.slice(from, from + limit);
  return {
    search_id: id,
    q: asked.q,
    as_of: new Date(now).toISOString(),
    recorded_at: madeAt,
    total: found.hits.length,
    total_exact: true,
    partial: false,
    corrected: null,
    relaxed: [],
    results: hits.flatMap((hit) => resultOf(hit, found, now, madeAt) ?? []),
    nearest: [],
    nearest_catalogue: '',
    facets: facetsOf(found.hits),
    next_cursor: from + limit < found.hits.length ? `copy:${from + limit}` : null,
    took_ms: tookMs,
  };
}
