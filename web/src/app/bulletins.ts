// The bulletins that are pinned now, for the bell of every page and the top of the agent's desk. Asked for again
// every 15 seconds while the page is in sight: an emergency must reach a desk that is open.
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import { api, ok } from '../api/client';
import { session } from '../api/session';
import type { Bulletin } from '../api/types';
import { reach, whenBack } from '../features/offline/reach';
import { sayProblem, warn } from '../ui/toast';
import { useMessages } from './locale';

const EVERY_MS = 15_000;

export const pinned = shallowRef<Bulletin[]>([]);
/** False until the server has said which ones: none is not the same as nobody knows. */
export const pinnedKnown = ref(false);

export async function refreshBulletins(): Promise<void> {
  if (!session.person || session.asking || document.hidden) return;
  try {
    pinned.value = (await ok(api.GET('/bulletins', { params: { query: { limit: 20 } } }))).items;
    pinnedKnown.value = true;
  } catch {
    // The pages say themselves when the server cannot be reached; the bell keeps what it knows.
  }
}

export async function acknowledge(bulletin: number): Promise<void> {
  if (reach.offline) return warn(useMessages().value.offline.needServer);
  try {
    const read = await ok(api.POST('/bulletins/{b}/ack', { params: { path: { b: bulletin } } }));
    pinned.value = pinned.value.map((one) => (one.id === read.id ? read : one));
  } catch (error) {
    sayProblem(error);
  }
}

export function usePinnedBulletins(): void {
  let timer = 0;
  let forget = (): void => undefined;
  const seen = (): void => void (document.hidden || refreshBulletins());
  onMounted(() => {
    void refreshBulletins();
    timer = window.setInterval(() => void refreshBulletins(), EVERY_MS);
    forget = whenBack(() => void refreshBulletins());
    document.addEventListener('visibilitychange', seen);
  });
  onBeforeUnmount(() => {
    clearInterval(timer);
    forget();
    document.removeEventListener('visibilitychange', seen);
  });
}
