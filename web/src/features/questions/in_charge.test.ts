import { expect, it } from 'vitest';
import type { CatalogueNode } from '../../api/types';
import { inChargeOf, inheritedBy, rowsOf, withEdits } from './in_charge';

const node = (id: number, name: string, parent: number | null, library = '业务知识库'): CatalogueNode => ({
  id,
  library,
  name,
  path: name,
  parent,
  version: 1,
  merged_into: null,
});
const all = [
  node(1, '宽带', null),
  node(2, '故障', 1),
  node(3, '光猫', 2),
  node(4, '水费', null),
  node(5, '生活', null, '生活专栏'),
];
const nodes = new Map(all.map((one) => [one.id, one]));

it('what stands higher holds below, until a node has its own', () => {
  const charges = { 1: 'market', 3: 'network' };
  expect([1, 2, 3, 4].map((id) => inChargeOf(id, nodes, charges))).toEqual(['market', 'market', 'network', '']);
  expect(inheritedBy(3, nodes, charges)).toBe('market');
});
it('edits lie over what is kept, and take away too', () => {
  const edits = new Map([
    [1, ''],
    [4, 'water'],
  ]);
  expect(withEdits({ 1: 'market', 3: 'network' }, edits)).toEqual({ 3: 'network', 4: 'water' });
});
it('the rows are the tree of one library; finding keeps the way to what is found', () => {
  expect(rowsOf(all, '业务知识库').map(({ node: { name }, depth }) => [name, depth])).toEqual([
    ['宽带', 0],
    ['故障', 1],
    ['光猫', 2],
    ['水费', 0],
  ]);
  expect(rowsOf(all, '业务知识库', '光猫').map(({ node: { id } }) => id)).toEqual([1, 2, 3]);
  expect(rowsOf(all, '业务知识库', '没有的')).toEqual([]);
});
