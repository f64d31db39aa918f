// A bulletin before it is posted, with or without an emergency answer. Pure.
import type { BulletinForm } from '../../api/types';
import type { Messages } from '../../app/messages/zh';

export interface Draft {
  title: string;
  text: string;
  pinned_to: string | null;
  emergency: boolean;
  script: string;
  questions: string[];
  department: string;
  region: string[];
  product: string[];
}

export const blankBulletin = (): Draft => ({
  title: '',
  text: '',
  pinned_to: null,
  emergency: false,
  script: '',
  questions: [],
  department: '',
  region: [],
  product: [],
});

export function lackingIn(draft: Draft, words: Messages['bulletins']): Partial<Record<keyof Draft, string>> {
  const lacking: Partial<Record<keyof Draft, string>> = {};
  if (!draft.title.trim()) lacking.title = words.needTitle;
  if (!draft.text.trim()) lacking.text = words.needText;
  if (draft.emergency && !draft.script.trim()) lacking.script = words.needScript;
  if (draft.emergency && !draft.department) lacking.department = words.needDepartment;
  return lacking;
}

export function bulletinBody(draft: Draft): BulletinForm {
  const body: BulletinForm = { title: draft.title.trim(), text: draft.text };
  if (draft.pinned_to) body.pinned_to = draft.pinned_to;
  if (!draft.emergency) return body;
  body.script = draft.script;
  body.department = draft.department;
  if (draft.questions.length) body.questions = draft.questions;
  const scope = {
    ...(draft.region.length && { region: draft.region }),
    ...(draft.product.length && { product: draft.product }),
  };
  if (Object.keys(scope).length) body.scope = scope;
  return body;
}
