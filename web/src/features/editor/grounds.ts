// Anchors of an item: which passage each sentence of its script rests on. Pure.
import type { Anchor, Grounds } from '../../api/types';
import type { Item } from './change_form';

export type Sentence = Grounds['sentences'][number];

export const anchorOf = (item: Item, sentence: string): Anchor | null =>
  item.anchors.find((one) => one.sentence === sentence) ?? null;

/** Puts the anchor in the place of the one that the sentence had; without a passage the sentence has none. */
export function setAnchor(item: Item, anchor: Anchor): void {
  item.anchors = item.anchors.filter((one) => one.sentence !== anchor.sentence);
  if (anchor.passage) item.anchors.push(anchor);
}

/** Anchors of sentences that the script no longer has are over. */
export function dropStale(item: Item, sentences: readonly Sentence[]): void {
  const known = new Set(sentences.map((one) => one.sentence));
  if (item.anchors.some((one) => !known.has(one.sentence)))
    item.anchors = item.anchors.filter((one) => known.has(one.sentence));
}

/** How many sentences have neither an anchor nor a passage that is proposed. */
export const groundless = (item: Item, sentences: readonly Sentence[]): number =>
  sentences.filter((one) => !one.passage && !anchorOf(item, one.sentence)).length;
