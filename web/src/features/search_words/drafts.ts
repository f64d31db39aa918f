// What is typed into the forms of the words of search, what is lacking in it, and what is sent. Pure.
import type { EntryState, SearchRule, SearchRuleForm, Synonym, SynonymForm } from '../../api/types';

export interface SynonymDraft {
  from: string;
  to: string[];
  both_ways: boolean;
}
export interface Chosen {
  id: number;
  title: string;
  state: EntryState;
}
export interface RuleDraft {
  kind: 'pin' | 'ban';
  queries: string[];
  match: 'exact' | 'contains';
  entry: Chosen | null;
  position: number;
  from: string | null;
  to: string | null;
  note: string;
}

/** Limits of the contract. */
export const MOST_TO = 20;
export const MOST_QUERIES = 20;
export const MOST_WORDS = 1000;
export const LONGEST = 64;
export const LAST_POSITION = 10;

export type Lack = 'from' | 'to' | 'queries' | 'entry' | 'period' | 'words' | 'many' | 'long';
/** By the field that it belongs to. */
export type Lacking = Partial<Record<'from' | 'to' | 'queries' | 'entry' | 'period' | 'words', Lack>>;

export const blankSynonym = (): SynonymDraft => ({ from: '', to: [], both_ways: true });
export const synonymDraft = (old: Synonym): SynonymDraft => ({
  from: old.from,
  to: [...old.to],
  both_ways: old.both_ways,
});
const onceEach = (list: readonly string[]): string[] => [...new Set(list.map((one) => one.trim()).filter(Boolean))];

// Characters, as the contract counts them, not units of UTF-16.
const tooLong = (list: readonly string[]): boolean => list.some((one) => [...one].length > LONGEST);
function listLack(list: readonly string[], most: number, none: Lack): Lack | undefined {
  if (!list.length) return none;
  if (list.length > most) return 'many';
  return tooLong(list) ? 'long' : undefined;
}
function only(lacks: Record<string, Lack | undefined>): Lacking {
  return Object.fromEntries(Object.entries(lacks).filter(([, lack]) => lack));
}

export const synonymBody = (draft: SynonymDraft): SynonymForm => ({
  from: draft.from.trim(),
  to: onceEach(draft.to),
  both_ways: draft.both_ways,
});
export function lackingInSynonym(draft: SynonymDraft): Lacking {
  const { from, to } = synonymBody(draft);
  return only({ from: listLack(from ? [from] : [], 1, 'from'), to: listLack(to, MOST_TO, 'to') });
}

export const blankRule = (): RuleDraft => ({
  kind: 'pin',
  queries: [],
  match: 'exact',
  entry: null,
  position: 1,
  from: null,
  to: null,
  note: '',
});
export const ruleDraft = (old: SearchRule): RuleDraft => ({
  kind: old.kind,
  queries: [...old.queries],
  match: old.match,
  entry: { id: old.entry, title: old.entry_title, state: old.entry_state },
  position: old.position ?? 1,
  from: old.from,
  to: old.to,
  note: old.note,
});
export const ruleBody = (draft: RuleDraft): SearchRuleForm => ({
  kind: draft.kind,
  queries: onceEach(draft.queries),
  match: draft.match,
  entry: draft.entry?.id ?? 0,
  ...(draft.kind === 'pin' && { position: draft.position }),
  from: draft.from,
  to: draft.to,
  ...(draft.note.trim() && { note: draft.note.trim() }),
});
export function lackingInRule(draft: RuleDraft): Lacking {
  const { from, to } = draft;
  const backwards = from !== null && to !== null && Date.parse(to) <= Date.parse(from);
  return only({
    queries: listLack(onceEach(draft.queries), MOST_QUERIES, 'queries'),
    entry: draft.entry ? undefined : 'entry',
    period: backwards ? 'period' : undefined,
  });
}

export const wordsBody = onceEach;
export const lackingInWords = (words: readonly string[]): Lacking =>
  only({ words: listLack(onceEach(words), MOST_WORDS, 'words') });
