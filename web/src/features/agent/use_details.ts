// What a search result does not carry: the originals, and the revision that takes over later. Fetched once the
// selection rests on an answer, kept for the next time.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Entry } from '../../api/types';
import { readEntry } from '../offline/desk_source';
import type { When } from './search_query';

const REST_MS = 150;
const KEPT = 200;

export function useDetails(
  wanted: () => { entry: number; revision: number; when: When } | null,
): ShallowRef<Entry | null> {
  const details = shallowRef<Entry | null>(null);
  const kept = new Map<string, Entry>();
  let timer = 0;
  let newest = '';

  watch(
    wanted,
    (now) => {
      clearTimeout(timer);
      const key = now ? `${now.entry}:${now.revision}:${now.when.asOf}:${now.when.recordedAt}` : '';
      if (key === newest && details.value) return;
      newest = key;
      details.value = kept.get(key) ?? null;
      if (!now || details.value) return;
      timer = window.setTimeout(async () => {
        try {
          const { entry } = await readEntry(now.entry, now.when);
          if (kept.size >= KEPT) kept.clear();
          kept.set(key, entry);
          if (newest === key) details.value = entry;
        } catch {
          // The answer itself is there; only originals and the coming change stay away.
        }
      }, REST_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return details;
}
