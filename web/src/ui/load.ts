// Loading with its four states. Only the newest request counts: an answer that comes late is dropped.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { isAbort } from '../api/client';
import type { Page } from '../api/pages';
import { asProblem, type Problem } from '../api/problem';

export interface Load<T> {
  value: ShallowRef<T | null>;
  problem: ShallowRef<Problem | null>;
  busy: Ref<boolean>;
  /** Runs again; keeps showing the old value until the new one is there. */
  reload: () => Promise<void>;
}

export function useLoad<T>(fetchIt: (signal: AbortSignal) => Promise<T>): Load<T> {
  const value = shallowRef<T | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(true);
  let flight: AbortController | null = null;

  async function reload(): Promise<void> {
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    busy.value = true;
    try {
      const got = await fetchIt(mine.signal);
      if (flight !== mine) return;
      value.value = got;
      problem.value = null;
    } catch (error) {
      if (flight !== mine || isAbort(error)) return;
      problem.value = asProblem(error);
    } finally {
      if (flight === mine) busy.value = false;
    }
  }
  onScopeDispose(() => flight?.abort());
  return { value, problem, busy, reload };
}

export interface Pages<T> extends Load<T[]> {
  hasMore: Ref<boolean>;
  more: () => Promise<void>;
}

/** A list with a cursor: `reload` begins anew, `more` adds the next page. A page without rows is passed over. */
export function usePages<T>(
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const hasMore = ref(false);
  let cursor: string | undefined;
  const load: Load<T[]> = useLoad<T[]>(async (signal) => {
    const asked = cursor;
    const before = asked ? (load.value.value ?? []) : [];
    let page = await fetchPage(asked, signal);
    while (!page.items.length && page.next_cursor !== null) page = await fetchPage(page.next_cursor, signal);
    cursor = page.next_cursor ?? undefined;
    hasMore.value = page.next_cursor !== null;
    return [...before, ...page.items];
  });
  return {
    ...load,
    hasMore,
    reload: () => {
      cursor = undefined;
      return load.reload();
    },
    more: () => load.reload(),
  };
}
