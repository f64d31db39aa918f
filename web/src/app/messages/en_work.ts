// English, continued: what editors, directors and whoever verifies read beside their forms.
import type { Messages } from './zh';

export const work: Pick<Messages, 'stage' | 'link' | 'care' | 'touched' | 'rules' | 'grounds'> = {
  grounds: {
    title: 'Grounds', notice: 'Text of the notice', open: (n) => `${n} without ground`, all: 'Every sentence has one',
    none: 'Nothing in what came in says so.', take: 'Take this passage', marked: 'Use what is marked on the left',
    drop: 'Take away', markFirst: 'Mark a passage in what came in, on the left, first.',
  },
  stage: {
    name: {
      review: 'Awaits review', resend: 'To be sent again', draft: 'Being drafted', confirm: 'Awaits confirmation',
      publish: 'To be published', done: 'Done',
    },
    late: (t) => `${t} late`, left: (t) => `${t} left`, since: (t) => `since ${t}`, onlyLate: 'Late only',
    minutes: (n) => `${n} min`, hours: (n) => `${n} h`, days: (n) => `${n} d`, title: 'Stage',
  },
  link: {
    title: 'Confirm a change set', button: 'Confirmation link', issueTitle: 'A link for a department without an account',
    issue: 'Make the link', copy: 'Copy the link', copied: 'Link copied',
    why: (d) => `Whoever confirms for ${d} reads this change set, its notice and originals, and confirms or returns it once; nothing else. For whom it is and how it reaches them stands in the journal.`,
    name: 'Name of who confirms', contact: 'How it reaches them', contactHint: 'telephone, messenger or mail',
    until: 'Until', week: '7 days', needed: 'Enter the name and how it reaches them.',
    made: (who, t) => `For ${who}, until ${t} or until it was used. The link is shown this once.`,
  },
  care: {
    title: 'Verification', queue: 'Entries to verify', owner: 'Looked after by', last: 'Last verified',
    next: 'Next check', never: 'none needed', overdue: 'Check overdue', valid: 'Verified', soon: 'Due within 30 days',
    mine: 'Mine only', emptyTitle: 'Nothing to verify',
    emptyWhy: 'An entry appears here on the day of its check; agents then see that it is overdue.',
    verify: (n) => `v${n} is still right`, verified: 'Verified', change: 'Change owner or date', saved: 'Saved',
    rules: 'Rules', interval: 'Days from a publication or check to the next one (0: no checks)',
    withdrawAfter: 'Days overdue after which it is withdrawn (0: never)',
    rulesWhy: 'Agents stop finding what is withdrawn at once; it stands in the journal. A new publication brings it back.',
  },
  touched: {
    title: 'Entries that the notice touches', none: 'No other entry was found to be concerned by this notice.',
    left: (n) => `${n} to be decided`, done: 'All decided',
    why: 'Found by the words of the notice and by what it repeals. Decide on each: keep, revise or retire.',
    repealed: (d) => `Rests on ${d}, which is repealed`, passage: 'Notice',
    foreign: (d) => `Belongs to ${d}; only its notices can change it`, undecided: 'Undecided', keep: 'Keep',
    kept: 'Stays', revise: 'Revise', retire: 'Retire', reason: 'Why it stays',
    reasonHint: 'such as: not affected by this change', save: 'Keep as it is', undo: 'Decide again',
    needReason: 'Say why it stays.', blocking: (n) => `${n} entries that the notice touches are undecided.`,
    ask: 'Entries found', likely: (n) => `${n}% alike`,
  },
  rules: {
    title: 'Rules of the checks',
    why: 'What editors are told while they write; nothing of it stops anybody. A change holds for everybody at once and stands in the journal. 0 turns a rule off.',
    sentence_longest: 'Longest sentence, characters', characters_per_minute: 'Reading speed, characters a minute',
    brief_seconds: 'Longest 10-second wording, seconds', script_seconds: 'Longest script, seconds',
    questions_fewest: 'Fewest other ways of asking', duplicate_percent: 'A question counts as the same from, percent',
    conflicts: 'Amounts, rates, dates, times and numbers to call that another entry in force contradicts',
    links: 'Links to entries that do not exist or are not in force', jargon: 'Jargon and plain words',
    jargonHint: 'one a line: jargon = plain words', banned: 'Banned phrases',
    bannedHint: 'one a line: phrase = why (may be left out)', saved: 'Rules saved',
    by: (who, at) => `changed by ${who}, ${at}`, standard: 'Nobody has changed them: the rules as delivered.',
    noPlain: (line) => `'${line}' lacks its plain words; write: jargon = plain words.`,
    readOnly: 'Only editors and directors can change them.',
  },
};
