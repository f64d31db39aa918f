// One act at a time, with what went wrong kept to be shown: for forms and dialogs that talk to the server.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { asProblem, type Problem } from '../api/problem';

export interface Run {
  busy: Ref<boolean>;
  /** Of the last act; null while it goes on, and when it went well. */
  problem: ShallowRef<Problem | null>;
  /** Does nothing while another act goes on. */
  run: (work: () => Promise<void>) => Promise<void>;
}

export function useRun(): Run {
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  async function run(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      await work();
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, run };
}
