import { expect, it } from 'vitest';
import { stepTo } from './tabs';

it('arrows go round the row, Home and End to its ends, other keys nowhere', () => {
  const keys = ['touched', 'checks', 'grounds'];
  expect(stepTo('ArrowRight', keys, 'touched')).toBe('checks');
  expect(stepTo('ArrowRight', keys, 'grounds')).toBe('touched');
  expect(stepTo('ArrowLeft', keys, 'touched')).toBe('grounds');
  expect(stepTo('Home', keys, 'checks')).toBe('touched');
  expect(stepTo('End', keys, 'checks')).toBe('grounds');
  expect(stepTo('a', keys, 'checks')).toBeNull();
  expect(stepTo('ArrowRight', [], 'checks')).toBeNull();
});
