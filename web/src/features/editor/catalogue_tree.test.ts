import { expect, test } from 'vitest';
import type { CatalogueNode } from '../../api/types';
import { CatalogueTree, wordsOf } from './catalogue_tree';

const library = '业务知识库';
let next = 0;
const node = (name: string, parent: CatalogueNode | null = null, entries = 1): CatalogueNode => ({
  id: ++next,
  library,
  name,
  path: parent ? `${parent.path}/${name}` : name,
  parent: parent?.id ?? null,
  version: 3,
  merged_into: null,
  entries,
});
const a = node('宽带');
const fees = node('资费', a, 2);
const b = node('家宽');
const likeFees = node('资费', b, 4);
const faults = node('故障', b, 5);
const nodes = [a, fees, b, likeFees, faults];

test('counts what hangs below', () => {
  const tree = new CatalogueTree(nodes).nodes(library);
  expect(tree.map(({ name, entries }) => [name, entries])).toEqual([
    ['家宽', 10],
    ['宽带', 3],
  ]);
});

test('a merge takes along what hangs below, like to like', () => {
  const tree = new CatalogueTree(nodes, [new CatalogueTree(nodes).mergeInto(b.id, a.id)]);
  expect(tree.paths(library).map(({ path }) => path)).toEqual(['宽带', '宽带/故障', '宽带/资费']);
  expect(tree.nodes(library)[0]?.entries).toBe(13);
  expect(tree.has(likeFees.id)).toBe(false);
});

test('what is hung beside its namesake is merged into it', () => {
  const tree = new CatalogueTree(nodes);
  expect(tree.hang(likeFees.id, a.id)).toEqual({ action: 'merge', node: likeFees.id, version: 3, into: fees.id });
  expect(tree.hang(faults.id, a.id)).toEqual({ action: 'move', node: faults.id, version: 3, name: '故障', parent: a.id });
  expect(tree.hang(faults.id, b.id)).toBeNull();
  expect(tree.hang(faults.id, b.id, '报修')?.name).toBe('报修');
});

test('nothing hangs below itself', () => {
  const tree = new CatalogueTree(nodes);
  expect(tree.mayHang(b.id, faults.id)).toBe(false);
  expect(tree.mayHang(b.id, b.id)).toBe(false);
  expect(tree.mayHang(faults.id, null)).toBe(true);
});

test('a step is said by its two paths, each as it was before that step', () => {
  const steps = [
    { action: 'move' as const, node: faults.id, name: '报修', parent: a.id },
    { action: 'move' as const, node: faults.id, name: '报修', parent: null },
  ];
  expect(wordsOf(new CatalogueTree(nodes), steps[0]!)).toEqual({ from: '家宽/故障', to: '宽带/报修' });
  expect(wordsOf(new CatalogueTree(nodes, steps.slice(0, 1)), steps[1]!)).toEqual({ from: '宽带/报修', to: '报修' });
});
