// What each state means in the four meanings of the pages.
import type { ChangeState, EntryState, NoticeState, Standing, Urgency } from '../api/types';
import type { Tone } from './Badge.vue';
import type { IconName } from './Icon.vue';

export const noticeTone: Record<NoticeState, Tone> = {
  received: 'coming',
  returned: 'bad',
  filed: 'plain',
  assigned: 'coming',
  published: 'good',
};
export const changeTone: Record<ChangeState, Tone> = {
  draft: 'plain',
  submitted: 'coming',
  returned: 'bad',
  confirmed: 'good',
  published: 'good',
  unconfirmed: 'warn',
  withdrawn: 'bad',
  discarded: 'bad',
};
export const entryTone: Record<EntryState, Tone> = { in_force: 'good', scheduled: 'coming', ended: 'bad' };
export const standingTone: Record<Standing, Tone> = { confirmed: 'good', unconfirmed: 'warn', imported: 'plain' };
export const urgencyTone: Record<Urgency, Tone> = { normal: 'plain', urgent: 'warn', emergency: 'bad' };
export const changeIcon: Partial<Record<ChangeState, IconName>> = { returned: 'back', withdrawn: 'back' };

export const NOTICE_STATES: NoticeState[] = ['received', 'assigned', 'returned', 'published', 'filed'];
export const CHANGE_STATES: ChangeState[] = [
  'draft',
  'submitted',
  'returned',
  'confirmed',
  'unconfirmed',
  'published',
  'withdrawn',
  'discarded',
];
export const ENTRY_STATES: EntryState[] = ['in_force', 'scheduled', 'ended'];
export const URGENCIES: Urgency[] = ['normal', 'urgent', 'emergency'];
