// A desk that opens without filters takes those of the agent's group, until the agent switches them off.
import { computed, ref, watch, type ComputedRef } from 'vue';
import { session, whenEnded } from '../../api/session';
import { filtersOf, narrows, sameFilters } from './group_filters';
import { filtered, isAway, noFilters, type SearchState } from './search_query';
import { loadMyDesk, myDesk } from './use_my_desk';

const key = (person: string): string => `koujing.group-filters.${person}`;
let lastPerson = '';
whenEnded(() => {
  try {
    localStorage.removeItem(key(lastPerson));
  } catch {
    // Private windows refuse storage; nothing was kept there.
  }
});
function isOff(person: string): boolean {
  try {
    return localStorage.getItem(key(person)) === 'off';
  } catch {
    return false;
  }
}
function keepOff(person: string, off: boolean): void {
  try {
    if (off) localStorage.setItem(key(person), 'off');
    else localStorage.removeItem(key(person));
  } catch {
    // The choice then lasts as long as the page.
  }
}

export interface GroupFilterChoice {
  /** Empty when the group has no filters. */
  group: ComputedRef<string>;
  applied: ComputedRef<boolean>;
  toggle: () => void;
  /** What the filters are once a call is over. */
  standing: () => SearchState['filters'];
}

export function useGroupFilters(
  state: () => SearchState,
  change: (part: Partial<SearchState>) => void,
): GroupFilterChoice {
  const person = session.person?.name ?? '';
  lastPerson = person;
  void loadMyDesk();
  const off = ref(isOff(person));
  const filters = computed(() => (myDesk.value ? filtersOf(myDesk.value.filters) : noFilters()));
  const group = computed(() => (narrows(filters.value) ? (myDesk.value?.skill_group ?? '') : ''));
  const applied = computed(() => group.value !== '' && sameFilters(state().filters, filters.value));
  // Once a desk: filters that the agent clears afterwards stay cleared. A link to one answer or a moment is left alone.
  let untouched = !filtered(state()) && !isAway(state());
  watch(
    group,
    (name) => {
      if (name && untouched && !off.value && !filtered(state())) change({ filters: filters.value });
      if (myDesk.value) untouched = false;
    },
    { immediate: true },
  );
  function toggle(): void {
    off.value = applied.value;
    keepOff(person, off.value);
    change({ filters: off.value ? noFilters() : filters.value, entry: null });
  }
  return { group, applied, toggle, standing: () => (off.value ? noFilters() : filters.value) };
}
