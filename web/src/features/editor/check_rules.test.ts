import { expect, it } from 'vitest';
import { bannedOf, jargonOf, pairOf } from './check_rules';

it('a line is a word and what follows the first equals sign, of either width', () => {
  expect(pairOf('拆机 = 取消业务')).toEqual(['拆机', '取消业务']);
  expect(pairOf('拆机＝a=b')).toEqual(['拆机', 'a=b']);
  expect(pairOf(' 绝对 ')).toEqual(['绝对', '']);
  expect(jargonOf(['拆机=取消'])).toEqual([{ word: '拆机', plain: '取消' }]);
  expect(bannedOf(['绝对'])).toEqual([{ phrase: '绝对', reason: '' }]);
});
