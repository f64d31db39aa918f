// Where a notice stands in the flow (流程) of eight steps, from the notice and its newest change set. Pure.
import type { ChangeState, NoticeState, PersonRef } from '../api/types';
import type { Messages } from '../app/messages/zh';
import { isAhead } from './stage';
import { moment } from './time';

/** `omitted`: the flow went on without this step. */
export type StepState = 'done' | 'current' | 'todo' | 'stopped' | 'omitted';
export interface Step {
  state: StepState;
  by?: string;
  since?: string;
}
export interface Flow {
  steps: Step[];
  /** 1 to 8: the step that is at work. */
  at: number;
  next: string;
}

export interface FlowNotice {
  state: NoticeState;
  raised_by: PersonRef;
  received_at: string;
  editor: PersonRef | null;
  reviews: { by: PersonRef; at: string }[];
}
export interface FlowChange {
  state: ChangeState;
  department: { name: string };
  created_by: PersonRef;
  created_at: string;
  submitted_at: string | null;
  confirmation?: { by: PersonRef; at: string; voided: boolean } | null;
  published_by?: PersonRef | null;
  published_at?: string | null;
  effective_at: string | null;
}

const AT: Record<ChangeState, number> = {
  draft: 4,
  returned: 4,
  submitted: 5,
  confirmed: 6,
  published: 7,
  unconfirmed: 7,
  withdrawn: 6,
  discarded: 4,
};

const scheduledAt = (change: FlowChange | null, at: Date): string | null =>
  change?.state === 'published' && isAhead(change.effective_at, at) ? change.effective_at : null;

function nextOf(
  notice: FlowNotice | null,
  change: FlowChange | null,
  words: Messages['flow']['next'],
  at: Date,
): string {
  const scheduled = scheduledAt(change, at);
  if (scheduled) return words.goesLive(moment(scheduled));
  if (change) {
    const department = change.department.name;
    const said: Record<ChangeState, string> = {
      draft: words.submit,
      returned: words.rework,
      submitted: words.confirm(department),
      confirmed: words.publish,
      published: words.answer,
      unconfirmed: words.confirmAfter(department),
      withdrawn: words.withdrawn,
      discarded: words.discarded,
    };
    return said[change.state];
  }
  switch (notice?.state) {
    case 'received':
      return words.review;
    case 'returned':
      return words.resend;
    case 'filed':
      return words.filed;
    case 'published':
      return words.answer;
    default:
      return words.draft(notice?.editor?.display_name ?? '');
  }
}

export function flowOf(
  notice: FlowNotice | null,
  change: FlowChange | null,
  words: Messages['flow']['next'],
  now = new Date(),
): Flow {
  const stoppedNotice = notice?.state === 'returned' || notice?.state === 'filed';
  const at = scheduledAt(change, now) ? 6 : change ? AT[change.state] : notice?.state === 'assigned' ? 3 : notice?.state === 'published' ? 7 : 2;
  const stopped = change ? change.state === 'withdrawn' || change.state === 'discarded' : stoppedNotice;
  const steps: Step[] = Array.from({ length: 8 }, (_, i) => {
    if (i + 1 < at) return { state: 'done' };
    if (i + 1 === at) return { state: stopped ? 'stopped' : 'current' };
    return { state: 'todo' };
  });
  const sign = (step: number, by: PersonRef | null | undefined, since: string | null | undefined): void => {
    const one = steps[step - 1];
    if (one && by && since) Object.assign(one, { by: by.display_name, since });
  };
  if (notice) {
    sign(1, notice.raised_by, notice.received_at);
    const review = notice.reviews[notice.reviews.length - 1];
    if (review) sign(2, review.by, review.at);
  }
  // The emergency door passes by review and study, an import even by the notice: what did not happen is not ticked.
  const began = notice ? 1 : 0;
  if (!notice?.reviews.length)
    for (const passed of steps.slice(began, 3)) if (passed.state === 'done') passed.state = 'omitted';
  if (change) {
    sign(4, change.created_by, change.created_at);
    const confirmed = change.confirmation && !change.confirmation.voided ? change.confirmation : null;
    sign(5, confirmed?.by, confirmed?.at);
    // The emergency door: published before it is confirmed.
    const fifth = steps[4];
    if (fifth && change.state === 'unconfirmed') fifth.state = 'current';
    sign(6, change.published_by, change.published_at);
  }
  return { steps, at, next: nextOf(notice, change, words, now) };
}
