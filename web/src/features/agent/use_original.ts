// The original of the notice that an answer rests on, beside the answer.
import { ref, watch, type Ref } from 'vue';
import type { Entry } from '../../api/types';
import { useMessages } from '../../app/locale';
import { say, warn } from '../../ui/toast';
import { reach } from '../offline/reach';
import type { Answer } from './answer';
import type { How } from './use_recording';

interface OriginalBeside {
  /** SHA-256 of the one that was chosen, '' when nobody chose one; null: closed. */
  beside: Ref<string | null>;
  /** Opens, or closes what is open; with a SHA-256: opens that one. */
  turn: (sha256?: string) => void;
}

export function useOriginal(
  shown: () => Answer | null,
  details: () => Entry | null,
  record: (how: How) => Promise<boolean>,
): OriginalBeside {
  const m = useMessages();
  const beside = ref<string | null>(null);
  let waiting: string | null = null;

  function open(sha256: string): void {
    const there = details();
    waiting = there ? null : sha256;
    if (!there) return;
    if (!there.revision?.notice?.originals.length) return say(m.value.desk.noOriginal);
    beside.value = sha256;
    void record('opened');
  }
  function turn(sha256 = ''): void {
    if (beside.value !== null && !sha256) return void (beside.value = null);
    if (reach.offline) return warn(m.value.offline.needServer);
    if (!shown()) return say(m.value.desk.pick);
    open(sha256);
  }
  watch(
    () => `${shown()?.entry}:${shown()?.revision}`,
    () => (beside.value = waiting = null),
    { flush: 'sync' },
  );
  watch(details, () => {
    if (waiting !== null) open(waiting);
  });
  return { beside, turn };
}
