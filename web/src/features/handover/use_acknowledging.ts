// Acknowledging changes, one or all that are shown. What was acknowledged in this page stays where it stands, with its
// mark: nothing jumps under the eyes.
import { reactive, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { asProblem, type Problem } from '../../api/problem';
import type { ShiftChange } from '../../api/types';
import { fewAtATime } from '../../ui/few_at_a_time';
import { keyOf, mayPass, waits } from './changes';

/** So many are on their way at a time: the page and the desks of others go on beside them. */
const FEW = 4;

export interface Refused {
  change: ShiftChange;
  problem: Problem;
}
export interface Acknowledging {
  /** The change with what this page knows of it. */
  asKnown: (one: ShiftChange) => ShiftChange;
  isSending: (one: ShiftChange) => boolean;
  /** Of the act that goes on for all; null when none does. */
  progress: Ref<{ done: number; of: number } | null>;
  /** What the last act for all could not acknowledge, and why. */
  refused: ShallowRef<Refused[]>;
  /** Throws what went wrong. */
  one: (change: ShiftChange) => Promise<void>;
  all: (changes: readonly ShiftChange[]) => Promise<void>;
}

export function useAcknowledging(send: (change: ShiftChange) => Promise<unknown>): Acknowledging {
  const acked = reactive(new Set<string>());
  const sending = reactive(new Set<string>());
  const progress = ref<{ done: number; of: number } | null>(null);
  const refused = shallowRef<Refused[]>([]);

  async function one(change: ShiftChange): Promise<void> {
    const key = keyOf(change);
    if (acked.has(key) || sending.has(key)) return;
    sending.add(key);
    try {
      await send(change);
      acked.add(key);
      refused.value = refused.value.filter((other) => keyOf(other.change) !== key);
    } finally {
      sending.delete(key);
    }
  }
  async function all(changes: readonly ShiftChange[]): Promise<void> {
    const wanted = changes.filter(waits);
    if (progress.value || !wanted.length) return;
    progress.value = { done: 0, of: wanted.length };
    refused.value = [];
    const counted = async (change: ShiftChange): Promise<void> => {
      await one(change);
      if (progress.value) progress.value = { ...progress.value, done: progress.value.done + 1 };
    };
    let failed = await fewAtATime(wanted, FEW, counted);
    // What may pass is tried once more; not when nothing at all came through.
    const again = failed.filter(({ error }) => mayPass(asProblem(error)));
    if (again.length && failed.length < wanted.length) {
      const still = await fewAtATime(again.map(({ one: change }) => change), 1, counted);
      failed = [...failed.filter((other) => !again.includes(other)), ...still];
    }
    refused.value = failed.map(({ one: change, error }) => ({ change, problem: asProblem(error) }));
    progress.value = null;
  }
  return {
    asKnown: (change) => (acked.has(keyOf(change)) ? { ...change, acknowledged: true } : change),
    isSending: (change) => sending.has(keyOf(change)),
    progress,
    refused,
    one,
    all,
  };
}
