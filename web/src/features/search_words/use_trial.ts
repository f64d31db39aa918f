// Try before it goes live: what is in the form is tried, its gains and losses are looked at, then it goes live. Whoever
// changes the form after the trial tries again; whoever takes losses says so.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { api, ok } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { SearchTrial, SearchTrialForm } from '../../api/types';
import { useRun, type Run } from '../../ui/run';

export interface Trying {
  /** What the trial is of; null when searches stay as they are. */
  body: () => SearchTrialForm | null;
  /** Makes it live. */
  send: (acceptLosses: boolean) => Promise<void>;
  /** It is live. */
  done: () => void;
  /** Somebody else changed it meanwhile: fetches what it is now. */
  reread: () => Promise<void>;
}

/** What the next press does. */
export type Next = 'try' | 'accept' | 'live';

export interface TrialWork extends Pick<Run, 'busy' | 'problem'> {
  trial: ShallowRef<SearchTrial | null>;
  /** What is shown is of what is in the form. */
  fresh: ComputedRef<boolean>;
  losses: ComputedRef<number>;
  accepted: Ref<boolean>;
  next: ComputedRef<Next>;
  /** The trial is another one than the one that was looked at: somebody changed something meanwhile. */
  outrun: Ref<boolean>;
  /** It itself was changed by somebody else. */
  stale: Ref<boolean>;
  tryIt: () => Promise<void>;
  /** Tries, or makes live, whichever comes next. */
  press: () => Promise<void>;
  /** Forgets the trial: another change begins, or what it was tried against is no longer there. */
  forget: () => void;
}

const isStale = (status: number, code: string): boolean => status === 412 || code === 'wrong_state';

export function useTrial(work: Trying): TrialWork {
  const trial = shallowRef<SearchTrial | null>(null);
  const tried = ref('');
  const accepted = ref(false);
  const outrun = ref(false);
  const stale = ref(false);
  const { busy, problem, run } = useRun();
  const now = computed(() => JSON.stringify(work.body()));
  const fresh = computed(() => work.body() === null || (trial.value !== null && tried.value === now.value));
  const losses = computed(() => (work.body() === null ? 0 : (trial.value?.losses.length ?? 0)));
  const next = computed<Next>(() => {
    if (!fresh.value) return 'try';
    return losses.value && !accepted.value ? 'accept' : 'live';
  });

  async function ask(): Promise<void> {
    const body = work.body();
    if (!body) return;
    trial.value = await ok(api.POST('/search-trials', { body }));
    tried.value = JSON.stringify(body);
    accepted.value = false;
  }
  async function live(): Promise<void> {
    try {
      await work.send(accepted.value);
    } catch (error) {
      const { status, code } = asProblem(error);
      if (code === 'golden_losses') {
        outrun.value = true;
        return ask();
      }
      if (!isStale(status, code)) throw error;
      forget();
      await work.reread();
      stale.value = true;
      return;
    }
    work.done();
  }
  function forget(): void {
    trial.value = null;
    tried.value = '';
    accepted.value = false;
    outrun.value = false;
    stale.value = false;
    problem.value = null;
  }
  const tryIt = (): Promise<void> =>
    run(async () => {
      outrun.value = false;
      await ask();
    });
  async function press(): Promise<void> {
    if (next.value === 'try') await tryIt();
    else if (next.value === 'live') await run(live);
  }
  return { trial, fresh, losses, accepted, next, outrun, stale, busy, problem, tryIt, press, forget };
}
