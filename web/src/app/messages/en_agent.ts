// English, continued: what changes on the agent's desk.
import type { live as zh } from './zh_agent';

export const live: typeof zh = {
  readBulletin: 'Read the first bulletin (Enter acknowledges)', toBox: 'Back to the search box',
  unreadBulletins: (n) => `${n} bulletins to read: scroll down`, endedNotCopied: 'This answer has just ended and was not copied. Search again.', asOfStamp: (t) => `as of ${t}`, knownStamp: (t) => `as known at ${t}`, away: (t, known) => `These are the answers${t && ` of ${t},`} as known at ${known}. Do not read them to a customer now.`,
  copiedPast: 'It is a past wording: not for a customer of today.', copiedOld: 'There is a new wording (Alt+N takes it); what was copied is the old one.', readOld: 'Recorded, but it is the old wording: see the strip above.',
  changedNow: (from, to) => `This answer was revised a moment ago (v${from} → v${to}); use the new wording`,
  goneNow: 'This answer was withdrawn a moment ago; do not read it out', takeNew: 'Show the new wording',
  searchAgain: 'Search again', take: 'Show the wording that was just revised',
  noWords: 'No words to read', changedAt: (t, from, to) => `Changed ${t} (v${from} → v${to})`, willChange: 'What will differ',
  beside: {
    title: 'Original', region: (name) => `Original: ${name}`, which: 'Choose an original (← →)', openIt: (name) => `Open the original ${name}`, download: 'Download', close: 'Close',
    cited: (n) => (n === 1 ? 'The passage that the script rests on is marked' : `${n} passages that the script rests on are marked`),
    inNotice: 'The script rests on the text of the notice:', picture: 'A picture: no text can be read out of it.',
  },
  wider: {
    total: (n, exact) => `${exact ? '' : 'about '}${n} without filters`, look: 'Without filters', back: 'Unfiltered this once: filter again',
    key: 'This once without filters / with them again',
  },
  list: {
    compact: 'Compact', whole: 'Whole', key: 'List: whole scripts / compact', more: 'All of it', keyMore: 'All of the selected answer / less',
    keyPage: 'Page the list down, up (PageUp)',
  },
};
