// What is there already while a question is written: answers that the search may have missed, and questions that are
// alike. Asked for after a short pause, and an answer that was overtaken is dropped.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { api, ok } from '../../api/client';
import type { Question, SearchResult } from '../../api/types';

const PAUSE_MS = 350;
const MOST_ANSWERS = 3;
/** Of a search. */
const LONGEST = 128;

export interface Near {
  answers: ShallowRef<SearchResult[]>;
  questions: ShallowRef<Question[]>;
  busy: Ref<boolean>;
  /** Puts the question as it is now, after somebody joined it, in the place of the old one. */
  replace: (question: Question) => void;
}

export function useNear(text: () => string): Near {
  const answers = shallowRef<SearchResult[]>([]);
  const questions = shallowRef<Question[]>([]);
  const busy = ref(false);
  let timer = 0;
  let flight = 0;

  async function look(q: string): Promise<void> {
    const mine = ++flight;
    const search = ok(api.GET('/search', { params: { query: { q: q.slice(0, LONGEST), limit: MOST_ANSWERS } } }));
    const alike = ok(api.GET('/questions/alike', { params: { query: { q } } }));
    // One of them is better than none: neither stands in the way of asking.
    const [found, asked] = await Promise.allSettled([search, alike]);
    if (mine !== flight) return;
    answers.value = found.status === 'fulfilled' ? found.value.results.slice(0, MOST_ANSWERS) : [];
    questions.value = asked.status === 'fulfilled' ? asked.value.items : [];
    busy.value = false;
  }
  watch(
    () => text().trim(),
    (q, before) => {
      clearTimeout(timer);
      flight += 1;
      busy.value = q !== '';
      if (!q) answers.value = questions.value = [];
      else timer = window.setTimeout(() => void look(q), before ? PAUSE_MS : 0);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  const replace = (question: Question): void => {
    questions.value = questions.value.map((one) => (one.id === question.id ? question : one));
  };
  return { answers, questions, busy, replace };
}
