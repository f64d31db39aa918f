// While an answer is open its entry may be revised or withdrawn: what came in its place, to be said beside it.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Entry } from '../../api/types';
import { useFeed } from '../../app/feed';
import { readEntry } from '../offline/desk_source';
import type { Answer } from './answer';

export interface LiveChange {
  entry: number;
  /** The revision that is open. */
  from: number;
  /** As the entry is now; its `revision` is null when nothing answers any more. */
  now: Entry;
  fromCopy?: string;
}

/** Longer than a timer may run. */
const LONGEST_WAIT = 24 * 3_600_000;

export function useLiveChange(
  shown: () => { answer: Answer; away: boolean } | null,
  coming: () => Entry | null,
): ShallowRef<LiveChange | null> {
  const change = shallowRef<LiveChange | null>(null);
  let flight = 0;
  let timer = 0;

  async function look(): Promise<void> {
    const open = shown();
    if (!open || open.away) return;
    const mine = ++flight;
    try {
      const { entry: now, fromCopy } = await readEntry(open.answer.entry);
      if (mine !== flight || shown()?.answer.entry !== now.id) return;
      const stays = now.revision?.revision === open.answer.revision && isConfirmed(now) === isConfirmedAnswer(open.answer);
      // What the server said last is not taken back by an older copy.
      if (fromCopy && !open.answer.fromCopy && (now.revision?.revision ?? 0) < open.answer.revision) return;
      change.value = stays ? null : { entry: now.id, from: open.answer.revision, now, ...(fromCopy && { fromCopy }) };
    } catch {
      // Said when the next change comes; the answer that is open stays as it is.
    }
  }
  useFeed((row) => {
    if (row.entry !== null && row.entry === shown()?.answer.entry) void look();
  });
  // What was published for a later moment takes over without anything happening then.
  watch(
    coming,
    (details) => {
      clearTimeout(timer);
      const from = details?.next?.text.effective_from ?? null;
      const ends = [from, details?.valid_to ?? null].filter((at): at is string => at !== null);
      const wait = Math.min(...ends.map((at) => Date.parse(at) - Date.now()));
      if (wait > 0 && wait < LONGEST_WAIT) timer = window.setTimeout(() => void look(), wait + 200);
    },
    { immediate: true },
  );
  watch(
    () => `${shown()?.answer.entry}:${shown()?.answer.revision}`,
    () => {
      flight += 1;
      change.value = null;
    },
  );
  onScopeDispose(() => clearTimeout(timer));
  return change;
}

const isConfirmed = (entry: Entry): boolean => entry.revision?.standing !== 'unconfirmed';
const isConfirmedAnswer = (answer: Answer): boolean => !answer.unconfirmed;
