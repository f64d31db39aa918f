// Which fields of an item the department is shown, and how much of it changes. Pure.
import type { FieldDiff, ItemDiff } from '../../api/types';

/** With `changedOnly` the title stays: without it nobody knows what they read. */
export function shownFields(item: ItemDiff, changedOnly: boolean): FieldDiff[] {
  const filled = (field: FieldDiff): boolean => field.segments.some((one) => one.text !== '');
  return item.fields.filter((field) =>
    changedOnly ? field.changed || field.field === 'title' : filled(field) || field.changed,
  );
}

/** What will be: the text without what is taken away. */
export const newText = (field: FieldDiff): string =>
  field.segments
    .filter((one) => one.op !== 'delete')
    .map((one) => one.text)
    .join('');

export const changedCount = (item: ItemDiff): number => item.fields.filter((field) => field.changed).length;
