import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NETWORK, Problem } from '../../api/problem';
import { isUnreachable, lost, reach, whenBack } from './reach';

let answers: (Response | Error)[];
let asked: number[];
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-25T06:00:00Z') });
  answers = [];
  asked = [];
  vi.stubGlobal('fetch', async () => {
    asked.push(Date.now() - reach.lostAt);
    const next = answers.shift() ?? new TypeError('Failed to fetch');
    if (next instanceof Error) throw next;
    return next;
  });
});
afterEach(async () => {
  answers = [new Response('ok\n')];
  await vi.advanceTimersByTimeAsync(60_000);
  reach.backAt = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('no answer and a gateway without one are unreachable; a refusal is not', () => {
  const problem = (status: number, code = 'x') => new Problem(status, code, '', '');
  expect([0, 502, 503, 504].map((status) => isUnreachable(problem(status, NETWORK)))).toEqual([true, true, true, true]);
  expect([400, 401, 403, 404, 409, 429, 500].some((status) => isUnreachable(problem(status)))).toBe(false);
  expect(isUnreachable(problem(0, 'signed_out'))).toBe(false);
});

it('asks with growing pauses, and tells when the server is back', async () => {
  const told = vi.fn();
  const stop = whenBack(told);
  lost();
  await vi.advanceTimersByTimeAsync(30_500);
  expect(asked).toEqual([2_000, 5_000, 10_000, 18_000, 30_000]);
  answers = [new Response('<html>log in</html>'), new Response('ok\n', { status: 502 }), new Response('ok\n')];
  await vi.advanceTimersByTimeAsync(24_500);
  expect([reach.offline, told.mock.calls.length]).toEqual([true, 0]);
  await vi.advanceTimersByTimeAsync(12_000);
  expect([reach.offline, told.mock.calls.length]).toEqual([false, 1]);
  stop();
});

it('does not hammer a server that comes and goes', async () => {
  lost();
  answers = [new Response('ok\n')];
  await vi.advanceTimersByTimeAsync(2_000);
  expect(reach.offline).toBe(false);
  lost();
  asked = [];
  await vi.advanceTimersByTimeAsync(2_900);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toHaveLength(1);
});
