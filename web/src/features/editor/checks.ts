// What this page notices by itself while a change set is written; the rules of the site are the server's
// (use_checks.ts). `blocking` is what submitting would refuse; the rest are hints that a person weighs. Pure.
import type { Fault } from '../../api/problem';
import type { Department } from '../../api/types';
import type { Messages } from '../../app/messages/zh';
import type { Form, Item } from './change_form';

export interface Finding {
  kind: 'blocking' | 'hint';
  /** Index of the item; null for the set as a whole. */
  item: number | null;
  field: string;
  words: string;
  /** Of what the server noticed (POST /checks): its rule, the words it is about, what to write instead, where else. */
  rule?: string;
  quote?: string;
  replacement?: string | null;
  entry?: number | null;
}

const FIGURE = /\d+(?:[.,:：]\d+)*%?/g;
const LIST_MARK = /^\s*(?:\d+[.)、]|[-*+])\s+/gm;

/** Length as it is spoken: without Markdown marks and blanks. */
export const spoken = (text: string): number =>
  [
    ...text
      .replace(/(!?)\[([^\]]*)\]\([^)]*\)/g, (_all, picture: string, words: string) => (picture ? '' : words))
      .replace(LIST_MARK, '')
      .replace(/[*_#>`|\s-]/g, ''),
  ].length;

/** 1,000 and 1000 are one figure, and so are 8:00 and the 8 of '8点'. */
const canonical = (figure: string): string => figure.replace(/,(?=\d{3})/g, '').replace(/^0?(\d{1,2})[:：]00$/, '$1');

export function figuresIn(text: string): string[] {
  const found = text.replace(LIST_MARK, '').normalize('NFKC').match(FIGURE) ?? [];
  return [...new Set(found.map(canonical))];
}

function ofItem(item: Item, at: number, source: string, words: Messages): Finding[] {
  const found: Finding[] = [];
  const say = (kind: Finding['kind'], field: string, text: string): void =>
    void found.push({ kind, item: at, field, words: text });
  const lacks = (field: string): void => say('blocking', field, words.checks.missing(words.fields[field] ?? field));
  if (item.action !== 'new' && !item.entry) lacks('entry');
  if (item.action === 'retire') return found;

  if (!item.title.trim()) lacks('title');
  if (!item.script.trim()) lacks('script');
  if (!item.library.trim()) lacks('library');
  const { effective_from: from, effective_to: to } = item;
  if (from && to && Date.parse(to) <= Date.parse(from)) say('blocking', 'effective_to', words.checks.badSpan);

  const inScript = new Set(figuresIn(item.script));
  const contrary = item.script.trim() ? figuresIn(item.brief).filter((figure) => !inScript.has(figure)) : [];
  if (contrary.length) say('hint', 'brief', words.checks.figureConflict(contrary));
  if (source.trim()) {
    const known = new Set(figuresIn(source));
    const [inBrief, rest] = [figuresIn(item.brief), [...inScript]].map((all) => all.filter((one) => !known.has(one)));
    // One finding for all of them: it leads to the script, where most of them stand.
    const missing = [...new Set([...(inBrief ?? []), ...(rest ?? [])])];
    if (missing.length) say('hint', rest?.length ? 'script' : 'brief', words.checks.figureNotInSource(missing));
  }
  return found;
}

/** `department` is that of the set: nobody else can confirm what it holds. */
export function findingsOf(form: Form, source: string, words: Messages, now: Date, department?: Department): Finding[] {
  if (!form.items.length) return [{ kind: 'blocking', item: null, field: 'items', words: words.checks.noItems }];
  const found = form.items.flatMap((item, at) => ofItem(item, at, source, words));
  form.items.forEach((item, at) => {
    if (department && item.action !== 'retire' && item.department && item.department !== department.code)
      found.push({
        kind: 'blocking',
        item: at,
        field: 'department',
        words: words.checks.otherDepartment(department.name),
      });
    const earlier = form.items.slice(0, at);
    if (item.entry && earlier.some((one) => one.entry === item.entry))
      found.push({ kind: 'blocking', item: at, field: 'entry', words: words.checks.sameEntry });
    if (
      item.action !== 'retire' &&
      item.title.trim() &&
      earlier.some((one) => one.action !== 'retire' && one.title.trim() === item.title.trim())
    )
      found.push({ kind: 'hint', item: at, field: 'title', words: words.checks.sameTitle });
    if (item.action !== 'retire' && item.effective_to && Date.parse(item.effective_to) <= now.getTime())
      found.push({ kind: 'hint', item: at, field: 'effective_to', words: words.checks.past });
  });
  return found;
}

/** Where a JSON pointer of the server leads: `/items/2/scope/region/0` is field `region` of the third item. */
export function placeOf(pointer: string): { item: number | null; field: string } {
  const parts = pointer.split('/').slice(1);
  if (parts[0] !== 'items') return { item: null, field: parts[0] ?? '' };
  const item = parts[1] === undefined ? null : Number(parts[1]);
  const field = parts[2] === 'scope' ? (parts[3] ?? 'region') : (parts[2] ?? 'items');
  return { item, field };
}

/** The server's faults as findings; those that the page found already in the same place are left out. */
export function fromServer(faults: readonly Fault[], mine: readonly Finding[]): Finding[] {
  return faults
    .map((fault): Finding => ({ kind: 'blocking', ...placeOf(fault.pointer), words: fault.detail }))
    .filter((one) => !mine.some((own) => own.kind === 'blocking' && own.item === one.item && own.field === one.field));
}

/** The text with the words of the finding replaced where they stand first; the same text when they are gone. */
export function replaced(text: string, finding: Finding): string {
  if (!finding.quote || !finding.replacement) return text;
  const at = text.indexOf(finding.quote);
  return at < 0 ? text : text.slice(0, at) + finding.replacement + text.slice(at + finding.quote.length);
}
