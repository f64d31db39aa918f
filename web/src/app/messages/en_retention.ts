// English, continued: how long things are kept, and what is deleted by law.
import type { retention as zh } from './zh_retention';

export const retention: typeof zh = {
  title: 'Retention', why: 'What is personal is kept for as long as it should be. The content goes; who did what and when, the digests and the journal stay and still verify. Every change and deletion is journalled.',
  redacted: 'deleted by law', rules: 'How long', searches: 'Texts of searches are kept', days: 'days', daysHint: '0 keeps them for good; else 30 to 36,500 days. What is due is deleted every minute.', save: 'Save', saved: 'Saved',
  stale: 'Somebody has just changed it. The newest rules are shown: look again.',
  search: 'Delete the text of one search', searchId: 'Number of the search', searchHint: 'Inspectors and auditors see the number under Seen. For customers who want their data gone.', reason: 'Reason',
  original: 'Delete an original by law', sha256: 'SHA-256 of the original', originalHint: 'It is shown with the notice. The original goes from every notice, with the text that was read from it; this cannot be undone, and it is not taken again. Its name, its digest and a signed stub stay. Backups are yours to clean.',
  law: 'Law', lawHint: 'such as article 17 of the GDPR', remove: 'Delete', sure: 'Delete it? This cannot be undone.', yes: 'Delete', no: 'Keep', gone: 'Deleted', lacking: 'Fill in every field.',
};
