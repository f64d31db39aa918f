import { expect, it } from 'vitest';
import { blankForm, blankItem, type Form, type Item } from './change_form';
import { conflictsOf, merged } from './conflicts';

const item = (more: Partial<Item>): Item => ({ ...blankItem('revise'), entry: 1, ...more });
const form = (...items: Item[]): Form => blankForm(items);
const base = form(item({ title: '甲', brief: '一' }));

it('what only one of the two changed is chosen for them, what both changed is mine until decided', () => {
  const mine = form(item({ title: '甲', brief: '二', script: '我' }));
  const theirs = form(item({ title: '乙', brief: '一', script: '他' }));
  const found = conflictsOf(base, mine, theirs);
  expect(found.map((one) => [one.field, one.chosen])).toEqual([
    ['title', 'theirs'],
    ['brief', 'mine'],
    ['script', 'mine'],
  ]);
  const chosen = new Map(found.map((one) => [one.key, one.chosen]));
  expect(merged(mine, theirs, (key) => chosen.get(key) ?? 'theirs').items[0]).toMatchObject({
    title: '乙',
    brief: '二',
    script: '我',
  });
});
it('the same text on both sides is no conflict', () => {
  const both = form(item({ title: '丙' }));
  expect(conflictsOf(base, both, structuredClone(both))).toEqual([]);
});
it('an item that only I added stays', () => {
  const mine = form(item({ title: '甲', brief: '一' }), { ...blankItem(), title: '新' });
  const [found] = conflictsOf(base, mine, base);
  expect(found).toMatchObject({ field: 'item', chosen: 'mine' });
  expect(merged(mine, base, () => 'mine').items.map((one) => one.title)).toEqual(['甲', '新']);
});
it('an item that they took out and I did not touch goes', () => {
  const [found] = conflictsOf(base, base, form());
  expect(found).toMatchObject({ field: 'item', chosen: 'theirs' });
  expect(merged(base, form(), () => 'theirs').items).toEqual([]);
});
it('an item that they took out while I wrote in it stays until decided', () => {
  const [found] = conflictsOf(base, form(item({ title: '改过', brief: '一' })), form());
  expect(found?.chosen).toBe('mine');
});

it('a decision to keep an entry is merged like any field', () => {
  const kept = (reason: string): Form => ({ ...base, kept: reason ? [{ entry: 9, revision: 1, reason }] : [] });
  const [one] = conflictsOf(kept(''), kept('甲'), kept(''));
  expect(one).toMatchObject({ key: 'kept 9', field: 'kept', mine: '甲', theirs: '', chosen: 'mine' });
  expect(conflictsOf(kept('甲'), kept('甲'), kept('乙'))[0]?.chosen).toBe('theirs');
  expect(merged(kept('甲'), kept('乙'), () => 'theirs').kept).toEqual(kept('乙').kept);
  expect(merged(kept('甲'), kept(''), () => 'mine').kept).toEqual(kept('甲').kept);
  expect(merged(kept('甲'), kept(''), () => 'theirs').kept).toEqual([]);
  const revised = form(item({ entry: 9, title: '新' }));
  expect(merged({ ...base, kept: kept('甲').kept }, revised, (key) => (key.startsWith('kept') ? 'mine' : 'theirs')).kept).toEqual([]);
});
