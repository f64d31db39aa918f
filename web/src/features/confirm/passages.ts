// Comments on passages of a change set: what is marked in a field, or the field as a whole. Pure but for the selection.
import type { PassageComment } from '../../api/types';

export type Passage = Required<PassageComment>;
const LONGEST_QUOTE = 500;

/** The words that are marked within this element; '' when nothing of it is. */
export function markedIn(element: Element): string {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return '';
  if (!element.contains(selection.anchorNode) || !element.contains(selection.focusNode)) return '';
  return quoteOf(selection.toString());
}
export const quoteOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);

/** Where it is sent: without those that say nothing. */
export const sent = (passages: readonly Passage[]): Passage[] =>
  passages.map((one) => ({ ...one, comment: one.comment.trim() })).filter((one) => one.comment);
