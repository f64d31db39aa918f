// How many questions missed their due time, for the frame of every page of a shift leader. Asked for when the page opens,
// when the feed tells of a question (an escalation among them), and once a minute.
import { onScopeDispose, ref } from 'vue';
import { background, ok } from '../api/client';
import { session } from '../api/session';
import { useFeed } from './feed';

const EVERY_MS = 60_000;
/** What the feed tells in one go is one question to the server. */
const CALM_MS = 100;

export const lateQuestions = ref(0);

async function refresh(): Promise<void> {
  if (!session.person || session.asking || document.hidden) return;
  try {
    lateQuestions.value = (await ok(background.GET('/questions/late'))).count;
  } catch {
    // Asked again in a moment; the pages say themselves when the server cannot be reached.
  }
}

/** Keeps `lateQuestions` as long as the component lives. */
export function useLateQuestions(): void {
  let soon = 0;
  function ask(): void {
    clearTimeout(soon);
    soon = window.setTimeout(() => void refresh(), CALM_MS);
  }
  void refresh();
  useFeed((row) => void (row.question !== null && ask()));
  const timer = window.setInterval(() => void refresh(), EVERY_MS);
  onScopeDispose(() => {
    clearTimeout(soon);
    clearInterval(timer);
    lateQuestions.value = 0;
  });
}
