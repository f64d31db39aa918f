import { expect, it } from 'vitest';
import type { ShiftChange } from '../../api/types';
import { kindOf, momentOf, revisionOf, sinceOf, split, waits } from './changes';

const change = (part: Partial<ShiftChange>): ShiftChange => ({
  entry: 1,
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
  ...part,
});

it('an entry is new, revised or ended, and what ended is acknowledged by its last revision', () => {
  expect([{ before: null, now: 1 }, { before: 1, now: 2 }, { before: 2, now: null }].map(kindOf)).toEqual([
    'new',
    'revised',
    'ended',
  ]);
  expect(revisionOf({ before: 2, now: null })).toBe(2);
});
it('only a change of substance waits for an acknowledgement', () => {
  const all = [change({}), change({ substantial: false }), change({ acknowledged: true })];
  expect(all.map(waits)).toEqual([true, false, false]);
  expect(split(all).main).toHaveLength(2);
  expect(split(all).minor).toHaveLength(1);
});
it('the beginning is the last shift unless another one is named', () => {
  const now = new Date('2026-11-22T15:30:00+08:00');
  expect(sinceOf('yesterday')).toBe('last');
  expect(momentOf('last', now)).toBeNull();
  expect(momentOf('', now)).toBeNull();
  expect(sinceOf('2026-11-22T08:00:00Z')).toBeNull();
  expect(momentOf('2026-11-22T08:00:00Z', now)).toBe('2026-11-22T08:00:00Z');
  expect(momentOf('today', now)).toBe('2026-11-21T16:00:00.000Z');
  expect(momentOf('week', now)).toBe('2026-11-15T07:30:00.000Z');
});
