import { expect, it } from 'vitest';
import { prefixLines, wrapSelection } from './markdown_marks';

it('bold goes around the selection and comes off again', () => {
  expect(wrapSelection('您好客户', 2, 4, '**')).toEqual({ from: 2, to: 4, insert: '**客户**' });
  expect(wrapSelection('您好**客户**', 2, 8, '**')).toEqual({ from: 2, to: 8, insert: '客户' });
});
it('steps number every line that the selection touches', () => {
  expect(prefixLines('一\n二\n三', 0, 3, (i) => `${i + 1}. `)).toEqual({ from: 0, to: 3, insert: '1. 一\n2. 二' });
});
