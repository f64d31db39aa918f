// English, continued: how long things are kept, and what is deleted by law.
import type { retention as zh } from './zh_retention';

export const retention: typeof zh = {
  title: 'Retention', why: 'What is personal is kept for as long as it should be. The content goes; who did what and when, the digests and the journal stay and still verify. Every change and deletion is journalled.',
  redacted: 'deleted by law', rules: 'How long', searches: 'Texts of searches are kept', days: 'days', callbacks: 'Notes on whom to call back are kept', callbackDays: 'days after the question is done with', daysHint: '0 keeps them for good; else 30 to 36,500 days. What is due is deleted every minute.', save: 'Save', saved: 'Saved',
  stale: 'Somebody has just changed it. The newest rules are shown: look again.',
  search: 'Delete the text of one search', searchId: 'Number of the search', searchHint: 'Inspectors and auditors see the number under Seen. For customers who want their data gone.', reason: 'Reason',
  original: 'Delete an original by law', sha256: 'SHA-256 of the original', originalHint: 'It is shown with the notice. The original goes from every notice, with the text that was read from it; this cannot be undone, and it is not taken again. Its name, its digest and a signed stub stay. Backups are yours to clean.',
  revision: 'Delete the text of a revision by law', entryNumber: 'Entry', revisionNumber: 'Revision', revisionHint: 'Not while it answers or is going to: publish another or withdraw it first. The content of its change set in every version and the bulletins that announced it (with the notice of an emergency, which says the same) go with it; this cannot be undone. Other revisions of that set stay. Later revisions, the notice, its originals, backups and what was exported before are deleted by themselves.',
  notice: 'Delete the text of a notice by law', noticeNumber: 'Number of the notice', noticeHint: 'Subject, text, contact, the contents of its change sets, which quote it, and their bulletins go; this cannot be undone. Number, department, dates, originals and what was published stay. Not before it was reviewed, or while a change set of it is open; one that was assigned is filed.',
  note: (at, by, law, reason) => `at ${at} by ${by} (${law}; ${reason}). Its digest and a signed stub stay, and everything still verifies.`,
  law: 'Law', lawHint: 'such as article 17 of the GDPR', remove: 'Delete', sure: 'Delete it? This cannot be undone.', yes: 'Delete', no: 'Keep', gone: 'Deleted', lacking: 'Fill in every field.',
};
