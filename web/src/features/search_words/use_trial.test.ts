import { beforeEach, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import { Problem } from '../../api/problem';
import type { GoldenMove, SearchTrial, SearchTrialForm } from '../../api/types';
import { useTrial, type TrialWork } from './use_trial';

const figures = { kept: 1, hit1: 1, hit3: 1, mrr: 1 };
const trial = (...losses: number[]): SearchTrial => ({
  golden: 2,
  before: figures,
  after: figures,
  gains: [],
  losses: losses.map((golden) => ({ golden }) as GoldenMove),
  queries: [],
  took_ms: 3,
});
const asked: SearchTrialForm[] = [];
let answers: (SearchTrial | Error)[] = [];
vi.mock('../../api/client', () => ({
  ok: (sent: Promise<unknown>) => sent,
  api: {
    POST: (path: string, { body }: { body: SearchTrialForm }) => {
      expect(path).toBe('/search-trials');
      asked.push(body);
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  },
}));
const send = vi.fn<(acceptLosses: boolean) => Promise<void>>();
const done = vi.fn();
const reread = vi.fn(() => Promise.resolve());
beforeEach(() => {
  asked.length = 0;
  answers = [];
  send.mockReset().mockResolvedValue();
  done.mockReset();
  reread.mockClear();
});
function begin(): { word: { value: string | null }; work: TrialWork } {
  const word = ref<string | null>('断网');
  const body = (): SearchTrialForm | null => (word.value === null ? null : { add_words: [word.value] });
  return { word, work: useTrial({ body, send, done, reread }) };
}

it('is tried first, and goes live with the next press', async () => {
  const { work } = begin();
  answers = [trial()];
  await work.press();
  expect([asked, work.next.value, send.mock.calls]).toEqual([[{ add_words: ['断网'] }], 'live', []]);
  await work.press();
  expect([send.mock.calls, done.mock.calls.length]).toEqual([[[false]], 1]);
});
it('what was changed after the trial is tried again', async () => {
  const { word, work } = begin();
  answers = [trial(1), trial()];
  await work.press();
  work.accepted.value = true;
  word.value = '掉线';
  expect([work.fresh.value, work.next.value]).toEqual([false, 'try']);
  await work.press();
  expect([asked.length, work.accepted.value, work.next.value]).toEqual([2, false, 'live']);
});
it('losses have to be accepted, and that is said', async () => {
  const { work } = begin();
  answers = [trial(4, 5)];
  await work.press();
  expect([work.losses.value, work.next.value]).toEqual([2, 'accept']);
  await work.press();
  expect(send).not.toHaveBeenCalled();
  work.accepted.value = true;
  await work.press();
  expect(send.mock.calls).toEqual([[true]]);
});
it('losses that came meanwhile are tried again and shown, nothing is live, nothing is lost', async () => {
  const { word, work } = begin();
  answers = [trial(), trial(9)];
  await work.press();
  send.mockRejectedValueOnce(new Problem(409, 'golden_losses', '', ''));
  await work.press();
  expect([work.outrun.value, work.losses.value, work.next.value]).toEqual([true, 1, 'accept']);
  expect([word.value, done.mock.calls.length, work.problem.value]).toEqual(['断网', 0, null]);
  work.accepted.value = true;
  await work.press();
  expect([send.mock.calls.at(-1), done.mock.calls.length]).toEqual([[true], 1]);
});
it('what somebody else changed is fetched, and has to be tried anew', async () => {
  const { work } = begin();
  for (const problem of [new Problem(412, 'stale_version', '', ''), new Problem(409, 'wrong_state', '', '')]) {
    answers = [trial()];
    await work.press();
    send.mockRejectedValueOnce(problem);
    await work.press();
    expect([work.stale.value, work.next.value, work.problem.value]).toEqual([true, 'try', null]);
  }
  expect([reread.mock.calls.length, done.mock.calls.length]).toEqual([2, 0]);
});
it('what changes no search goes live at once', async () => {
  const { word, work } = begin();
  word.value = null;
  expect(work.next.value).toBe('live');
  await work.press();
  expect([asked, send.mock.calls, done.mock.calls.length]).toEqual([[], [[false]], 1]);
});
it('a trial that failed is told, and nothing goes live without one', async () => {
  const { work } = begin();
  answers = [new Problem(0, 'network', '', '')];
  await work.press();
  expect([work.problem.value?.code, work.next.value]).toEqual(['network', 'try']);
  expect(send).not.toHaveBeenCalled();
});
it('another refusal stays on the page with what was tried', async () => {
  const { work } = begin();
  answers = [trial()];
  await work.press();
  send.mockRejectedValueOnce(new Problem(422, 'invalid_input', '', ''));
  await work.press();
  expect([work.problem.value?.code, work.fresh.value, done.mock.calls.length]).toEqual(['invalid_input', true, 0]);
});
