// The entries that the notice of a change set touches, and the items that come of revising or retiring one.
import { ref, watch, type Ref } from 'vue';
import { api, ok } from '../../api/client';
import type { TouchedList } from '../../api/types';
import { useLoad, type Load } from '../../ui/load';
import { sayProblem } from '../../ui/toast';
import { itemFrom, type Item } from './change_form';

export interface TouchedWork {
  list: Load<TouchedList>;
  /** The entry whose text is being fetched; 0 for none. */
  fetching: Ref<number>;
  change: (action: 'revise' | 'retire', entry: number) => Promise<void>;
}

/** `wanted` is the number of the set while its decisions are open, else null. */
export function useTouched(wanted: () => number | null, put: (item: Item) => void): TouchedWork {
  const list = useLoad<TouchedList>((signal) =>
    ok(api.GET('/changes/{c}/touched', { params: { path: { c: wanted() ?? 0 } }, signal })),
  );
  watch(wanted, (c) => void (c !== null && list.reload()), { immediate: true });
  const fetching = ref(0);
  async function change(action: 'revise' | 'retire', entry: number): Promise<void> {
    if (fetching.value) return;
    fetching.value = entry;
    try {
      const { items } = await ok(
        api.GET('/entries/{e}/revisions', { params: { path: { e: entry }, query: { limit: 1 } } }),
      );
      const newest = items[0];
      if (newest) put(itemFrom(action, entry, newest.revision, newest.text));
    } catch (error) {
      sayProblem(error);
    } finally {
      fetching.value = 0;
    }
  }
  return { list, fetching, change };
}
