import { expect, it } from 'vitest';
import type { GoldenQuery, SearchRule, Word } from '../../api/types';
import { goldenFor, rulesFor, wordsFor } from './filters';

const rule = (id: number, some: Partial<SearchRule>): SearchRule =>
  ({ id, kind: 'pin', queries: ['停水'], entry: 12, entry_title: '抢修', note: '', state: 'active', ...some }) as SearchRule;

it('rules that hold come first; by kind, by state, by what they are about', () => {
  const all = [
    rule(1, { state: 'ended' }),
    rule(2, { state: 'scheduled', kind: 'ban' }),
    rule(3, { queries: ['VoLTE 通话'] }),
    rule(4, { note: '台风期间' }),
  ];
  const ids = (what: string, q = ''): number[] => rulesFor(all, what, q).map(({ id }) => id);
  expect([ids(''), ids('ban'), ids('ended'), ids('', 'volte'), ids('', '台风'), ids('', 'k12'), ids('', '没有')]).toEqual([
    [3, 4, 2, 1],
    [2],
    [1],
    [3],
    [4],
    [3, 4, 2, 1],
    [],
  ]);
  expect(all.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
});
it('golden queries out of their places alone, by text', () => {
  const one = (id: number, rank: number | null, text = '水费'): GoldenQuery =>
    ({ id, rank, within: 3, text, entry: id, entry_title: '账单' }) as GoldenQuery;
  const all = [one(1, 1), one(2, 4), one(3, null, '断网')];
  expect(goldenFor(all, true, '').map(({ id }) => id)).toEqual([2, 3]);
  expect(goldenFor(all, false, '断网').map(({ id }) => id)).toEqual([3]);
});
it('words, the newest first', () => {
  const all = ['携号转网', '宽带', '转网费'].map((word, id) => ({ id, word }) as Word);
  expect(wordsFor(all, '转网').map(({ word }) => word)).toEqual(['转网费', '携号转网']);
});
