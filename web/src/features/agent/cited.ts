// Which passages of its notice an answer rests on, by what the editor anchored its sentences to. Pure.
import type { Anchor, ChangeItem } from '../../api/types';

/** Of the set that published a revision; a new entry is known there by its title alone. */
export function anchorsOf(items: readonly ChangeItem[], answer: { entry: number; title: string }): Anchor[] {
  const item =
    items.find(({ entry }) => entry === answer.entry) ??
    items.find(({ action, title }) => action === 'new' && title === answer.title);
  return item?.anchors ?? [];
}

/** `source`: 'notice', or the SHA-256 of an original. */
export const passagesIn = (anchors: readonly Anchor[], source: string): string[] => [
  ...new Set(anchors.filter((one) => one.source === source).map(({ passage }) => passage)),
];
