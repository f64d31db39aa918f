// How many changes wait for this person's acknowledgement: in the bar, and at the beginning of the desk.
import { onMounted, onScopeDispose, ref } from 'vue';
import { background, ok } from '../../api/client';
import { session, whenEnded } from '../../api/session';
import { useFeed } from '../../app/feed';

/** Of those since the last shift that concern this person. */
export const shiftWaiting = ref(0);
whenEnded(() => (shiftWaiting.value = 0));

export async function refreshShift(): Promise<void> {
  const got = await ok(background.GET('/my/changes')).catch(() => null);
  if (got && session.person) shiftWaiting.value = got.waiting;
}

/** Calls `refresh` once things have calmed down after changes of entries; not every desk in the same moment. */
export function useEntryFeed(refresh: () => void, calm = 1_000, spread = 3_000): void {
  let timer = 0;
  useFeed((row) => {
    if (row.entry === null || timer) return;
    timer = window.setTimeout(() => {
      timer = 0;
      refresh();
    }, calm + Math.random() * spread);
  });
  onScopeDispose(() => clearTimeout(timer));
}

export function useShiftCount(): void {
  onMounted(() => void refreshShift());
  // Nobody waits for the number in the bar: 500 desks ask within a minute, not in the same second.
  useEntryFeed(() => void refreshShift(), 2_000, 58_000);
}
