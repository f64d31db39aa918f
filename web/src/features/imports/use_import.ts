// The run over the files: one after the other, looked over at once, taken in when a person says so.
import { computed, reactive, ref } from 'vue';
import { asProblem } from '../../api/problem';
import type { Found } from '../../ui/gather';
import { endsAll, hasWork, isTaken, sendFile, totalsOf, type Defaults, type Row } from './import_rows';

export function useImport(defaults: Defaults) {
  const rows = reactive<Row[]>([]);
  const run = ref<{ taking: boolean; done: number; all: number } | null>(null);
  const stopped = ref(false);
  let ids = 0;

  async function each(list: Row[], taking: boolean, act: (row: Row) => Promise<void>): Promise<boolean> {
    run.value = { taking, done: 0, all: list.length };
    stopped.value = false;
    for (const row of list) {
      if (stopped.value) break;
      row.problem = null;
      try {
        await act(row);
      } catch (error) {
        row.problem = asProblem(error);
        row.state = 'failed';
        if (endsAll(error)) stopped.value = true;
      }
      run.value.done += 1;
    }
    run.value = null;
    return !stopped.value;
  }

  const unlooked = (): Row[] => rows.filter(({ state, report }) => state === 'waiting' || (state === 'failed' && !report));
  const look = (): Promise<boolean> =>
    each(unlooked(), false, async (row) => {
      row.state = 'looking';
      row.report = await sendFile(row, defaults, 'look');
      row.state = 'looked';
    });

  async function add(found: Found[]): Promise<void> {
    const known = new Set(rows.map(({ path }) => path));
    for (const { file, path } of found) {
      if (known.has(path)) continue;
      rows.push({ id: ++ids, file, path, state: 'waiting', report: null, problem: null });
    }
    if (!run.value) await look();
  }

  /** After the defaults were changed: what was looked over has to be looked over again. */
  async function lookAgain(): Promise<void> {
    for (const row of rows)
      if (!isTaken(row)) Object.assign(row, { state: 'waiting', report: null, problem: null } satisfies Partial<Row>);
    if (!run.value) await look();
  }

  const take = (skips: boolean): Promise<boolean> =>
    each(rows.filter(hasWork), true, async (row) => {
      row.state = 'taking';
      row.report = await sendFile(row, defaults, skips ? 'skip' : 'take');
      row.state = 'taken';
    });

  function clear(): void {
    rows.splice(0, rows.length);
  }

  const open = computed(() => rows.filter((row) => !isTaken(row)));
  return {
    rows,
    run,
    add,
    look,
    lookAgain,
    take,
    clear,
    stop: () => void (stopped.value = true),
    totals: computed(() => totalsOf(open.value)),
    taken: computed(() => totalsOf(rows.filter(isTaken))),
    ready: computed(() => open.value.filter(hasWork)),
  };
}
