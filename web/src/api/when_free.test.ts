import { expect, test } from 'vitest';
import { Problem } from './problem';
import { whenFree } from './when_free';

const busy = new Problem(503, 'extraction_busy', '', '正在读取的文件太多');

test('asks again, after longer and longer, while every reader is taken', async () => {
  const waits: number[] = [];
  let asked = 0;
  const ask = async (): Promise<string> => {
    asked += 1;
    if (asked < 4) throw busy;
    return '读到了';
  };
  expect(await whenFree(ask, async (ms) => void waits.push(ms))).toBe('读到了');
  expect(waits).toEqual([500, 1_000, 2_000]);
});

test('passes on every other failure at once, and the busy one in the end', async () => {
  let asked = 0;
  const failing = (problem: Problem) => async (): Promise<never> => {
    asked += 1;
    throw problem;
  };
  await expect(
    whenFree(failing(new Problem(413, 'original_too_large', '', '')), async () => undefined),
  ).rejects.toThrow();
  expect(asked).toBe(1);
  await expect(whenFree(failing(busy), async () => undefined)).rejects.toBe(busy);
  expect(asked).toBe(10);
});
