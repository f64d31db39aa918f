// The keys of the table of many notices: as in a sheet, up and down stay in the column; the row's deeds have keys too.
import { nextTick } from 'vue';
import { useMessages } from '../../app/locale';
import { composing, useKeys } from '../../ui/keys';
import type { Row } from './many_rows';

interface Deeds {
  rows: Row[];
  join: (row: Row) => void;
  split: (row: Row) => void;
  open: (row: Row) => void;
  register: () => void;
}

const cell = (row: Element | null | undefined, column: string): HTMLElement | null =>
  row?.querySelector<HTMLElement>(`[data-col="${column}"]`) ?? null;

/** Puts the caret into a row, into the column named. */
export async function focusRow(id: number | undefined, column = 'subject'): Promise<void> {
  await nextTick();
  const row = document.querySelector(`[data-row="${id}"]`);
  const wanted = cell(row, column);
  (wanted?.matches(':disabled') ? cell(row, 'tick') : wanted)?.focus();
}

// In a text of several lines the caret moves first, and leaves at its beginning or end.
function leaves(field: HTMLTextAreaElement, down: boolean): boolean {
  if (field.clientHeight < 48) return true;
  return down ? field.selectionEnd === field.value.length : field.selectionStart === 0;
}

/** To be listened to on the table: ArrowUp, ArrowDown, and Enter in a text. */
export function moveInColumn(event: KeyboardEvent): void {
  const from = event.target as HTMLElement;
  const column = from.dataset.col;
  const text = from instanceof HTMLTextAreaElement;
  const up = event.key === 'ArrowUp';
  const down = event.key === 'ArrowDown' || (event.key === 'Enter' && text);
  if (!column || from instanceof HTMLSelectElement || composing(event) || !(up || down)) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (text && event.key !== 'Enter' && !leaves(from, down)) return;
  event.preventDefault();
  const row = from.closest('[data-row]');
  cell(up ? row?.previousElementSibling : row?.nextElementSibling, column)?.focus();
}

export function useRowKeys(deeds: Deeds): void {
  const m = useMessages();
  const withRow = (run: (row: Row) => void) => (): void => {
    const id = Number(document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row);
    const row = deeds.rows.find((one) => one.id === id);
    if (row) run(row);
  };
  useKeys([
    { combo: 'Ctrl+Enter', words: () => m.value.many.open, run: () => deeds.register() },
    { combo: 'Alt+j', words: () => m.value.many.join, run: withRow(deeds.join) },
    { combo: 'Alt+k', words: () => m.value.many.split, run: withRow(deeds.split) },
    { combo: 'Alt+Enter', words: () => m.value.many.keyOpen, run: withRow(deeds.open) },
    { combo: 'ArrowUp', words: () => m.value.many.keyMove, run: () => undefined, elsewhere: true },
    { combo: 'ArrowDown', words: () => m.value.many.keyMove, run: () => undefined, elsewhere: true },
  ]);
}
