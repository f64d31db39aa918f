import { expect, it } from 'vitest';
import { Problem } from '../../api/problem';
import type { ShiftChange } from '../../api/types';
import { useAcknowledging } from './use_acknowledging';

const change = (entry: number): ShiftChange => ({
  entry,
  title: '',
  before: 1,
  now: 2,
  at: '2026-11-22T08:00:00Z',
  substantial: true,
  acknowledged: false,
  unconfirmed: false,
  because: [],
  brief: '',
  script: '',
  fields: [],
});
const all = [1, 2, 3, 4, 5, 6].map(change);
const problem = (status: number): Problem => new Problem(status, `s${status}`, '', '');

it('all are acknowledged together, and the page knows it without asking', async () => {
  const sent: number[] = [];
  let [on, most] = [0, 0];
  const acts = useAcknowledging(async ({ entry }) => {
    most = Math.max(most, ++on);
    await Promise.resolve();
    on -= 1;
    sent.push(entry);
  });
  await acts.all(all);
  expect([sent.sort(), most]).toEqual([[1, 2, 3, 4, 5, 6], 4]);
  expect(all.every((one) => acts.asKnown(one).acknowledged)).toBe(true);
  expect([acts.progress.value, acts.refused.value]).toEqual([null, []]);
});
it('what may pass is tried once more, what is refused is told with its reason', async () => {
  const tried = new Map<number, number>();
  const acts = useAcknowledging(async ({ entry }) => {
    const times = (tried.get(entry) ?? 0) + 1;
    tried.set(entry, times);
    if (entry === 2 && times === 1) throw problem(503);
    if (entry === 3) throw problem(409);
    if (entry === 4) throw problem(0);
  });
  await acts.all(all);
  expect([...tried].sort()).toEqual([[1, 1], [2, 2], [3, 1], [4, 2], [5, 1], [6, 1]]);
  expect(acts.refused.value.map((one) => [one.change.entry, one.problem.status])).toEqual([[3, 409], [4, 0]]);
  expect(acts.asKnown(all[1]!).acknowledged).toBe(true);
});
it('nothing is tried again when nothing came through, and the next act takes the failures off', async () => {
  let up = false;
  let sent = 0;
  const acts = useAcknowledging(async () => {
    sent += 1;
    if (!up) throw problem(0);
  });
  await acts.all(all);
  expect([sent, acts.refused.value.length]).toEqual([6, 6]);
  up = true;
  await acts.one(all[0]!);
  expect(acts.refused.value).toHaveLength(5);
  await acts.all(all.map(acts.asKnown));
  expect([sent, acts.refused.value]).toEqual([12, []]);
});
