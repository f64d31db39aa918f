// Markdown as agents will see it, rendered by the server with the same code, a moment after the last keystroke.
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { api, isAbort, ok } from '../api/client';

const PAUSE_MS = 300;

export function usePreview(texts: () => string[]): { html: Ref<string[]>; failed: Ref<boolean> } {
  const html = ref<string[]>([]);
  const failed = ref(false);
  let timer = 0;
  let flight: AbortController | null = null;

  async function render(markdown: string[]): Promise<void> {
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    if (markdown.every((text) => text.trim() === '')) {
      html.value = markdown.map(() => '');
      return;
    }
    try {
      const answer = await ok(api.POST('/preview', { body: { markdown }, signal: mine.signal }));
      if (flight !== mine) return;
      html.value = answer.html;
      failed.value = false;
    } catch (error) {
      if (!isAbort(error)) failed.value = true;
    }
  }

  watch(
    () => texts(),
    (now, before) => {
      if (before && now.length === before.length && now.every((text, i) => text === before[i])) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => void render(now), before ? PAUSE_MS : 0);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    flight?.abort();
  });
  return { html, failed };
}
