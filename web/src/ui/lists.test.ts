import { expect, it } from 'vitest';
import { joinList, splitList } from './lists';
import { bytes } from './sizes';

it('a list is read line by line and leaves blank lines out', () => {
  expect(splitList(' 网断了 \n\n没网，怎么办\n')).toEqual(['网断了', '没网，怎么办']);
});
it('a short list is parted by commas of either kind', () => {
  expect(splitList('北京，上海, 广州、深圳', true)).toEqual(['北京', '上海', '广州', '深圳']);
  expect(joinList(['北京', '上海'], true)).toBe('北京，上海');
});
it('sizes are said in the unit that fits', () => {
  expect([bytes(812), bytes(1536), bytes(48_213), bytes(1_202_133)]).toEqual(['812 B', '1.5 KB', '47 KB', '1.1 MB']);
});
