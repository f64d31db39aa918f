import { expect, it } from 'vitest';
import type { TouchedEntry } from '../../api/types';
import { blankForm, blankItem } from './change_form';
import { decisionOn, keep, undecided } from './touched';

const row = (entry: number, more: Partial<TouchedEntry> = {}): TouchedEntry => ({
  entry,
  revision: 2,
  title: '宽带多少钱',
  department: { code: 'market', name: '市场部' },
  repealed: null,
  passage: '',
  likeness: 0.4,
  must_decide: true,
  decision: 'undecided',
  ...more,
});

it('an item decides, and so does a reason to keep what was seen', () => {
  const form = blankForm([{ ...blankItem('retire'), entry: 1 }]);
  expect(decisionOn(row(1), form)).toBe('retire');
  expect(decisionOn(row(2), form)).toBe('undecided');
  keep(form, row(2), ' 不涉及 ');
  expect(form.kept).toEqual([{ entry: 2, revision: 2, reason: '不涉及' }]);
  expect(decisionOn(row(2), form)).toBe('keep');
  expect(decisionOn(row(2, { revision: 3 }), form)).toBe('undecided');
  keep(form, row(2), '');
  expect(form.kept).toEqual([]);
});
it('what another department has to change is no open decision here', () => {
  const list = { items: [row(1), row(2, { must_decide: false })], undecided: 1 };
  expect(undecided(list, blankForm()).map((one) => one.entry)).toEqual([1]);
  expect(undecided(null, blankForm())).toEqual([]);
});
