// What came of the questions of whoever is signed in and has not been seen yet: for the frame of every page and the
// strip of the agent's desk. Asked for when the page opens, when the feed tells of a question, and once a minute.
import { onScopeDispose, shallowRef } from 'vue';
import { api, background, ok } from '../api/client';
import { session } from '../api/session';
import type { Question } from '../api/types';
import { useFeed } from './feed';

const EVERY_MS = 60_000;
/** Desks that are told of the same question ask a little apart. */
const SPREAD_MS = 400;
const MOST = 20;

/** Newest first. */
export const questionNews = shallowRef<Question[]>([]);

async function refresh(): Promise<void> {
  if (!session.person || session.asking || document.hidden) return;
  try {
    questionNews.value = (
      await ok(background.GET('/questions', { params: { query: { news: true, limit: MOST } } }))
    ).items;
  } catch {
    // Asked again in a moment; the pages say themselves when the server cannot be reached.
  }
}

/** Whoever asked has read how it stands. */
export async function seeQuestion(id: number): Promise<void> {
  await ok(api.POST('/questions/{q}/seen', { params: { path: { q: id } } }));
  questionNews.value = questionNews.value.filter((one) => one.id !== id);
}

/** Keeps `questionNews` as long as the component lives. */
export function useQuestionNews(): void {
  let soon = 0;
  function ask(): void {
    clearTimeout(soon);
    soon = window.setTimeout(() => void refresh(), Math.random() * SPREAD_MS);
  }
  void refresh();
  useFeed((row) => void (row.question !== null && ask()));
  const timer = window.setInterval(() => void refresh(), EVERY_MS);
  onScopeDispose(() => {
    clearTimeout(soon);
    clearInterval(timer);
    questionNews.value = [];
  });
}
