import { expect, it } from 'vitest';
import { fitting } from './fold';

it('what fits needs no fold', () => {
  expect(fitting([60, 70, 80], 210, 50)).toBe(3);
  expect(fitting([], 0, 50)).toBe(0);
});
it('one that does not fit makes room for the fold, too', () => {
  expect(fitting([60, 70, 80], 209, 50)).toBe(2);
  expect(fitting([60, 70, 80], 150, 50)).toBe(1);
  expect(fitting([60, 70, 80], 100, 50)).toBe(0);
});
