// Proofs of the Merkle tree of RFC 9162 (the tree of RFC 6962): section 2.1.3.2 for inclusion, 2.1.4.2 for consistency.
import { sha256 } from '@noble/hashes/sha2';
import { joined, same } from './bytes';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
export const HASH_BYTES = 32;

export const leafHash = (bytes: Uint8Array): Uint8Array => sha256(joined(LEAF, bytes));
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(joined(NODE, left, right));

// Sizes are numbers up to 2^53, further than the operators for bits reach.
const odd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** Whether `leaf` is number `index` of the `size` leaves under `root`. */
export function inclusionHolds(
  leaf: Uint8Array,
  index: number,
  size: number,
  root: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (index < 0 || index >= size) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const beside of path) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      hash = nodeHash(beside, hash);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, beside);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(hash, root);
}

/** Whether the tree of `second` leaves begins with that of `first`. */
export function consistencyHolds(
  first: number,
  firstRoot: Uint8Array,
  second: number,
  secondRoot: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (first < 1 || first > second) return false;
  if (first === second) return path.length === 0 && same(firstRoot, secondRoot);
  let [fn, sn] = [first - 1, second - 1];
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  // A whole power of two is the left part of the later tree itself, and the proof leaves it out.
  const rest = fn === 0 ? [firstRoot, ...path] : [...path];
  const seed = rest.shift();
  if (!seed) return false;
  let [earlier, later] = [seed, seed];
  for (const beside of rest) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      [earlier, later] = [nodeHash(beside, earlier), nodeHash(beside, later)];
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      later = nodeHash(later, beside);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(earlier, firstRoot) && same(later, secondRoot);
}
