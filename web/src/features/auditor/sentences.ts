// Who wrote each sentence: the oldest revision since which it has stood there without a break. Pure.
import type { Revision } from '../../api/types';

export interface Sentence {
  text: string;
  /** The revision that brought it. */
  since: Revision;
  /** It may be older: there are revisions before that are not known here, or one that the law has deleted. */
  orOlder: boolean;
}
export const FIELDS = ['title', 'brief', 'script', 'body'] as const;
export type Field = (typeof FIELDS)[number];

/** With their marks of the end; a line that has none is a sentence, too. */
export const sentencesOf = (text: string): string[] =>
  (text.match(/[^。！？!?；\n]+[。！？!?；]*/g) ?? []).map((one) => one.trim()).filter((one) => /[\p{L}\p{N}]/u.test(one));
/** What makes it the same sentence: its letters and figures, whatever is bold or listed. */
const bare = (sentence: string): string => sentence.replace(/[^\p{L}\p{N}%￥¥.]/gu, '');

/** Of the revision numbered `number`; `revisions` newest first, `whole` when none is missing. */
export function authorship(revisions: readonly Revision[], number: number, field: Field, whole: boolean): Sentence[] {
  const past = revisions.filter(({ revision }) => revision <= number).sort((a, b) => b.revision - a.revision);
  const [now] = past;
  if (!now) return [];
  const held = past.map((one) => new Set(sentencesOf(one.text[field]).map(bare)));
  return sentencesOf(now.text[field]).map((text) => {
    const gap = held.findIndex((sentences) => !sentences.has(bare(text)));
    const last = (gap < 0 ? past.length : gap) - 1;
    const hidden = gap < 0 ? !whole : Boolean(past[gap]?.redaction);
    return { text, since: past[last] ?? now, orOlder: hidden };
  });
}
