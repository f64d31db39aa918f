import { expect, it } from 'vitest';
import type { NoticeSummary } from '../../api/types';
import { inOrder } from './queue';

const at = new Date('2026-11-25T12:00:00+08:00');
const one = (id: number, urgency: NoticeSummary['urgency'], received: string, due: string): NoticeSummary =>
  ({ id, urgency, received_at: received, stage: { name: 'review', since: received, due } }) as NoticeSummary;

it('late ones come first, then by urgency, then by age', () => {
  const list = [
    one(1, 'normal', '2026-11-25T09:00:00+08:00', '2026-11-26T09:00:00+08:00'),
    one(2, 'normal', '2026-11-25T08:00:00+08:00', '2026-11-26T08:00:00+08:00'),
    one(3, 'urgent', '2026-11-25T10:00:00+08:00', '2026-11-25T14:00:00+08:00'),
    one(4, 'normal', '2026-11-24T08:00:00+08:00', '2026-11-25T08:00:00+08:00'),
  ];
  expect(inOrder(list, at).map(({ id }) => id)).toEqual([4, 3, 2, 1]);
});
