import { expect, it, vi } from 'vitest';
import { NETWORK, Problem } from '../../api/problem';
import { sendAll, waitsAlready, type Made, type OutboxStore, type Waiting } from './outbox';

const waiting = (key: string, at: string, person = 'agent'): Waiting => ({
  key,
  person,
  at,
  kind: 'question',
  path: '/questions',
  body: { text: key },
  about: '',
  text: key,
});
function storeOf(...rows: Waiting[]): OutboxStore & { rows: Map<string, Waiting> } {
  const kept = new Map(rows.map((one) => [one.key, one]));
  return {
    rows: kept,
    waiting: async (person) => [...kept.values()].filter((one) => one.person === person).sort((a, b) => (a.at < b.at ? -1 : 1)),
    putWaiting: async (one) => void kept.set(one.key, one),
    dropWaiting: async (key) => void kept.delete(key),
  };
}
const made: Made = { id: 7, department: '网络部' };

it('sends the oldest first, and of this person alone', async () => {
  const store = storeOf(waiting('b', '2'), waiting('a', '1'), waiting('c', '0', 'other'));
  const sent: string[] = [];
  const tell = vi.fn();
  await sendAll('agent', store, async ({ key }) => (sent.push(key), made), tell);
  expect([sent, [...store.rows.keys()], tell.mock.calls.length]).toEqual([['a', 'b'], ['c'], 2]);
});

it('keeps what is refused with the reason, and goes on', async () => {
  const store = storeOf(waiting('a', '1'), waiting('b', '2'));
  const told: [string, Made | null][] = [];
  const send = async ({ key }: Waiting): Promise<Made> => {
    if (key === 'a') throw new Problem(422, 'too_long', '', '太长');
    return made;
  };
  await sendAll('agent', store, send, (one, outcome) => told.push([one.key, outcome]));
  expect(told).toEqual([['a', null], ['b', made]]);
  expect([...store.rows.values()].map(({ key, refused }) => [key, refused])).toEqual([['a', '太长']]);
  const again = vi.fn();
  await sendAll('agent', store, again, () => undefined);
  expect(again, 'what was refused is not tried by itself').not.toHaveBeenCalled();
});

it.each([
  ['the server is gone again', new Problem(0, NETWORK, '', '')],
  ['a gateway has no server', new Problem(502, 'http_502', '', '')],
  ['the person did not sign in', new Problem(401, 'signed_out', '', '')],
  ['there is too much at once', new Problem(429, 'throttled', '', '')],
])('stops and keeps everything when %s', async (_why, problem) => {
  const store = storeOf(waiting('a', '1'), waiting('b', '2'));
  const send = vi.fn().mockRejectedValue(problem);
  await expect(sendAll('agent', store, send, () => undefined)).rejects.toBe(problem);
  expect([send.mock.calls.length, [...store.rows.values()].map(({ refused }) => refused)]).toEqual([1, [undefined, undefined]]);
});

it('keeps the same words once, until they were refused', () => {
  const row = { ...waiting('a', '1'), body: { text: '怎么关', search: 's1', callback: '王' } };
  const again = (body: object): boolean => waitsAlready([row], { ...row, body });
  expect(again({ callback: '王', text: '怎么关', search: 's2' })).toBe(true);
  expect(again({ text: '怎么关', callback: '李' })).toBe(false);
  expect(waitsAlready([{ ...row, refused: '太长' }], row)).toBe(false);
  expect(waitsAlready([{ ...row, path: '/entries/1/feedback' }], row)).toBe(false);
  expect(waitsAlready([{ ...row, kind: 'used' }], { ...row, kind: 'used' })).toBe(false);
});
