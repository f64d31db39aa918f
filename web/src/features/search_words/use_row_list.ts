// One row of a list is the current one: the keys move it, and it stays at its place when rows go.
import { computed, nextTick, ref, type ComputedRef, type Ref } from 'vue';
import { useMessages } from '../../app/locale';
import { useKeys, type Key } from '../../ui/keys';

export interface RowList<T> {
  selected: ComputedRef<number>;
  current: () => T | undefined;
  /** By hand: the caret stays where it is. */
  select: (at: number) => void;
}

/** `deeds` are keys of the page that act on the row. */
export function useRowList<T>(rows: () => readonly T[], list: Ref<HTMLElement | undefined>, deeds: Key[]): RowList<T> {
  const m = useMessages();
  const at = ref(0);
  const selected = computed(() => Math.max(0, Math.min(at.value, rows().length - 1)));
  function select(next: number): void {
    at.value = Math.max(0, Math.min(next, rows().length - 1));
  }
  const focusRow = (): void => list.value?.querySelector<HTMLElement>('[aria-current=true]')?.focus();
  const step = (by: number) => (): void => {
    select(selected.value + by);
    void nextTick(focusRow);
  };
  /** A dialog gives the focus back to where it was: from nowhere, that is the row. */
  const fromRow = (deed: Key): Key => ({
    ...deed,
    run: (event) => {
      if (document.activeElement === document.body) focusRow();
      deed.run(event);
    },
  });
  const move = (): string => m.value.searchWords.keys.move;
  useKeys([
    { combo: 'j', words: move, run: step(1) },
    { combo: 'k', words: move, run: step(-1) },
    { combo: 'ArrowDown', words: move, run: step(1) },
    { combo: 'ArrowUp', words: move, run: step(-1) },
    ...deeds.map(fromRow),
  ]);
  return { selected, current: () => rows()[selected.value], select };
}
