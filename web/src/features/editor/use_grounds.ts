// The sentences of the script that is open and what they rest on, a moment after the last keystroke.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { api, isAbort, ok } from '../../api/client';
import type { Item } from './change_form';
import { dropStale, type Sentence } from './grounds';

const PAUSE_MS = 600;

export function useGrounds(
  change: () => number | null,
  item: () => Item | null,
  writable: () => boolean,
): ShallowRef<Sentence[]> {
  const sentences = shallowRef<Sentence[]>([]);
  let timer = 0;
  let flight: AbortController | null = null;

  async function look(id: number, one: Item): Promise<void> {
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    const script = one.script;
    try {
      const found = await ok(
        api.POST('/changes/{c}/grounds', { params: { path: { c: id } }, body: { script }, signal: mine.signal }),
      );
      if (flight !== mine || one.script !== script) return;
      sentences.value = found.sentences;
      if (writable()) dropStale(one, found.sentences);
    } catch (error) {
      if (!isAbort(error)) sentences.value = [];
    }
  }
  watch(
    () => [change(), item(), item()?.script] as const,
    ([id, one, script], before) => {
      clearTimeout(timer);
      if (one !== before?.[1]) sentences.value = [];
      if (id !== null && one && script?.trim() && one.action !== 'retire')
        timer = window.setTimeout(() => void look(id, one), before ? PAUSE_MS : 0);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    flight?.abort();
  });
  return sentences;
}
