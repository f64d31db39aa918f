// English, continued: the words of search, pins and bans, golden queries, and the trial before a change.
import type { searchWords as zh, wordDesks as zhDesks, wordKinds as zhKinds, wordVerbs as zhVerbs } from './zh_search_words';

const s = (n: number): string => (n === 1 ? '' : 's');
const rank = (n: number | null): string => (n === null ? 'not in 20' : `no. ${n}`);

export const searchWords: typeof zh = {
  title: 'Search words', why: 'How what customers say meets the entries, and which answer comes first for which question; in effect within a second. Every change is tried first: see what gains and what loses, then make it live.',
  readOnly: 'You can read this; editors, directors and administrators change it.', tabs: { synonyms: 'Synonyms', rules: 'Pins and bans', words: 'Words', golden: 'Golden queries' },
  filter: 'Filter', find: 'Find', state: 'State', all: 'All', add: 'Add', change: 'Change', remove: 'Remove',
  keys: { move: 'Previous, next', add: 'Add', approve: 'Approve', decline: 'Decline', change: 'Change', remove: 'Remove', mine: 'Look for new synonyms' },
  synonyms: {
    states: { proposed: 'Proposed', active: 'In use', declined: 'Declined' }, none: 'No synonyms', noneWhy: 'Where customers and entries use different words, they are matched here; the program also looks for pairs in wordings and searches.', noMatch: 'No synonym matches the filter',
    mine: 'Look for new ones', mining: 'Looking…', mined: (n) => (n ? `${n} new pair${s(n)} to decide on` : 'Nothing new found'), minedWhy: (known, left) => [known && `${known} were decided before`, left && `${left} more; look again for them`].filter(Boolean).join(', '),
    from: 'What customers say', to: 'What the entries say', toHint: 'One a line, at most 20', bothWays: 'Both ways', bothWaysHint: 'Off: what customers say finds what the entries say, not the other way round',
    oneWay: 'one way', approve: 'Approve', decline: 'Decline', origins: { person: 'by a person', variants: 'from question variants', unanswered: 'from searches in vain', reworded: 'from reworded searches' },
    evidence: (times, entries, people) => [`${times} time${s(times)}`, entries && `${entries} entr${entries === 1 ? 'y' : 'ies'}`, people && `${people} ${people === 1 ? 'person' : 'people'}`].filter(Boolean).join(', '),
    examples: (n) => `${n} example${s(n)}`, becomes: 'is',
  },
  rules: {
    kinds: { pin: 'Pin', ban: 'Ban' }, kind: 'What', states: { active: 'Active', scheduled: 'Scheduled', ended: 'Ended' }, none: 'No pins and bans', noneWhy: 'For a while, let one question bring one answer first, or keep an answer out that does not belong there.', noMatch: 'No rule matches the filter',
    queries: 'Customers search', queriesHint: 'One a line, at most 20; width, case and blanks do not matter', match: 'Matches', matches: { exact: 'the whole query', contains: 'anywhere in the query' }, entry: 'Entry', choose: 'Choose an entry', chooseOther: 'Choose another', pickTitle: 'Choose an entry',
    position: 'Place', at: (n) => `place ${n}`, banned: 'not shown', from: 'From', to: 'Until', fromHint: 'Empty: at once', toHint: 'Empty: for good', always: 'for good', note: 'Why', noteHint: 'For whoever reads the rule next',
    inactive: { ended: 'Its entry has ended: the rule does nothing', scheduled: 'Its entry is not in force yet: the rule does nothing so far', in_force: '' }, pinned: 'Pinned', pinnedWhy: 'A rule of the editors put it here',
  },
  words: { none: 'No words', noneWhy: 'Words that mean something else in pieces; those added here are kept whole by search.', noMatch: 'No such word', add: 'Add words', field: 'Words', hint: 'One a line, at most 1000 at once', count: (n) => `${n} word${s(n)}`, more: (n) => `Show ${n} more` },
  golden: {
    none: 'No golden queries', noneWhy: 'Write down the questions that have to be answered right, with their answers. Every change of synonyms, pins and words is then checked against them.', noMatch: 'No golden query matches the filter', add: 'Add a golden query', text: 'What customers search', answer: 'Answer', within: 'Among the first', withinHint: '1 to 20',
    place: 'Now', kept: 'kept', out: 'out of place', missing: 'not found', rank, demand: (n) => `among the first ${n}`, onlyNeed: 'Only those out of place', added: 'Added; the next one may follow', addedCount: (n) => `${n} added`, figures: 'Overall',
    look: 'Search it', needText: 'Write what customers search.', needEntry: 'Choose the answer.', done: 'Done',
  },
  figures: { kept: 'Kept', hit1: 'First', hit3: 'First three', mrr: 'Mean of 1/rank', of: (n, all) => `${n} / ${all}` },
  trial: {
    title: 'Trial', none: 'Not tried yet.', noneWhy: 'Ctrl+Enter tries it: live searches are not touched.', running: 'Trying…', old: 'The form was changed: try again.', ran: (golden, ms) => `${golden} golden quer${golden === 1 ? 'y' : 'ies'} tried in ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`,
    asOf: (t) => `tried as of its beginning (${t})`, gains: (n) => `${n} gain${n === 1 ? 's' : ''}`, losses: (n) => `${n} lose${n === 1 ? 's' : ''}`, same: 'No golden query moves', noGolden: 'There are no golden queries yet: what else this changes cannot be seen.', addGolden: 'Add golden queries',
    rank, better: 'gains', worse: 'loses', leaves: (n) => `leaves the first ${n}`, others: (n) => `${n} more`, side: 'The first 5 of these searches', before: 'Now', after: 'After', unchanged: 'nothing moves', nothing: 'No results', up: (n) => `up ${n}`, down: (n) => `down ${n}`, new: 'new', gone: 'gone', toward: 'to',
    accept: (n) => `Go live although ${n} golden quer${n === 1 ? 'y loses' : 'ies lose'}`, needAccept: 'Golden queries lose: tick the box above to make it live.', outrun: 'Somebody else changed search meanwhile: it was tried again. Look once more; what you typed is still here.', noEffect: 'It has no part in search now: nothing to try.', goes: 'Try', done: 'Live now', save: 'Save', saved: 'Saved',
  },
  stale: { title: 'Somebody has just changed this. It is now:', take: 'Take theirs', keep: 'Keep mine', now: (what, who, t) => `${what} (${who}, ${t})` },
  acts: {
    'add-synonym': 'Add a synonym', 'change-synonym': 'Change the synonym', approve: 'Approve the synonym', decline: 'Decline the synonym', 'remove-synonym': 'Remove the synonym', 'add-rule': 'Add a pin or a ban', 'change-rule': 'Change the rule', 'remove-rule': 'Remove the rule',
    'add-words': 'Add words', 'remove-word': 'Remove the word', 'remove-golden': 'Remove the golden query',
  },
  buttons: {
    'add-synonym': 'Make live', 'change-synonym': 'Make live', approve: 'Approve, make live', decline: 'Decline', 'remove-synonym': 'Remove', 'add-rule': 'Make live', 'change-rule': 'Make live', 'remove-rule': 'Remove', 'add-words': 'Make live', 'remove-word': 'Remove', 'remove-golden': 'Remove',
  },
  lack: { from: 'Write what customers say.', to: 'Write what the entries say, one a line.', queries: 'Write what customers search, one a line.', entry: 'Choose an entry.', period: 'It has to end after it begins.', words: 'Write the words, one a line.', many: 'Too many at once.', long: 'Some have more than 64 characters.' },
  forgets: 'It may be proposed again later; decline it to prevent that.', goldenGoes: 'Changes no longer look after this query; the journal keeps it.',
};

export const wordDesks: typeof zhDesks = { 'search-words': 'Search words' };
export const wordVerbs: typeof zhVerbs = {
  add_search_rule: 'added a rule of search', change_search_rule: 'changed a rule of search', remove_search_rule: 'removed a rule of search', add_golden_query: 'added a golden query', remove_golden_query: 'removed a golden query',
};
export const wordKinds: typeof zhKinds = { search_rule: 'rule of search', golden_query: 'golden query' };
