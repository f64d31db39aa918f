import { expect, it } from 'vitest';
import type { EntryText } from '../../api/types';
import { blankForm, blankItem, bodyOf, formOf, itemFrom, sameForm } from './change_form';

const text: EntryText = {
  external_id: 'web-1',
  title: '断网',
  questions: ['没网'],
  brief: '请重启',
  script: '请重启光猫',
  body: '',
  script_html: '',
  body_html: '',
  cautions: [],
  keywords: [],
  scope: { region: ['北京'] },
  library: '业务知识库',
  catalogue: '宽带',
  department: { code: 'market', name: '市场部' },
  effective_from: '2026-01-01T00:00:00+08:00',
  effective_to: null,
};

it('a revision begins with the published text and its number, and takes effect on publication', () => {
  const item = itemFrom('revise', 7, 3, text);
  expect(item).toMatchObject({
    action: 'revise',
    entry: 7,
    base_revision: 3,
    title: '断网',
    department: 'market',
    effective_from: null,
  });
  expect(item.scope).toEqual({ region: ['北京'], product: [], customers: [] });
});
it('a retirement sends no text', () => {
  const [item] = bodyOf(blankForm([itemFrom('retire', 7, 3, text)])).items ?? [];
  expect(Object.keys(item ?? {}).sort()).toEqual(['action', 'base_revision', 'entry', 'reason', 'retire_at', 'title']);
});
it('a new item names no entry, and no department unless one was chosen', () => {
  const [item] = bodyOf(blankForm([blankItem()])).items ?? [];
  expect(item).not.toHaveProperty('entry');
  expect(item).not.toHaveProperty('department');
});
it('only a revision can be minor, and is not unless that is said', () => {
  const revision = itemFrom('revise', 7, 3, text);
  expect(bodyOf(blankForm([revision])).items?.[0]?.minor).toBe(false);
  const minor = { ...revision, minor: true };
  expect(bodyOf(blankForm([minor])).items?.[0]?.minor).toBe(true);
  expect(sameForm(blankForm([revision]), blankForm([minor]))).toBe(false);
  expect(bodyOf(blankForm([{ ...blankItem(), minor: true }])).items?.[0]).not.toHaveProperty('minor');
});
it('what the server answers is the same form again', () => {
  const kept = [{ entry: 9, revision: 2, reason: '不受影响' }];
  const form = { summary: 's', study_notes: '', items: [itemFrom('revise', 7, 3, text), blankItem()], kept };
  const { items = [], kept: back = [] } = bodyOf(form);
  expect(sameForm(form, formOf({ summary: 's', study_notes: '', items, kept: back }))).toBe(true);
  expect(sameForm(form, { ...form, kept: [] })).toBe(false);
});
