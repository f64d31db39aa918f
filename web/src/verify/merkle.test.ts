// @vitest-environment node
// The tree against the vectors that implementations of RFC 6962 share (transparency-dev/merkle publishes them).
import { expect, it } from 'vitest';
import { hex, hexBytes } from './bytes';
import { consistencyHolds, inclusionHolds, leafHash } from './merkle';
import { consistencyProof, inclusionProof, rootOf } from './sample_bundle';

const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const vectors = LEAVES.map((one) => leafHash(hexBytes(one) ?? new Uint8Array()));
const some = Array.from({ length: 33 }, (_one, i) => leafHash(Uint8Array.of(i)));

it('has the roots of the public vectors', () => {
  ROOTS.forEach((root, i) => expect(hex(rootOf(vectors.slice(0, i + 1)))).toBe(root));
});

it('takes the proof of every leaf of every size, and no other', () => {
  for (let size = 1; size <= some.length; size += 1) {
    const leaves = some.slice(0, size);
    const root = rootOf(leaves);
    leaves.forEach((leaf, i) => {
      const path = inclusionProof(i, leaves);
      expect(inclusionHolds(leaf, i, size, root, path)).toBe(true);
      expect(inclusionHolds(leaf, (i + 1) % size, size, root, path)).toBe(size === 1);
      expect(inclusionHolds(leafHash(Uint8Array.of(99)), i, size, root, path)).toBe(false);
      expect(inclusionHolds(leaf, i, size, root, [...path, root])).toBe(false);
      if (path.length) expect(inclusionHolds(leaf, i, size, root, path.slice(1))).toBe(false);
    });
    expect(inclusionHolds(some[0] as Uint8Array, size, size, root, [])).toBe(false);
  }
});

it('takes the proof that every size grew from every smaller one, and no other', () => {
  for (let second = 1; second <= some.length; second += 1) {
    const leaves = some.slice(0, second);
    for (let first = 1; first <= second; first += 1) {
      const [early, late] = [rootOf(some.slice(0, first)), rootOf(leaves)];
      const path = consistencyProof(first, leaves);
      expect(consistencyHolds(first, early, second, late, path), `${first} ${second}`).toBe(true);
      if (first < second) {
        expect(consistencyHolds(first, late, second, late, path)).toBe(false);
        expect(consistencyHolds(first, early, second, early, path)).toBe(false);
        expect(consistencyHolds(first, early, second, late, path.slice(1))).toBe(false);
      }
      expect(consistencyHolds(first, early, second, late, [...path, late])).toBe(false);
    }
  }
});
