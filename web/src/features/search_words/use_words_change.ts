// One change of the words of search from its form to its going live.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { api, ok } from '../../api/client';
import type { GoldenQuery, SearchRule, Synonym } from '../../api/types';
import { useOnceKey } from '../../ui/once_key';
import { now } from '../../ui/time';
import { trialOf, type Change, type What } from './changes';
import * as drafts from './drafts';
import type { Lacking, RuleDraft, SynonymDraft } from './drafts';
import { goLive } from './go_live';
import { useTrial, type TrialWork } from './use_trial';

/** What a page asks to change; what has a form is filled in there. */
export type Begun =
  | { what: 'add-synonym' | 'add-rule' | 'add-words' }
  | { what: 'change-synonym'; old: Synonym }
  | { what: 'change-rule'; old: SearchRule }
  | Exclude<Change, { form: unknown } | { words: unknown }>;

const FORMS: What[] = ['add-synonym', 'change-synonym', 'add-rule', 'change-rule', 'add-words'];
export const hasForm = (what: What): boolean => FORMS.includes(what);
export const isSynonym = (old: Synonym | SearchRule | GoldenQuery): old is Synonym => 'both_ways' in old;

export interface WordsChange {
  begun: ShallowRef<Begun | null>;
  synonym: Ref<SynonymDraft>;
  rule: Ref<RuleDraft>;
  words: Ref<string[]>;
  lacking: ComputedRef<Lacking>;
  trial: TrialWork;
  /** What somebody else made of it meanwhile. */
  theirs: ShallowRef<Synonym | SearchRule | null>;
  begin: (what: Begun) => void;
  /** Goes on from theirs, with what they wrote or with what is typed here. */
  takeTheirs: () => void;
  keepMine: () => void;
}

const tagOf = (old: { version: number } | undefined): string => (old ? `"${old.version}"` : '');

export function useWordsChange(done: (change: Change) => void): WordsChange {
  const begun = shallowRef<Begun | null>(null);
  const synonym = ref(drafts.blankSynonym());
  const rule = ref(drafts.blankRule());
  const words = ref<string[]>([]);
  const theirs = shallowRef<Synonym | SearchRule | null>(null);
  const once = useOnceKey();
  let about = '';

  const change = computed<Change | null>(() => {
    const it = begun.value;
    switch (it?.what) {
      case 'add-synonym':
        return { what: it.what, form: drafts.synonymBody(synonym.value) };
      case 'change-synonym':
        return { what: it.what, old: it.old, form: drafts.synonymBody(synonym.value) };
      case 'add-rule':
        return { what: it.what, form: drafts.ruleBody(rule.value) };
      case 'change-rule':
        return { what: it.what, old: it.old, form: drafts.ruleBody(rule.value) };
      case 'add-words':
        return { what: it.what, words: drafts.wordsBody(words.value) };
      default:
        return it ?? null;
    }
  });
  const lacking = computed<Lacking>(() => {
    const what = begun.value?.what;
    if (what === 'add-synonym' || what === 'change-synonym') return drafts.lackingInSynonym(synonym.value);
    if (what === 'add-rule' || what === 'change-rule') return drafts.lackingInRule(rule.value);
    return what === 'add-words' ? drafts.lackingInWords(words.value) : {};
  });

  function fill(it: Begun): void {
    if (it.what === 'add-synonym') synonym.value = drafts.blankSynonym();
    else if (it.what === 'change-synonym') synonym.value = drafts.synonymDraft(it.old);
    else if (it.what === 'add-rule') rule.value = drafts.blankRule();
    else if (it.what === 'change-rule') rule.value = drafts.ruleDraft(it.old);
    else if (it.what === 'add-words') words.value = [];
  }
  function oldOf(it: Begun | null): { id: number; version: number } | undefined {
    return it && 'old' in it && 'version' in it.old ? it.old : undefined;
  }
  const trial = useTrial({
    body: () => (change.value ? trialOf(change.value, now()) : null),
    async send(acceptLosses) {
      const it = change.value;
      if (!it) return;
      const key = once.keyFor({ it, acceptLosses });
      await goLive(it, { acceptLosses, key, etag: tagOf(oldOf(begun.value)) });
    },
    done() {
      const it = change.value;
      about = '';
      once.begin();
      begun.value = null;
      if (it) done(it);
    },
    async reread() {
      const it = begun.value;
      if (!it || !('old' in it) || it.what === 'remove-golden') return;
      const params = { path: { id: it.old.id } };
      theirs.value = await (isSynonym(it.old)
        ? ok(api.GET('/synonyms/{id}', { params }))
        : ok(api.GET('/search-rules/{id}', { params })));
      // Without a form there is nothing of one's own to keep.
      if (!hasForm(it.what)) goOn();
    },
  });

  function goOn(): void {
    const it = begun.value;
    if (it && 'old' in it && theirs.value) begun.value = { ...it, old: theirs.value } as Begun;
  }
  function keepMine(): void {
    goOn();
    trial.forget();
  }
  function takeTheirs(): void {
    keepMine();
    if (begun.value) fill(begun.value);
  }
  function begin(it: Begun): void {
    const name = JSON.stringify([it.what, oldOf(it), 'word' in it ? it.word : '']);
    trial.forget();
    theirs.value = null;
    begun.value = it;
    // Closed by mistake: what was typed is still there.
    if (name !== about) {
      fill(it);
      once.begin();
    }
    about = name;
    if (!hasForm(it.what)) void trial.tryIt();
  }
  return { begun, synonym, rule, words, lacking, trial, theirs, begin, takeTheirs, keepMine };
}
