import { expect, it } from 'vitest';
import { blankRule, blankSynonym, lackingInRule, lackingInSynonym, lackingInWords, ruleBody, synonymBody, wordsBody } from './drafts';

const entry = { id: 12, title: '停水找谁', state: 'in_force' as const };

it('a blank form says what it lacks, a filled one nothing', () => {
  expect(lackingInSynonym(blankSynonym())).toEqual({ from: 'from', to: 'to' });
  expect(lackingInSynonym({ from: ' 断网 ', to: ['没网'], both_ways: true })).toEqual({});
  expect(lackingInRule(blankRule())).toEqual({ queries: 'queries', entry: 'entry' });
  expect(lackingInRule({ ...blankRule(), queries: ['停水'], entry })).toEqual({});
  expect(lackingInWords([' ', ''])).toEqual({ words: 'words' });
});
it('too many and too long is said before it is sent; a rare character counts once', () => {
  expect(lackingInWords(Array.from({ length: 1001 }, (_none, i) => `词${i}`))).toEqual({ words: 'many' });
  expect(lackingInSynonym({ from: '𠮷'.repeat(64), to: ['x'.repeat(65)], both_ways: true })).toEqual({ to: 'long' });
  expect(lackingInRule({ ...blankRule(), queries: Array.from({ length: 21 }, (_none, i) => `问${i}`), entry })).toEqual({
    queries: 'many',
  });
});
it('a period that ends before it begins', () => {
  const [early, late] = ['2026-11-25T00:00:00+08:00', '2026-11-26T00:00:00+08:00'];
  const filled = { ...blankRule(), queries: ['停水'], entry };
  expect(lackingInRule({ ...filled, from: late, to: early })).toEqual({ period: 'period' });
  expect(lackingInRule({ ...filled, from: early, to: early })).toEqual({ period: 'period' });
  expect(lackingInRule({ ...filled, from: early, to: late })).toEqual({});
});
it('what is sent is trimmed, each once, and a ban takes no place', () => {
  expect(synonymBody({ from: ' 断网 ', to: ['没网 ', '没网', ''], both_ways: false })).toEqual({
    from: '断网',
    to: ['没网'],
    both_ways: false,
  });
  const body = ruleBody({ ...blankRule(), kind: 'ban', queries: ['停水'], entry, position: 4, note: '  ' });
  expect(body).toEqual({ kind: 'ban', queries: ['停水'], match: 'exact', entry: 12, from: null, to: null });
  expect(ruleBody({ ...blankRule(), queries: ['停水'], entry, position: 4 }).position).toBe(4);
  expect(wordsBody(['携号转网', ' 携号转网'])).toEqual(['携号转网']);
});
