// Which passages of its notice an answer rests on, by what the editor anchored its sentences to. Pure.
import type { Anchor } from '../../api/types';

/** `source`: 'notice', or the SHA-256 of an original. */
export const passagesIn = (anchors: readonly Anchor[], source: string): string[] => [
  ...new Set(anchors.filter((one) => one.source === source).map(({ passage }) => passage)),
];
