// A change set as it is written: the form, blank items, items made from an entry that exists. Pure.
import type { ChangeForm, ChangeItem, ChangeSet, EntryText } from '../../api/types';

/** An item with every field there, so that the page can bind to it. */
export type Item = Required<Omit<ChangeItem, 'scope'>> & {
  scope: { region: string[]; product: string[]; customers: string[] };
};
/** An entry that the notice touches and that stays as it is. */
export interface Kept {
  entry: number;
  revision: number;
  reason: string;
}
export interface Form {
  summary: string;
  study_notes: string;
  items: Item[];
  kept: Kept[];
}

export const blankForm = (items: Item[] = []): Form => ({ summary: '', study_notes: '', items, kept: [] });

export function blankItem(action: ChangeItem['action'] = 'new'): Item {
  return {
    action,
    entry: null,
    base_revision: null,
    title: '',
    questions: [],
    brief: '',
    script: '',
    body: '',
    cautions: [],
    keywords: [],
    scope: { region: [], product: [], customers: [] },
    library: '',
    catalogue: '',
    department: '',
    effective_from: null,
    effective_to: null,
    external_id: '',
    retire_at: null,
    reason: '',
    anchors: [],
    template: '',
    minor: false,
  };
}

function filled(item: ChangeItem): Item {
  const blank = blankItem(item.action);
  const { scope, ...rest } = item;
  return { ...blank, ...rest, scope: { ...blank.scope, ...scope } };
}

export function formOf(
  change: Pick<ChangeSet, 'summary' | 'study_notes' | 'items'> & { kept: readonly (Pick<Kept, 'entry'> & Partial<Kept>)[] },
): Form {
  return {
    summary: change.summary,
    study_notes: change.study_notes,
    items: change.items.map(filled),
    kept: change.kept.map(({ entry, revision = 0, reason = '' }) => ({ entry, revision, reason })),
  };
}

/** The item that revises or retires an entry, begun with the text that was published last. */
export function itemFrom(action: 'revise' | 'retire', entry: number, revision: number, text: EntryText): Item {
  return filled({
    action,
    entry,
    base_revision: revision,
    title: text.title,
    questions: [...text.questions],
    brief: text.brief,
    script: text.script,
    body: text.body,
    cautions: [...text.cautions],
    keywords: [...text.keywords],
    scope: text.scope,
    library: text.library,
    catalogue: text.catalogue,
    department: text.department.code,
    effective_from: null,
    effective_to: text.effective_to,
    external_id: text.external_id,
  });
}

/** As it is sent: a retirement carries no text, and what is left empty is left out where the server has a default. */
export function bodyOf(form: Form): ChangeForm {
  return {
    summary: form.summary,
    study_notes: form.study_notes,
    items: form.items.map((item): ChangeItem => {
      if (item.action === 'retire') {
        const { action, entry, base_revision, title, retire_at, reason } = item;
        return { action, entry, base_revision, title, retire_at, reason };
      }
      const { retire_at: _at, department, entry, base_revision, reason, minor, ...text } = item;
      return {
        ...text,
        ...(department && { department }),
        ...(item.action === 'revise' && { entry, base_revision, minor }),
        ...(reason && { reason }),
      };
    }),
    kept: form.kept.map(({ entry, revision, reason }) => ({ entry, revision, reason })),
  };
}

export const sameForm = (a: Form, b: Form): boolean => JSON.stringify(bodyOf(a)) === JSON.stringify(bodyOf(b));
