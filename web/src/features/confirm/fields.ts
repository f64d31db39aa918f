// Which fields of an item the department is shown, and how much of it changes. Pure.
import type { FieldDiff, ItemDiff } from '../../api/types';

/** With `changedOnly` the title stays, without which nobody knows what they read, and so do the `always` shown. */
export function shownFields(item: ItemDiff, changedOnly: boolean, always: readonly string[] = []): FieldDiff[] {
  const filled = (field: FieldDiff): boolean => field.segments.some((one) => one.text !== '');
  return item.fields.filter(
    (field) =>
      field.changed || always.includes(field.field) || (changedOnly ? field.field === 'title' : filled(field)),
  );
}

/** What will be: the text without what is taken away. */
export const newText = (field: FieldDiff): string =>
  field.segments
    .filter((one) => one.op !== 'delete')
    .map((one) => one.text)
    .join('');

export const changedCount = (item: ItemDiff): number => item.fields.filter((field) => field.changed).length;
