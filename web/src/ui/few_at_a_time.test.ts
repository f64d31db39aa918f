import { expect, it } from 'vitest';
import { fewAtATime } from './few_at_a_time';

it('all are done, in order, and never more than a few at a time', async () => {
  const [begun, waiting]: [number[], (() => void)[]] = [[], []];
  let most = 0;
  const done = fewAtATime([1, 2, 3, 4, 5], 2, async (one) => {
    begun.push(one);
    await new Promise<void>((then) => waiting.push(then));
  });
  while (begun.length < 5 || waiting.length) {
    most = Math.max(most, waiting.length);
    waiting.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(await done).toEqual([]);
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5], 2]);
});
it('one that fails is told and does not keep the rest', async () => {
  const done: number[] = [];
  const failed = await fewAtATime([1, 2, 3, 4], 3, async (one) => {
    if (one % 2) throw new Error(`${one}`);
    done.push(one);
  });
  expect(done).toEqual([2, 4]);
  expect(failed.map(({ one, error }) => [one, (error as Error).message])).toEqual([
    [1, '1'],
    [3, '3'],
  ]);
});
it('nothing is nothing', async () => {
  expect(await fewAtATime([], 3, async () => undefined)).toEqual([]);
});
