// The order of the director's queue. Pure.
import type { NoticeSummary } from '../../api/types';
import { isLate } from '../../ui/stage';

const WEIGHT = { emergency: 0, urgent: 1, normal: 2 };

/** Late ones first, then the most urgent, and of those the one that has waited longest. */
export function inOrder(list: readonly NoticeSummary[], at: Date): NoticeSummary[] {
  const late = (one: NoticeSummary): number => (isLate(one.stage, at) ? 0 : 1);
  return [...list].sort(
    (a, b) =>
      late(a) - late(b) ||
      WEIGHT[a.urgency] - WEIGHT[b.urgency] ||
      Date.parse(a.received_at) - Date.parse(b.received_at),
  );
}
