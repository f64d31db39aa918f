import { expect, it } from 'vitest';
import { seenOf, short } from './exposures';

const shown = [
  { entry: 1, revision: 2, title: '一', digest: 'aaaaaaaaaaaa' },
  { entry: 2, revision: 1, title: '二', digest: 'bbbbbbbbbbbb' },
];
const act = (entry: number, how: 'opened' | 'copied' | 'left', journal_seq: number, seconds: number | null = null) => ({
  how,
  at: '2026-11-22T06:03:00Z',
  entry,
  revision: entry === 1 ? 2 : 1,
  digest: 'd'.repeat(64),
  seconds,
  journal_seq,
});

it('what was done with an answer stands with it, and the time adds up', () => {
  const { used, shown: rest } = seenOf({
    shown,
    acts: [act(2, 'left', 12, 17), act(2, 'opened', 10), act(2, 'left', 14, 3)],
  });
  expect(used.map(({ rank, entry, seconds, acts }) => [rank, entry, seconds, acts.map(({ how }) => how)])).toEqual([
    [2, 2, 20, ['opened', 'left', 'left']],
  ]);
  expect(rest.map(({ entry }) => entry)).toEqual([1]);
});
it('what is not in the list any more is named by its number', () => {
  const { used } = seenOf({ shown: [], acts: [act(7, 'copied', 3)] });
  expect(used[0]).toMatchObject({ rank: null, title: 'K7' });
});
it('a digest is told by its beginning', () => expect(short('sha256:0123456789ab')).toBe('01234567'));
