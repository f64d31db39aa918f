// English, continued: audit reports.
import type { reports as zh } from './zh_reports';
export const reports: typeof zh = {
  title: 'Audit report', why: 'What was published in a period, on whose word, who read it, how long each stage took. All of it is computed from the record; looking and downloading are journalled.',
  from: 'From', to: 'To (not included)', make: 'Make the report', making: 'Computing…', madeAt: (t) => `Made ${t}`, records: (a, b) => `Journal records ${a}–${b}`,
  presets: { month: 'This month', lastMonth: 'Last month', quarter: 'This quarter', year: 'This year' },
  lacking: 'Choose a beginning and an end behind it.', save: { xlsx: 'Excel', pdf: 'PDF, to be signed', json: 'Signed JSON' }, saved: 'Report saved',
  coverage: 'Does every answer in force at the end have a valid confirmation?', kinds: { confirmed: 'Confirmed', unconfirmed: 'Unconfirmed', imported: 'Imported, not confirmed' }, inForce: 'In force at the end',
  allConfirmed: 'All of them are confirmed.', firstOnes: (n) => `Only the first ${n} are listed; the counts above are complete.`,
  publications: 'Who wrote, who confirmed, on what paper?', publication: { confirmed: 'Confirmed', emergency: 'Emergency', imported: 'Imported' }, byDay: 'Publications a day', none: 'None in this period.',
  late: 'Emergencies confirmed late', fourEyes: 'Four-eyes exceptions', fourEyesNone: 'Nobody confirmed what they wrote: the store itself refuses it.', emergencies: 'How soon were emergencies confirmed?', allowed: (h) => (h > 0 ? `within ${h} h` : 'no clock'), isLate: 'late', inTime: 'in time', waiting: 'not confirmed',
  readers: 'Who read, who acknowledged, who has not?', groups: 'How much did each group read?', stages: 'How long did each stage take?', missing: 'Bulletins missing', acknowledged: 'Acknowledged',
  stage: { review: 'Review', draft: 'Draft', confirm: 'Confirm', publish: 'Publish' }, median: 'Median', p90: '90% within', longest: 'Longest', count: 'Count', lateCount: 'Late', duration: 'Hours',
  cols: { entry: 'Entry', title: 'Title', department: 'Department', standing: 'Standing', since: 'In force since', change: 'Change set', number: 'Number', notice: 'Notice', kind: 'Kind', entries: 'Entries', authors: 'Authors', confirmedBy: 'Confirmed by', confirmedAt: 'Confirmed at', publishedBy: 'Published by', publishedAt: 'Published at', record: 'Record', allowed: 'Allowed', person: 'Name', group: 'Skill group', people: 'People', searches: 'Searches', opened: 'Opened', copied: 'Copied', readOut: 'Read out', revisions: 'Changes acknowledged', bulletins: 'Bulletins acknowledged', missing: 'Bulletins missing', stage: 'Stage' },
  noGroup: '(no group)',
};
