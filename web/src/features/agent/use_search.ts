// Type-ahead search: the address bar says what is asked; a keystroke asks it at once, or after a short pause while an
// answer is still on its way, and an answer that was overtaken by a newer question is dropped.
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { isAbort } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import type { SearchAnswer } from '../../api/types';
import { searchDesk } from '../offline/desk_source';
import { reach } from '../offline/reach';
import type { DeskResult } from './answer';
import { changed, fromQuery, searchKey, toQuery, type Facet, type SearchState } from './search_query';

/** While an answer is on its way: fast typing then asks once for several letters. */
const PAUSE_MS = 60;
const PAGE = 20;
const LONGEST_PAGE = 100;

export interface Search {
  /** What stands in the box; the address bar can be behind it. */
  typed: Ref<string>;
  state: ComputedRef<SearchState>;
  answer: ShallowRef<SearchAnswer | null>;
  /** What `answer` is the answer to: behind the address bar while a newer one is on its way. */
  asked: ShallowRef<SearchState>;
  results: ShallowRef<DeskResult[]>;
  problem: ShallowRef<Problem | null>;
  busy: Ref<boolean>;
  /** Takes the typed text at once, without the pause. */
  flush: () => void;
  type: (text: string) => void;
  compose: (text: string) => void;
  change: (part: Partial<SearchState>) => void;
  filter: (facet: Facet, values: string[]) => void;
  more: () => Promise<void>;
  again: () => void;
  /** The results down to this place, each with the parts of its score. */
  explained: (place: number) => Promise<DeskResult[]>;
}

export function useSearch(): Search {
  const route = useRoute();
  const router = useRouter();
  const state = computed(() => fromQuery(route.query));
  const typed = ref(state.value.q);
  const answer = shallowRef<SearchAnswer | null>(null);
  const asked = shallowRef<SearchState>(state.value);
  const results = shallowRef<DeskResult[]>([]);
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(true);
  let timer = 0;
  let flight: AbortController | null = null;
  /** What stands in the box is half-typed pinyin. */
  let composing = false;

  function change(part: Partial<SearchState>): void {
    if (route.path !== '/desk') return;
    void router.replace({ query: toQuery(changed(state.value, composing ? state.value.q : typed.value.trim(), part)) });
  }
  function flush(): void {
    clearTimeout(timer);
    if (typed.value.trim() !== state.value.q) change({ entry: null });
  }
  function type(text: string): void {
    composing = false;
    typed.value = text;
    clearTimeout(timer);
    if (busy.value) timer = window.setTimeout(flush, PAUSE_MS);
    else flush();
  }

  /** Half-typed pinyin: shown in the box, never asked for. */
  function compose(text: string): void {
    clearTimeout(timer);
    composing = true;
    typed.value = text;
  }

  async function run(): Promise<void> {
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    busy.value = true;
    try {
      const now = state.value;
      const got = await searchDesk(now, null, { limit: PAGE, signal: mine.signal });
      if (flight !== mine) return;
      asked.value = now;
      answer.value = got;
      results.value = got.results;
      problem.value = null;
    } catch (error) {
      if (flight !== mine || isAbort(error)) return;
      // What answered the question before must not stand under this one.
      answer.value = null;
      results.value = [];
      problem.value = asProblem(error);
    } finally {
      if (flight === mine) busy.value = false;
    }
  }

  async function more(): Promise<void> {
    const cursor = answer.value?.next_cursor;
    if (!cursor || busy.value) return;
    const mine = new AbortController();
    flight = mine;
    busy.value = true;
    try {
      const got = await searchDesk(asked.value, cursor, { limit: PAGE, signal: mine.signal });
      if (flight !== mine || !answer.value) return;
      answer.value = { ...answer.value, next_cursor: got.next_cursor };
      results.value = [...results.value, ...got.results];
    } catch (error) {
      if (flight === mine && !isAbort(error)) problem.value = asProblem(error);
    } finally {
      if (flight === mine) busy.value = false;
    }
  }

  /** A page at the least: what was used meanwhile can have changed the order. */
  async function explained(shown: number): Promise<DeskResult[]> {
    const place = Math.max(shown, PAGE);
    const found: DeskResult[] = [];
    const of = asked.value;
    let cursor: string | null = null;
    do {
      const limit = Math.min(place - found.length, LONGEST_PAGE);
      const got: SearchAnswer = await searchDesk(of, cursor, { limit, explain: true });
      found.push(...got.results);
      cursor = got.next_cursor;
    } while (cursor && found.length < place);
    return found;
  }

  watch(
    () => searchKey(state.value),
    () => route.path === '/desk' && void run(),
    { immediate: true },
  );
  // The same question to the copy, and to the server when it is back.
  watch(
    () => reach.offline,
    () => route.path === '/desk' && void run(),
  );
  watch(
    () => state.value.q,
    (q) => {
      if (q !== typed.value.trim()) typed.value = q;
    },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    flight?.abort();
  });
  const filter = (facet: Facet, values: string[]): void =>
    change({ filters: { ...state.value.filters, [facet]: values }, entry: null });
  return {
    typed,
    state,
    answer,
    asked,
    results,
    problem,
    busy,
    flush,
    type,
    compose,
    change,
    filter,
    more,
    again: () => void run(),
    explained,
  };
}
