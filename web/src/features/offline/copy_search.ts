// Search in the copy: characters in pairs, the rarer the more they say; words and figures; letters as pinyin. Pure.
import type { Entry, Revision } from '../../api/types';
import { FACETS, type Facet, type SearchState } from '../agent/search_query';
import { spansOf, type Item } from './copy';
import { normal, plain } from './normal';
import { FIELDS, Postings } from './postings';
import { soundsAt, syllablesOf, type Syllables } from './sounds';
import { queryOf, type Query, type Term } from './terms';

export interface Doc {
  item: Item;
  entry: Entry;
  revision: Revision;
  from: number;
  to: number;
  recorded: number;
  external_id: string;
  title: string;
  /** Questions, keywords and numbers, between line ends. */
  headings: string;
  /** Of the title, then of each question. */
  sounds: Syllables[];
  number: string;
}
export interface Hit {
  number: number;
  doc: Doc;
  score: number;
}
export interface Found {
  query: Query;
  /** Best first. */
  hits: Hit[];
  /** Pinyin that was meant as such, for marking. */
  letters: string[];
}

/** Title, questions and the like, script. */
const WEIGHTS = [3, 2, 1];
/** Of what a query weighs, a document must hold so much. */
const ENOUGH = 0.42;
/** Rarity says nothing among fewer. */
const SMALLEST = 100;
const MARKS = /[\s〔〕[\]()【】第号]/g;

function docOf(item: Item, revision: Revision, span: { from: number; to: number }, sounds: Syllables[]): Doc {
  const { title, questions, keywords, external_id } = revision.text;
  const number = normal(revision.notice?.document_number ?? '');
  return {
    item,
    entry: item.entry,
    revision,
    ...span,
    recorded: Date.parse(revision.recorded_at),
    external_id: item.entry.external_id.toLowerCase(),
    title: normal(title),
    headings: `\n${normal([...questions, ...keywords, external_id].join('\n'))}\n${number}\n`,
    sounds,
    number: number.replace(MARKS, ''),
  };
}
const scriptOf = ({ text: { brief, script, cautions } }: Revision): string =>
  normal([brief, plain(script), ...cautions].join('\n'));

export function docsOf(item: Item): Doc[] {
  return spansOf(item).flatMap(({ which, from, to }) => {
    const revision = which && item.entry[which];
    if (!revision || from >= to) return [];
    const sounds = which === 'next' ? item.next_sounds : item.sounds;
    return [docOf(item, revision, { from, to }, sounds.map(syllablesOf))];
  });
}

/** As the server judges: an answer without a region holds everywhere; a place of the catalogue holds what is below. */
export function passes(doc: Doc, filters: SearchState['filters']): boolean {
  const { library, catalogue, department, scope } = doc.revision.text;
  const any = (facet: Facet, has: (wanted: string) => boolean): boolean =>
    filters[facet].length === 0 || filters[facet].some(has);
  const { region = [], product = [] } = scope;
  return (
    any('library', (one) => one === library) &&
    any('catalogue', (one) => catalogue === one || catalogue.startsWith(`${one}/`)) &&
    any('department', (one) => one === department.name || one === department.code) &&
    (region.length === 0 || any('region', (one) => region.includes(one))) &&
    any('product', (one) => product.includes(one))
  );
}

export class CopyIndex {
  /** By number; null: no longer so. */
  private docs: (Doc | null)[] = [];
  private numbers = new Map<number, number[]>();
  private postings = new Postings();

  put(item: Item): void {
    this.drop(item.entry.id);
    const numbers = docsOf(item).map((doc) => {
      const number = this.docs.push(doc) - 1;
      this.postings.add(number, [doc.title, doc.headings, scriptOf(doc.revision)], doc.sounds);
      return number;
    });
    this.numbers.set(item.entry.id, numbers);
  }
  drop(entry: number): void {
    for (const number of this.numbers.get(entry) ?? []) this.docs[number] = null;
    this.numbers.delete(entry);
  }

  search(typed: string, filters: SearchState['filters'], now: number): Found {
    const query = queryOf(typed);
    const narrowed = FACETS.some((facet) => filters[facet].length > 0);
    const answers = (doc: Doc): boolean => doc.from <= now && now < doc.to && (!narrowed || passes(doc, filters));
    const docs = this.docs.map((doc) => (doc && answers(doc) ? doc : null));
    if (!query.text) {
      const newest = docs.flatMap((doc, number) => (doc ? { number, doc, score: 0 } : [])).sort(newestFirst);
      return { query, hits: newest, letters: [] };
    }
    const begins = new Map<number, number>();
    const joined = query.joined ? this.sounding(query.joined, docs, begins) : null;
    const letters: string[] = joined?.size ? [query.joined] : [];
    const columns = joined?.size
      ? [joined]
      : query.terms.map((term) => {
          const column = this.holding(term, docs);
          if (term.kind !== 'word') return column;
          letters.push(term.text);
          return merged(column, this.sounding(term.text, docs, begins));
        });
    const hits = scored(query, docs, columns);
    for (const hit of hits) hit.score += begins.get(hit.number) ?? 0;
    return { query, hits: hits.sort((a, b) => b.score - a.score || newestFirst(a, b)), letters };
  }

  private holding(term: Term, docs: readonly (Doc | null)[]): Column {
    const column: Column = new Map();
    for (const list of this.postings.of(term))
      for (const one of list) {
        const number = Math.floor(one / FIELDS);
        if (docs[number]) keep(column, number, one % FIELDS);
      }
    return column;
  }
  /** And in `begins`, what those are worth more that have a heading which begins so: the more of it, the more. */
  private sounding(letters: string, docs: readonly (Doc | null)[], begins: Map<number, number>): Column {
    const column: Column = new Map();
    for (const number of this.postings.sounding(letters))
      docs[number]?.sounds.forEach((heading, i) => {
        const place = soundsAt(letters, heading);
        if (!place) return;
        keep(column, number, i === 0 ? 0 : 1);
        if (place[0] > 0) return;
        const more = (1 + place[1] / heading.length) * (i === 0 ? 1 : 0.8);
        begins.set(number, Math.max(begins.get(number) ?? 0, more));
      });
    return column;
  }
}

/** Documents with the best field that has what was looked for. */
type Column = Map<number, number>;
function keep(column: Column, number: number, field: number): void {
  const known = column.get(number);
  if (known === undefined || field < known) column.set(number, field);
}
function merged(into: Column, more: Column): Column {
  for (const [number, field] of more) keep(into, number, field);
  return into;
}

const newestFirst = (a: Hit, b: Hit): number => b.doc.recorded - a.doc.recorded || b.doc.entry.id - a.doc.entry.id;

function scored(query: Query, docs: readonly (Doc | null)[], columns: readonly Column[]): Hit[] {
  const size = Math.max(docs.length, SMALLEST);
  const held = new Float64Array(docs.length);
  const scores = new Float64Array(docs.length);
  let all = 0;
  for (const column of columns) {
    // What few documents have says more; what none has is a slip of the hand or another word for it, and counts half.
    const rarity = Math.log(1 + (size - column.size + 0.5) / (column.size + 0.5));
    all += column.size ? rarity : rarity / 2;
    for (const [number, field] of column) {
      held[number]! += rarity;
      scores[number]! += rarity * WEIGHTS[field]!;
    }
  }
  const number = query.text.replace(MARKS, '');
  const hits: Hit[] = [];
  docs.forEach((doc, i) => {
    if (!doc) return;
    const named = query.entry === doc.entry.id || doc.external_id === query.text;
    const numbered = number.length >= 4 && doc.number !== '' && doc.number.includes(number);
    const share = all ? held[i]! / all : 0;
    if (share < ENOUGH && !named && !numbered) return;
    const words = all ? (scores[i]! / all) * (0.5 + share / 2) + together(query, doc) : 0;
    hits.push({ number: i, doc, score: words + (numbered ? 4 : 0) + (named ? 100 : 0) });
  });
  return hits;
}

/** More for what stands together, most for a heading that is the very question. */
function together(query: Query, doc: Doc): number {
  const { title, headings } = doc;
  let more = title === query.text ? 6 : headings.includes(`\n${query.text}\n`) ? 4 : title.startsWith(query.text) ? 1 : 0;
  for (const run of query.runs)
    more += title.includes(run) ? (1.5 * run.length) / title.length + 1 : headings.includes(run) ? 0.6 : 0;
  return more / Math.max(1, query.runs.length / 2);
}
