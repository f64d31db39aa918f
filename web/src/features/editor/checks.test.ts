import { describe, expect, it } from 'vitest';
import { zh } from '../../app/messages/zh';
import { blankForm, blankItem, type Item } from './change_form';
import { figuresIn, findingsOf, fromServer, placeOf, replaced, spoken } from './checks';

const now = new Date('2026-11-22T12:00:00+08:00');
const good = (more: Partial<Item> = {}): Item => ({
  ...blankItem(),
  title: '断网',
  script: '24 小时内上门。',
  library: '业务知识库',
  questions: ['没网'],
  ...more,
});
const found = (items: Item[], source = ''): string[] =>
  findingsOf(blankForm(items), source, zh, now).map(
    (one) => `${one.kind} ${one.item} ${one.field}`,
  );

describe('checks', () => {
  it('find nothing in a complete item', () => expect(found([good()])).toEqual([]));
  it('name every field that submitting would refuse', () => {
    expect(found([blankItem()])).toEqual(['blocking 0 title', 'blocking 0 script', 'blocking 0 library']);
    expect(found([])).toEqual(['blocking null items']);
    expect(found([blankItem('retire')])).toEqual(['blocking 0 entry']);
  });
  it('refuse an item that another department would have to confirm', () => {
    const form = blankForm([good({ department: 'water' })]);
    const of = (code: string) => findingsOf(form, '', zh, now, { code, name: code }).map((one) => one.field);
    expect([of('water'), of('market')]).toEqual([[], ['department']]);
  });
  it('refuse an end that is not after the beginning', () => {
    const at = '2026-12-01T00:00:00+08:00';
    expect(found([good({ effective_from: at, effective_to: at })])).toEqual(['blocking 0 effective_to']);
  });
  it('point at a figure that the notice does not have', () => {
    expect(found([good()], '时限为 24 小时')).toEqual([]);
    expect(found([good()], '时限为 48 小时')).toEqual(['hint 0 script']);
  });
  it('name all figures that the notice does not have in one finding', () => {
    const item = good({ brief: '5 折', script: '24 小时内上门，费用 30 元，5 折。' });
    const hints = findingsOf(blankForm([item]), '见附件', zh, now);
    expect(hints).toEqual([
      { kind: 'hint', item: 0, field: 'script', words: '来文里没有这些数字：5、24、30。请核对。' },
    ]);
    expect(found([good({ brief: '30 元', script: '30 元' })], '三十元')).toEqual(['hint 0 script']);
    expect(found([good({ brief: '30 元', script: '三十元' })], '三十元')).toEqual(['hint 0 brief', 'hint 0 brief']);
  });
  it('point at a short wording that contradicts the script', () =>
    expect(found([good({ brief: '48 小时内上门' })])).toEqual(['hint 0 brief']));
  it('put the plain word in the place of the other', () => {
    const jargon = { kind: 'hint' as const, item: 0, field: 'script', words: '', quote: '拆机', replacement: '取消' };
    expect(replaced('先拆机，再拆机', jargon)).toBe('先取消，再拆机');
    expect(replaced('别的', jargon)).toBe('别的');
    expect(replaced('拆机', { ...jargon, replacement: null })).toBe('拆机');
  });
  it('point at one entry or one title that stands twice', () => {
    const revise = good({ action: 'revise', entry: 3, base_revision: 1 });
    expect(found([revise, { ...revise, title: '别的' }])).toEqual(['blocking 1 entry']);
    expect(found([good(), good()])).toEqual(['hint 1 title']);
  });
  it('do not take the numbers of steps for figures, and read wide digits', () => {
    expect(figuresIn('1. 重启\n2. 等 30 秒，资费２．８０元，8:00 到 22:30 起 5%，1,200 户')).toEqual([
      '30',
      '2.80',
      '8',
      '22:30',
      '5%',
      '1200',
    ]);
    expect(spoken('1. **重启** 光猫')).toBe(4);
    expect(spoken('见[官网](https://a.cn)![图](/api/v1/originals/aa)')).toBe(3);
  });
});

describe('faults of the server', () => {
  it('lead to their fields', () => {
    expect(placeOf('/items/2/scope/region/0')).toEqual({ item: 2, field: 'region' });
    expect(placeOf('/items/0/questions/3')).toEqual({ item: 0, field: 'questions' });
    expect(placeOf('/items')).toEqual({ item: null, field: 'items' });
    expect(placeOf('/summary')).toEqual({ item: null, field: 'summary' });
  });
  it('are not said twice', () => {
    const mine = [{ kind: 'blocking' as const, item: 0, field: 'title', words: '' }];
    const faults = [
      { pointer: '/items/0/title', code: 'required', detail: 'a' },
      { pointer: '/items/0/catalogue', code: 'too_deep', detail: 'b' },
    ];
    expect(fromServer(faults, mine).map((one) => one.field)).toEqual(['catalogue']);
  });
});
