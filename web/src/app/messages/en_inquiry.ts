// English, continued: the inquiry (four questions), and time.
import type { inquiry as zh } from './zh_inquiry';

const s = (n: number): string => (n === 1 ? '' : 's');
export const inquiry: typeof zh = {
  title: 'Inquiry', keyAsk: 'Another question',
  asked: { force: 'What was in force', paper: 'Who, on what paper', seen: 'What an agent saw', record: 'Has anything been altered' },
  why: {
    force: 'The answers in force at a moment: found, filtered and ranked as they would have been. Choose one to see who published and confirmed it, and on what paper.',
    paper: 'From a paper to every answer that rests on it or cites it, in force or past, and to every call that heard it; or from one use back to the original. Looking is journalled.',
    seen: 'Exactly which words an agent had on the desk at a moment or in a call. Looking is journalled.',
    record: 'Walks the whole journal from its beginning; compares it with checkpoints that you hold; or takes a bundle of evidence to another machine.',
  },
  clocks: 'Time', asOf: 'In force at', asOfWhy: 'The moment at which an answer was to hold', recordedAt: 'As known at', recordedAtWhy: 'Only what was recorded by then: nothing that was added or corrected later', now: 'now',
  handle: (label) => `${label}, by days`, ends: (past, ahead) => `${past} days back – ${ahead ? `${ahead} ahead` : 'today'}`,
  away: (asOf, known) => `You see what was in force at ${asOf} as known at ${known}, not the answers of now`, awayKnown: (known) => `You see what was known at ${known}, not what is known now`, backToNow: 'Back to now',
  find: 'Words of a customer, keywords, pinyin, or an entry such as K46', nothing: 'There was no such answer', nothingWhy: 'Say it differently, or move the time above.', total: (n) => `${n} answer${s(n)} then`,
  states: { in_force: 'in force', scheduled: 'not in force yet', ended: 'no longer in force' }, valid: (span) => `valid ${span}`, notThen: 'Move the time above to see what it said when it was in force.',
  noneThen: 'No revision was in force then', thisThen: (v) => `v${v} was in force then`,
  paper: 'Document number, 《title》, notice #12, or SHA-256 of an original', cites: 'cites it', look: 'Trace', originals: (n) => `${n} original${s(n)}`, repealedBy: 'Repealed by',
  noAnswers: 'No answer rests on it or cites it', noAnswersWhy: 'The notice was not published as an answer yet, or only filed.', inForce: 'in force', past: 'no longer', notInForce: 'not in force then', published: (t) => `published ${t}`, answered: (spans) => `answered ${spans}`, neverAnswered: 'withdrawn before it began, never an answer',
  uses: (n, reads, calls) => `used ${n} time${s(n)}, read ${reads} time${s(reads)}, ${calls} call${s(calls)}`, unused: 'never used', noCall: 'no call id', forgotten: '(the search was deleted by its retention rule)', trace: 'To the original',
  papers: { title: 'Notice and originals', same: 'Both rest on the same notice and originals.', states: { gone: 'no longer', same: 'same', added: 'new' } },
  versions: { title: (n) => `What it said (${n} versions)`, gone: 'What it said was deleted by law; digests are left, and nothing can be compared.' },
  authors: 'Who wrote each sentence', authorsWhy: 'A sentence is by the authors of the version since which it has stood there without a break; bold and line breaks are no change.', since: (v) => `Show v${v}`,
  chain: 'From the use to the original', used: (who, at, how) => `${who} ${at} ${how}`, close: 'Close', seenHint: 'Give an agent, a call or a moment.',
};
