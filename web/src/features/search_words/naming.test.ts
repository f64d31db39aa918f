import { expect, it } from 'vitest';
import type { SearchRule, Synonym } from '../../api/types';
import { en } from '../../app/messages/en';
import { zh } from '../../app/messages/zh';
import { pairOf, periodOf, wordsOf } from './naming';

const rule = {
  kind: 'pin',
  queries: ['停水', '没水'],
  match: 'exact',
  entry: 12,
  entry_title: '停水找谁',
  position: 2,
  from: null,
  to: '2026-12-01T00:00:00+08:00',
  note: '抢修期间',
} as SearchRule;

it('a rule is said with all that may have been changed', () => {
  expect(wordsOf(rule, zh)).toBe(
    '置顶 · 停水、没水 → K12 停水找谁 · 整句就是它 · 第 2 位 · 有效至 2026-11-30 24:00 · 抢修期间',
  );
  const ban: SearchRule = { ...rule, kind: 'ban', position: null, to: null, note: '' };
  expect(wordsOf(ban, en)).toBe('Ban · 停水、没水 → K12 停水找谁 · the whole query · not shown · for good');
  expect(periodOf({ from: '2026-11-25T08:00:00+08:00', to: null }, zh)).toBe('自 2026-11-25 08:00 起');
});
it('one way and both ways are told apart', () => {
  const synonym = { from: '断网', to: ['没网', '掉线'], both_ways: true, state: 'active' } as Synonym;
  expect(wordsOf(synonym, zh)).toBe('断网 ⇄ 没网、掉线 · 在用');
  expect(pairOf({ ...synonym, both_ways: false })).toBe('断网 → 没网、掉线');
});
