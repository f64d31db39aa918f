import { expect, it } from 'vitest';
import { useOnceKey } from './once_key';

it('a repeat has the same key, another text and another act have their own', () => {
  let count = 0;
  const once = useOnceKey(() => `k${++count}`);
  expect([once.keyFor({ text: 'a' }), once.keyFor({ text: 'a' }), once.keyFor({ text: 'b' })]).toEqual([
    'k1',
    'k1',
    'k2',
  ]);
  once.begin();
  expect(once.keyFor({ text: 'b' })).toBe('k3');
});
