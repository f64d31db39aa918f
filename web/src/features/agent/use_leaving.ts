// Says how long an answer was in front of the agent. Nothing waits for it, and nobody is told when it fails.
import { onScopeDispose, watch } from 'vue';
import { BASE, stampedHeaders } from '../../api/client';
import { session } from '../../api/session';
import { seen } from '../offline/desk_source';
import type { Answer } from './answer';
import { Stopwatch, type Left, type Viewed } from './leaving';
import { withCall } from './use_call';

const AGAIN_MS = 5_000;

type Body = { entry: number; revision: number; seconds: number; call_id?: string };

async function tell(search: string, body: Body, tries: number): Promise<void> {
  // No password is asked for this: who has been signed out meanwhile is asked by the next thing that they do.
  const done = await fetch(`${BASE}/search/${encodeURIComponent(search)}/left`, {
    method: 'POST',
    keepalive: true, // also when the page goes away
    headers: { ...stampedHeaders(true), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  const worthwhile = !done || done.status >= 500 || done.status === 429;
  if (worthwhile && tries > 0) window.setTimeout(() => void tell(search, body, tries - 1), AGAIN_MS);
}

const clocks = new Set<Stopwatch>();
let told: Promise<void> = Promise.resolve();
const MOST_MS = 1_000;

/** Before signing out, when nothing can be told any more. Waits a moment at most. */
export async function leaveAnswers(): Promise<void> {
  for (const clock of clocks) clock.leave();
  await Promise.race([told, new Promise((done) => setTimeout(done, MOST_MS))]);
}

export function useLeaving(shown: () => { search: string; answer: Answer } | null): { use: (what: Viewed) => void } {
  const viewed = (): Viewed | null => {
    const now = shown();
    return now && { search: now.search, entry: now.answer.entry, revision: now.answer.revision };
  };
  // The call is the one in which the answer came up, also when it ends before the answer is left.
  let call = withCall();
  const clock = new Stopwatch(
    () => performance.now(),
    ({ search, ...left }: Left) => {
      if (seen.has(search)) seen.act(search, 'left', left);
      else if (session.person) told = tell(search, { ...left, ...call }, 1);
    },
  );
  clocks.add(clock);
  watch(
    () => {
      const now = viewed();
      return now ? `${now.entry}:${now.revision}` : '';
    },
    () => {
      clock.show(viewed());
      call = withCall();
    },
    { immediate: true },
  );
  const leave = (): void => clock.leave();
  window.addEventListener('pagehide', leave);
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave);
    leave();
    clocks.delete(clock);
  });
  return {
    use: (what) => {
      clock.use(what);
      call = withCall();
    },
  };
}
