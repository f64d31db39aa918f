// What is there already while a question is written: answers that the search may have missed, and questions that are
// alike. Asked for after a short pause, and an answer that was overtaken is dropped.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { api, ok } from '../../api/client';
import { fromQuery } from '../agent/search_query';
import { searchCopy } from '../offline/kept_copy';
import { reach } from '../offline/reach';
import type { Question, SearchResult } from '../../api/types';

const PAUSE_MS = 350;
const MOST_ANSWERS = 3;
/** Of a search. */
const LONGEST = 128;

export interface Near {
  answers: ShallowRef<SearchResult[]>;
  questions: ShallowRef<Question[]>;
  busy: Ref<boolean>;
  /** Nobody could say whether it was asked before. */
  unknown: Ref<boolean>;
}

/** What a search has found already, which is then not searched for again. */
export interface Found {
  q: string;
  answers: SearchResult[];
}

export function useNear(text: () => string, found: () => Found | null = () => null): Near {
  const answers = shallowRef<SearchResult[]>([]);
  const questions = shallowRef<Question[]>([]);
  const busy = ref(false);
  const unknown = ref(false);
  let timer = 0;
  let flight = 0;

  async function search(q: string): Promise<SearchResult[]> {
    const known = found();
    if (known?.q === q) return known.answers;
    if (reach.offline) {
      const of = fromQuery({ q: q.slice(0, LONGEST) });
      return (await searchCopy(of, null, MOST_ANSWERS)).results;
    }
    return (await ok(api.GET('/search', { params: { query: { q: q.slice(0, LONGEST), limit: MOST_ANSWERS } } })))
      .results;
  }
  async function look(q: string): Promise<void> {
    const mine = ++flight;
    const alike = ok(api.GET('/questions/alike', { params: { query: { q } } }));
    // One of them is better than none: neither stands in the way of asking.
    const [near, asked] = await Promise.allSettled([search(q), alike]);
    if (mine !== flight) return;
    answers.value = near.status === 'fulfilled' ? near.value.slice(0, MOST_ANSWERS) : [];
    questions.value = asked.status === 'fulfilled' ? asked.value.items : [];
    unknown.value = asked.status === 'rejected';
    busy.value = false;
  }
  watch(
    [() => text().trim(), () => reach.offline] as const,
    ([q], [before]) => {
      clearTimeout(timer);
      flight += 1;
      busy.value = q !== '';
      if (!q) answers.value = questions.value = [];
      else timer = window.setTimeout(() => void look(q), before ? PAUSE_MS : 0);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return { answers, questions, busy, unknown };
}
