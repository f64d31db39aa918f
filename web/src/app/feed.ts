// What changes while a page is open: the feed is asked again every second and a half while the page is in sight, and
// whoever listens is told. One poll for the whole page, however many listen.
import { onScopeDispose } from 'vue';
import { background, ok } from '../api/client';
import { onlyPage, session } from '../api/session';
import type { components } from '../api/schema';

export type FeedRow = components['schemas']['Feed']['items'][number];

/** A change must reach an open desk within two seconds. */
const EVERY_MS = 1_500;
const MOST = 100;
const LATELY = 20;

const listeners = new Set<(row: FeedRow) => void>();
let since: number | null = null;
let timer = 0;
let asking = false;

async function ask(): Promise<void> {
  if (asking || document.hidden || !session.person || session.asking || onlyPage.value) return;
  asking = true;
  try {
    let full = true;
    while (full) {
      if (since === null) {
        // What the page shows may have come a moment before: the last few changes are told once more.
        const { head } = await ok(background.GET('/feed', { params: { query: { limit: 1 } } }));
        since = Math.max(0, head - LATELY);
      }
      const got = await ok(background.GET('/feed', { params: { query: { since, limit: MOST } } }));
      const rows = got.items;
      since = got.next;
      full = rows.length === MOST;
      for (const row of rows) for (const tell of listeners) tell(row);
    }
  } catch {
    // Asked again in a moment; the pages say themselves when the server cannot be reached.
  } finally {
    asking = false;
  }
}

const seen = (): void => void (document.hidden || ask());

/** Tells of every change from now on, as long as the component lives. */
export function useFeed(tell: (row: FeedRow) => void): void {
  listeners.add(tell);
  if (listeners.size === 1) {
    void ask();
    timer = window.setInterval(() => void ask(), EVERY_MS);
    document.addEventListener('visibilitychange', seen);
  }
  onScopeDispose(() => {
    listeners.delete(tell);
    if (listeners.size) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
    since = null;
  });
}
