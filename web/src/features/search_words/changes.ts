// What can be changed in the words of search: what a trial of it asks, and which searches show what it does. Pure.
import type { GoldenQuery, SearchRule, SearchRuleForm, SearchTrialForm, Synonym, SynonymForm } from '../../api/types';

export type Change =
  | { what: 'add-synonym'; form: SynonymForm }
  | { what: 'change-synonym'; old: Synonym; form: SynonymForm }
  | { what: 'approve' | 'decline' | 'remove-synonym'; old: Synonym }
  | { what: 'add-rule'; form: SearchRuleForm }
  | { what: 'change-rule'; old: SearchRule; form: SearchRuleForm }
  | { what: 'remove-rule'; old: SearchRule }
  | { what: 'add-words'; words: string[] }
  | { what: 'remove-word'; word: string }
  | { what: 'remove-golden'; old: GoldenQuery };

export type What = Change['what'];

const MOST_QUERIES = 20;
const LONGEST_QUERY = 128;
/** Questions of a proposal's evidence that are searched for, too. */
const EXAMPLES = 3;

export const synonymForm = ({ from, to, both_ways }: Synonym): SynonymForm => ({ from, to, both_ways });
export const ruleForm = (rule: SearchRule): SearchRuleForm => ({
  kind: rule.kind,
  queries: rule.queries,
  match: rule.match,
  entry: rule.entry,
  ...(rule.position !== null && { position: rule.position }),
  from: rule.from,
  to: rule.to,
  ...(rule.note && { note: rule.note }),
});

/** What stands only on the right is not searched for by itself when the way is one. */
const said = (form: SynonymForm): string[] => [form.from, ...(form.both_ways === false ? [] : form.to)];
const examples = ({ evidence }: Synonym): string[] => evidence.examples.slice(0, EXAMPLES).map(({ from }) => from);

function searchesOf(change: Change): string[] {
  switch (change.what) {
    case 'add-synonym':
      return said(change.form);
    case 'change-synonym':
      return [...said(change.form), ...said(synonymForm(change.old))];
    case 'approve':
    case 'decline':
    case 'remove-synonym':
      return [...said(synonymForm(change.old)), ...examples(change.old)];
    case 'add-rule':
      return change.form.queries;
    case 'change-rule':
      return [...change.form.queries, ...change.old.queries];
    case 'remove-rule':
      return change.old.queries;
    case 'add-words':
      return change.words;
    case 'remove-word':
      return [change.word];
    case 'remove-golden':
      return [];
  }
}

/** The searches that a change is about, each once. */
export function queriesOf(change: Change): string[] {
  const queries = searchesOf(change).map((one) => one.trim().slice(0, LONGEST_QUERY));
  return [...new Set(queries.filter(Boolean))].slice(0, MOST_QUERIES);
}

/** A rule that begins later does nothing before: it is tried as of its beginning. */
function momentOf(from: string | null | undefined, now: Date): { at?: string } {
  return from && Date.parse(from) > now.getTime() ? { at: from } : {};
}

/** What to ask of a trial; null when searches stay as they are, so that there is nothing to try. */
export function trialOf(change: Change, now: Date): SearchTrialForm | null {
  const queries = queriesOf(change);
  switch (change.what) {
    case 'add-synonym':
      return { add_synonyms: [change.form], queries };
    case 'change-synonym':
      if (change.old.state !== 'active') return null;
      return { remove_synonyms: [change.old.id], add_synonyms: [change.form], queries };
    case 'approve':
      return { add_synonyms: [synonymForm(change.old)], queries };
    case 'decline':
    case 'remove-synonym':
      return change.old.state === 'active' ? { remove_synonyms: [change.old.id], queries } : null;
    case 'add-rule':
      return { add_rules: [change.form], queries, ...momentOf(change.form.from, now) };
    case 'change-rule':
      return {
        remove_rules: [change.old.id],
        add_rules: [change.form],
        queries,
        ...momentOf(change.form.from, now),
      };
    case 'remove-rule':
      return { remove_rules: [change.old.id], queries, ...momentOf(change.old.from, now) };
    case 'add-words':
      return { add_words: change.words, queries };
    case 'remove-word':
      return { remove_words: [change.word], queries };
    case 'remove-golden':
      return null;
  }
}
