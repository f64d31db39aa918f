// What the filters keep out of the list, and a look without them, once for the query.
//
// Asking the server would put a second search into the record of what the agent was shown. So the copy in the browser
// counts: without it, and for another moment, the desk only says that filters are on.
import { computed, onScopeDispose, ref, watch, type ComputedRef } from 'vue';
import type { SearchAnswer } from '../../api/types';
import { countInCopy, kept } from '../offline/kept_copy';
import { filtered, isAway, narrowed, searchKey, type SearchState } from './search_query';

/** Nobody reads a count while typing. */
export const SETTLED_MS = 400;

export type Wider =
  /** The list is narrowed. `total` without filters; null when that is not known. */
  | { on: false; total: number | null; exact: boolean }
  /** The list is without filters, this once. */
  | { on: true };

type Counted = { within: number; all: number } | null;

/** Null when the filters keep nothing out. `fromCopy`: the answer is the copy's own, so its count is exact. Pure. */
export function widerOf(state: SearchState, answer: SearchAnswer | null, counted: Counted, fromCopy: boolean): Wider | null {
  if (!state.q || !filtered(state)) return null;
  if (state.unfiltered) return { on: true };
  if (!answer) return null;
  if (!counted) return { on: false, total: null, exact: false };
  const outside = counted.all - counted.within;
  return outside > 0 ? { on: false, total: answer.total + outside, exact: fromCopy } : null;
}

export function useWider(
  asked: () => SearchState,
  answer: () => SearchAnswer | null,
  fromCopy: () => boolean,
): ComputedRef<Wider | null> {
  const settled = ref('');
  const counted = ref<Counted>(null);
  let timer = 0;
  const key = computed(() => (answer() ? searchKey(asked()) : ''));
  function count(): void {
    const of = asked();
    counted.value = narrowed(of) && of.q && !isAway(of) ? countInCopy(of) : null;
    settled.value = key.value;
  }
  watch(
    [key, () => kept.madeAt],
    () => {
      clearTimeout(timer);
      timer = window.setTimeout(count, SETTLED_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return computed(() => {
    const of = asked();
    if (!of.unfiltered && settled.value !== key.value) return null;
    return widerOf(of, answer(), counted.value, fromCopy());
  });
}
