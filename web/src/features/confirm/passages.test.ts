import { expect, test } from 'vitest';
import { quoteOf, sent } from './passages';

test('a quote is one line, and not endless', () => {
  expect(quoteOf(' 每月\n 39 元 ')).toBe('每月 39 元');
  expect(quoteOf('一'.repeat(600))).toHaveLength(500);
});

test('what says nothing is not sent', () => {
  const passage = { item: 0, field: 'script', quote: '', comment: '' };
  expect(sent([passage, { ...passage, comment: ' 应为 49 元 ' }])).toEqual([{ ...passage, comment: '应为 49 元' }]);
});
