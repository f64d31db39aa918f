// What the answer pane shows, whether it came from a search or from a link to an entry.
import type { Entry, SearchResult } from '../../api/types';

export type Answer = Pick<
  SearchResult,
  | 'entry'
  | 'revision'
  | 'title'
  | 'questions'
  | 'brief'
  | 'script_html'
  | 'body_html'
  | 'cautions'
  | 'scope'
  | 'effective_from'
  | 'effective_to'
  | 'library'
  | 'catalogue'
  | 'department'
  | 'document_number'
  | 'confirmed_at'
  | 'confirmed_by'
  | 'standing'
  | 'unconfirmed'
  | 'verified'
  | 'changed_recently'
  | 'published_at'
> & {
  /** The moment of the copy that it is from; absent when the server gave it. */
  fromCopy?: string;
};

export type DeskResult = SearchResult & Pick<Answer, 'fromCopy'>;

const WEEK = 7 * 86_400_000;

export function answerOf(entry: Entry): Answer | null {
  const revision = entry.revision;
  if (!revision) return null;
  const text = revision.text;
  return {
    entry: entry.id,
    revision: revision.revision,
    title: text.title,
    questions: text.questions,
    brief: text.brief,
    script_html: text.script_html,
    body_html: text.body_html,
    cautions: text.cautions,
    scope: text.scope,
    effective_from: text.effective_from,
    effective_to: entry.valid_to ?? text.effective_to,
    library: text.library,
    catalogue: text.catalogue,
    department: text.department,
    document_number: revision.notice?.document_number ?? '',
    confirmed_at: revision.confirmation?.at ?? null,
    confirmed_by: revision.confirmation?.by.display_name ?? '',
    standing: revision.standing,
    unconfirmed: revision.standing === 'unconfirmed',
    verified: entry.care?.next_check ? !entry.care.overdue : null,
    changed_recently: Date.parse(entry.as_of) - Date.parse(revision.recorded_at) < WEEK,
    published_at: revision.recorded_at,
  };
}
