import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { session } from '../api/session';
import type { Person } from '../api/types';
import type { FeedRow } from './feed';
import { lateQuestions, useLateQuestions } from './late_questions';

const server = vi.hoisted(() => ({ late: 0, asked: 0, down: false }));
const feed = vi.hoisted(() => ({ tell: (_: FeedRow): void => undefined }));
vi.mock('../api/client', () => ({
  ok: (sent: Promise<unknown>) => sent,
  background: {
    GET: async () => {
      server.asked += 1;
      if (server.down) throw new Error('down');
      return { count: server.late };
    },
  },
}));
vi.mock('./feed', () => ({ useFeed: (tell: (row: FeedRow) => void) => void (feed.tell = tell) }));

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(server, { late: 0, asked: 0, down: false });
  session.person = { name: 'leader' } as Person;
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  session.person = null;
  vi.useRealTimers();
});
const row = (question: number | null): FeedRow => ({ question }) as FeedRow;

it('the feed brings the new count at once, asked for once for all its rows', async () => {
  scope.run(useLateQuestions);
  await vi.advanceTimersByTimeAsync(0);
  expect([lateQuestions.value, server.asked]).toEqual([0, 1]);
  server.late = 2;
  feed.tell(row(null));
  await vi.advanceTimersByTimeAsync(200);
  expect(server.asked).toBe(1);
  feed.tell(row(7));
  feed.tell(row(8));
  await vi.advanceTimersByTimeAsync(200);
  expect([lateQuestions.value, server.asked]).toEqual([2, 2]);
});
it('it is asked again every minute, also after a failure, and ends with its component', async () => {
  server.late = 3;
  server.down = true;
  scope.run(useLateQuestions);
  await vi.advanceTimersByTimeAsync(0);
  expect(lateQuestions.value).toBe(0);
  server.down = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lateQuestions.value).toBe(3);
  scope.stop();
  expect(lateQuestions.value).toBe(0);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.asked).toBe(2);
});
