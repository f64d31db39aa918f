// English, continued: checkpoints of the journal.
import type { audit as zh, auditVerbs as zhVerbs } from './zh_audit';

export const audit: typeof zh = {
  title: 'Checkpoints', why: 'A checkpoint is a sentence that the server signed: what the journal was up to some record. Keep it where nobody who runs this server can change it (another machine, paper, mail); compared later, it proves that nothing was altered, removed or replaced.',
  key: 'Public key for checking', none: 'There is no checkpoint yet. The server signs one every minute in which the journal has grown.', records: (n) => `up to record ${n}`, copy: 'Copy', save: 'Download', saved: 'Checkpoint copied', copyKey: 'Copy the key', copiedKey: 'Key copied', notCopied: 'Could not be copied; download it instead.',
  held: 'Compare with checkpoints that you hold', heldHint: 'Paste the checkpoints that you kept, several if you like, or choose a file.', file: 'Choose a file', compare: 'Compare', agreed: (n) => `agrees with ${n} ${n === 1 ? 'checkpoint' : 'checkpoints'}`, empty: 'Paste checkpoints or choose a file first.',
  root: 'Root',
  timeline: {
    title: 'Timeline', call: 'Call', widen: 'Show all of it', comma: ', ', why: 'A dot is what was done in a stretch of time: the larger, the more. It leads to that time alone. Arrow keys walk among the dots.',
    found: (n: number, step: string) => `${n} records, ${step} a step`, stretch: (from: string, to: string) => `${from} to ${to}:`,
    steps: { PT1M: '1 minute', PT5M: '5 minutes', PT15M: '15 minutes', PT1H: '1 hour', PT6H: '6 hours', P1D: '1 day', P7D: '1 week', P1M: '1 month', P3M: '1 quarter', P1Y: '1 year' } as Record<string, string>,
    lanes: { notices: 'Notices', drafts: 'Drafts', confirmations: 'Confirmed', publications: 'Published', answers: 'Used', questions: 'Questions', oversight: 'Audited', upkeep: 'Upkeep' },
  },
  bundle: {
    title: 'Export a bundle of evidence', why: 'A bundle is one signed file: all records about an entry, a call or a period, the scripts, notices and originals that they are about, and for each record the proof that it stands in the journal. It is checked on a machine without this system, by the page below or koujing audit verify. Taking one is a record, too.', page: 'Save the page that checks bundles (one file, works offline)',
    about: 'About', kinds: { entry: 'Entry', call: 'Call', period: 'Period' }, callHint: 'Id of the call in the CTI system', from: 'From', to: 'To (not with)', originals: 'With the originals',
    lacking: { entry: 'Give the number of an entry, such as K46.', call: 'Give the id of a call.', period: 'Choose a beginning or an end.' }, save: 'Export', saved: 'Bundle downloaded',
  },
};
export const auditVerbs: typeof zhVerbs = { take_offline_copy: 'took the offline copy', report_offline_search: 'reported an offline search', try_search_change: 'tried a change of search', take_bundle: 'took a bundle of evidence', take_export: 'exported the library', read_record: 'looked into the record', trace_uses: 'traced uses of an answer', take_report: 'made an audit report', edit_retention_rules: 'edited the retention rules', forget_searches: 'deleted texts of old searches', redact_original: 'deleted an original by law', redact_revision: 'deleted a revision by law', redact_change: 'deleted the content of a change set by law', redact_notice: 'deleted a notice by law', redact_bulletin: 'deleted a bulletin by law', forget_callbacks: 'deleted old notes on callers', forget_search: 'deleted the text of a search' };
