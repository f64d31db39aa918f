import { expect, it } from 'vitest';
import { blankItem } from './change_form';
import { anchorOf, dropStale, groundless, setAnchor } from './grounds';

it('a sentence has one anchor, and none once the sentence is gone', () => {
  const item = blankItem();
  setAnchor(item, { sentence: '甲', source: 'notice', passage: '一' });
  setAnchor(item, { sentence: '甲', source: 'notice', passage: '二' });
  setAnchor(item, { sentence: '乙', source: 'notice', passage: '三' });
  expect(anchorOf(item, '甲')?.passage).toBe('二');
  expect(item.anchors).toHaveLength(2);
  setAnchor(item, { sentence: '乙', source: '', passage: '' });
  expect(anchorOf(item, '乙')).toBeNull();
  const before = item.anchors;
  dropStale(item, [{ sentence: '甲', source: null, passage: '', coverage: 0 }]);
  expect(item.anchors).toBe(before);
  dropStale(item, []);
  expect(item.anchors).toEqual([]);
});

it('a sentence with a proposal is not without ground', () => {
  const item = blankItem();
  const sentences = ['甲', '乙', '丙'].map((sentence) => ({ sentence, source: null, passage: '', coverage: 0 }));
  setAnchor(item, { sentence: '甲', source: 'notice', passage: '一' });
  expect(groundless(item, [...sentences, { sentence: '丁', source: 'notice', passage: '四', coverage: 90 }])).toBe(2);
});
