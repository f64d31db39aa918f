// What is decided about the entries that the notice touches, as the form stands now. Pure.
import type { TouchedEntry, TouchedList } from '../../api/types';
import type { Form } from './change_form';

export type Decision = TouchedEntry['decision'];

/** A decision to keep holds for the revision that was seen, and with a reason. */
export function decisionOn(row: TouchedEntry, form: Form): Decision {
  const item = form.items.find((one) => one.entry === row.entry);
  if (item) return item.action === 'retire' ? 'retire' : 'revise';
  const kept = form.kept.some((one) => one.entry === row.entry && one.revision === row.revision && one.reason.trim());
  return kept ? 'keep' : 'undecided';
}

export const undecided = (list: TouchedList | null, form: Form): TouchedEntry[] =>
  (list?.items ?? []).filter((row) => row.must_decide && decisionOn(row, form) === 'undecided');

/** The form with this entry kept for this reason; without one, undecided again. */
export function keep(form: Form, row: TouchedEntry, reason: string): void {
  form.kept = form.kept.filter((one) => one.entry !== row.entry);
  if (reason.trim()) form.kept.push({ entry: row.entry, revision: row.revision, reason: reason.trim() });
}
