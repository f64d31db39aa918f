// A director's decision on a notice before it is sent. Pure.
import type { ReviewForm } from '../../api/types';
import type { Messages } from '../../app/messages/zh';

export type Decision = ReviewForm['decision'];

export interface Draft {
  decision: Decision;
  editor: string;
  due: string | null;
  instruction: string;
}

/** What is missing, by field; empty when it can be sent. */
export function lackingIn(draft: Draft, words: Messages['review']): Partial<Record<'editor' | 'instruction', string>> {
  if (draft.decision === 'assign' && !draft.editor) return { editor: words.needEditor };
  if (draft.decision === 'return' && !draft.instruction.trim()) return { instruction: words.needReason };
  return {};
}

export function reviewBody(draft: Draft): ReviewForm {
  const body: ReviewForm = { decision: draft.decision };
  if (draft.instruction.trim()) body.instruction = draft.instruction.trim();
  if (draft.decision === 'assign') {
    body.editor = draft.editor;
    if (draft.due) body.due = draft.due;
  }
  return body;
}
