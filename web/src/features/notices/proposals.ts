// What a document says of itself, brought into the form: only fields that nobody has filled in. Pure.
import type { NoticeForm, NoticeFacts } from '../../api/types';

export interface Proposed {
  /** What was put into the form, so that a later change by hand shows. */
  value: string;
  /** The words of the document. */
  quote: string;
}
export type Proposals = Partial<Record<keyof NoticeForm, Proposed>>;

const SINGLE = ['subject', 'document_number', 'issued_on', 'effective_from', 'effective_to', 'deadline', 'contact'] as const;

/** A field as one text, however it is kept: to be compared, and to see whether it is empty. */
export const textOf = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : '');

/**
 * Fills `form` and gives what was proposed. A field with something in it is left alone. `own` is the department
 * of who may only send its notices: no other is proposed then.
 */
export function propose(form: NoticeForm, facts: NoticeFacts, before: Proposals, own?: string): Proposals {
  const proposals: Proposals = { ...before };
  const free = (field: keyof NoticeForm): boolean => textOf(form[field]).trim() === '';
  for (const field of SINGLE) {
    const found = facts[field];
    if (!found || !free(field)) continue;
    form[field] = found.value;
    proposals[field] = { value: found.value, quote: found.quote };
  }
  if (facts.repeals.length && free('repeals')) {
    form.repeals = facts.repeals.map((one) => one.value);
    proposals.repeals = { value: textOf(form.repeals), quote: facts.repeals.map((one) => one.quote).join(' … ') };
  }
  if (facts.department && (!own || facts.department.code === own) && free('department')) {
    form.department = facts.department.code;
    proposals.department = { value: form.department, quote: facts.department.quote };
  }
  if (facts.urgency !== 'normal' && form.urgency === 'normal') form.urgency = facts.urgency;
  return proposals;
}

/** Which of several documents is the notice: one with a number of its own before others, attachments last. */
const rank = (name: string, facts: NoticeFacts): number =>
  (facts.document_number ? 0 : 1) + (facts.subject ? 0 : 1) + (name.includes('附件') ? 4 : 0);

/** Proposes anew from all that was read: the notice decides, what it leaves open its attachments fill. */
export function proposeAll(
  form: NoticeForm,
  documents: readonly { name: string; facts: NoticeFacts }[],
  before: Proposals,
  own?: string,
): Proposals {
  for (const field of [...SINGLE, 'department', 'repeals'] as const) {
    const proposed = before[field];
    if (!proposed || textOf(form[field]) !== proposed.value) continue;
    if (field === 'repeals') form.repeals = [];
    else form[field] = '';
  }
  const kept = Object.fromEntries(
    Object.entries(before).filter(([field]) => textOf(form[field as keyof NoticeForm]).trim() !== ''),
  ) as Proposals;
  return [...documents]
    .sort((a, b) => rank(a.name, a.facts) - rank(b.name, b.facts))
    .reduce((proposals, { facts }) => propose(form, facts, proposals, own), kept);
}

/** The quote to show under a field: only while the field still holds what was proposed. */
export function quoteOf(form: NoticeForm, proposals: Proposals, field: keyof NoticeForm): string {
  const proposed = proposals[field];
  return proposed && textOf(form[field]) === proposed.value ? proposed.quote : '';
}
