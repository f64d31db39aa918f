// English, continued: what is the agent's own, the handover, what was seen, skill groups.
import type { ownDesks as zhDesks, ownKinds as zhKinds, ownVerbs as zhVerbs, ownWork as zhWork } from './zh_desk';
import { searchWords, wordDesks, wordKinds, wordVerbs } from './en_search_words';

import { audit, auditVerbs } from './en_audit';
import { inquiry } from './en_inquiry';
import { reports } from './en_reports';
import { retention } from './en_retention';
import { offline } from './en_offline';

const s = (n: number): string => (n === 1 ? '' : 's');

export const ownDesks: typeof zhDesks = { shift: 'Handover', exposures: 'Seen', 'skill-groups': 'Skill groups', rest: 'More', reports: 'Audit reports', audit: 'Inquiry', retention: 'Retention', ...wordDesks };

export const ownWork: typeof zhWork = {
  audit,
  inquiry,
  reports,
  retention,
  offline,
  searchWords,
  call: { on: 'Call', end: 'End', number: (id) => `Call ${id}` },
  mine: {
    title: 'My desk', favourites: 'Favourites', recent: 'Used lately', mostUsed: 'Used most in the group today', subscriptions: 'Subscriptions',
    noFavourites: 'Open an answer and press Alt+F: it is kept here.', noRecent: 'Answers that you open, copy or read out come here.',
    noMostUsed: 'The group has used no answer today.', noSubscriptions: 'Subscribe to an entry or a catalogue node: its changes come to the handover.',
    uncategorised: 'Without a category', times: (n) => `${n} time${s(n)}`, ended: 'withdrawn', node: 'Catalogue', hint: 'Alt+F comes here, ↑ ↓ choose, Enter opens, Esc goes back to the search box',
    favourite: 'Favourite', favourited: 'Favourite', unfavourite: 'No favourite any more', category: 'Category', categoryHint: 'Category, may be empty; Enter keeps, Esc leaves',
    keep: 'Keep', kept: (category) => (category ? `Kept under “${category}”` : 'Kept'), dropped: 'No favourite any more',
    subscribe: 'Subscribe', subscribed: 'Subscribed', subscribeNode: 'Subscribe to node', subscribedNode: 'Node subscribed', subscribeWhy: 'Tell me in the handover when this changes',
    subscribeNodeWhy: (path) => `Tell me in the handover when anything in “${path}” changes`, nowSubscribed: 'Subscribed; changes come to the handover', unsubscribed: 'No longer subscribed',
    key: 'Keep as a favourite / go to my desk', notNow: 'Nothing answers for this entry now.', waiting: (n) => `${n} change${s(n)} since your last shift to acknowledge`, look: 'Look',
    group: 'Group filters', groupOff: 'Without the group’s filters (until you sign out)', groupOn: (group) => `Only what concerns “${group}”`,
  },
  shift: {
    title: 'Handover', why: 'Only what changed: answers that concern you, and where they differ from that moment.', waiting: (n) => `${n} to acknowledge`, since: 'Since', last: 'last shift', today: 'today', week: '7 days', all: 'What does not concern me, too',
    comparedTo: (t) => `Compared with ${t}`, none: 'Nothing to hand over', noneWhy: 'No answer that concerns you has changed. Choose another beginning, or list every change.',
    new: 'New', revised: 'Revised', ended: 'Ended', ack: 'Understood', acked: 'Acknowledged', ackAll: (n) => `All ${n} understood`,
    minor: (n) => `${n} minor change${s(n)}, nothing to acknowledge`, versions: (a, b) => `v${a} → v${b}`, open: 'Open', noMarks: 'The words are the same; scope, validity or catalogue changed.',
    because: { entry: 'subscribed', node: 'subscribed node', favourite: 'favourite', used: 'used lately', group: 'your group' },
    keyOpen: 'Open on the desk', keyAck: 'Understood', keyMove: 'Previous, next', done: 'All understood',
    keyAckAll: 'All that are shown understood; tries again what failed', ackProgress: (done, of) => `Acknowledging ${done} / ${of}`, refused: (n) => `${n} could not be acknowledged`, again: 'Try again',
  },
  seen: {
    title: 'What was seen', why: 'Answers that were shown, opened and copied, each with its version. Looking at what others saw is journalled.', person: 'Agent (login)', call: 'Call id', at: 'At the moment',
    atWhy: (t) => `This was on the desk at ${t}`, shown: (n, all) => `${n} shown of ${all}`, empty: '(nothing typed)',
    none: 'No records', noneWhy: 'Try other filters.', rank: 'No.', hows: { opened: 'opened', copied: 'copied', read_out: 'read out', left: 'left' },
    open: (n) => (n < 60 ? `open for ${n} s` : `open for ${Math.floor(n / 60)} min ${n % 60} s`), asOf: (t) => `asked for the answers of ${t}`, more: (n) => `${n} more that were only shown`, list: (n) => `List these ${n}`, less: 'Show less', nothing: 'nothing was opened', seq: (n) => `record ${n}`, noAnswers: 'no answer was found', digest: 'Digest',
  },
  groups: {
    title: 'Skill groups', why: 'A desk opens with the filters of its group, and the handover goes by them; every agent can switch them off.', members: (n) => `${n} ${n === 1 ? 'person' : 'people'}`, noFilters: 'no filters', save: 'Save', saved: 'Saved',
    stale: 'Somebody else has just changed the groups; your changes are not saved yet.', takeTheirs: 'Load their changes', keepMine: 'Overwrite with mine', none: 'No skill groups yet', noneWhy: 'They appear here once people belong to one.', free: 'type your own', dirty: 'Changes not saved', any: 'any', undo: 'Undo changes',
  },
  knows: {
    missing: (n) => `${n} have not acknowledged`, all: 'Everybody knows', title: (what) => `Who knows: ${what}`, done: (n) => `${n} acknowledged`, noGroup: 'No group', of: (missing, all) => `${missing} of ${all} missing`,
  },
  minor: { box: 'Minor only: agents need not acknowledge it again', why: 'A misspelling, say. Otherwise every agent acknowledges it at the handover.', badge: 'Minor: not acknowledged again', of: (n) => `${n} of them minor` },
};

export const ownVerbs: typeof zhVerbs = {
  set_favourite: 'kept as a favourite', drop_favourite: 'dropped a favourite', subscribe: 'subscribed', unsubscribe: 'unsubscribed', acknowledge_revision: 'acknowledged a change', leave_answer: 'left an answer',
  read_searches: 'looked at what others saw', edit_skill_groups: 'edited skill groups', ...wordVerbs, ...auditVerbs,
};
export const ownKinds: typeof zhKinds = { searches: 'what was seen', call: 'call', document_number: 'document number', ...wordKinds };
