import { describe, expect, it } from 'vitest';
import { noFilters } from '../agent/search_query';
import type { SearchState } from '../agent/search_query';
import { answerFrom } from './copy_answer';
import { CopyIndex } from './copy_search';
import { item, revisionOf } from './sample_items';

const NOW = Date.parse('2026-11-25T06:00:00Z');
const at = (day: string): string => `2026-${day}T00:00:00Z`;

function indexOf(...items: ReturnType<typeof item>[]): CopyIndex {
  const index = new CopyIndex();
  for (const one of items) index.put(one);
  return index;
}
const found = (index: CopyIndex, q: string, filters: Partial<SearchState['filters']> = {}, now = NOW): number[] =>
  index.search(q, { ...noFilters(), ...filters }, now).hits.map(({ doc }) => doc.entry.id);

const broadband = item(1, { title: '宽带报修5G', questions: ['家里上不了网怎么办'], script: '您好，24 小时内上门，收费 1,130 元。' }, [
  'kuan dai bao xiu 5 g',
  'jia li shang bu liao/le wang zen me ban',
]);
const fee = item(2, { title: '停机保号怎么收费', script: '宽带停机后每月 30 元。', keywords: ['保号'] }, ['ting ji bao hao zen me shou fei']);
const moving = item(3, { title: '移机', questions: ['宽带移机'], script: '预约后 13.5 小时完成。', body: '报修另走流程' }, ['yi ji', 'kuan dai yi ji']);
const all = indexOf(broadband, fee, moving);

describe('characters', () => {
  it('a title counts more than a question, a question more than the script', () => {
    expect(found(all, '宽带')).toEqual([1, 3, 2]);
  });
  it('finds by most of what was asked, not by a crumb of it', () => {
    expect(found(all, '怎么报修宽带')[0]).toBe(1);
    expect(found(all, '信用卡账单分期怎么还')).toEqual([]);
  });
  it('knows full width and capitals', () => {
    expect(found(all, '５ｇ')).toEqual([1]);
  });
  it('one character is enough', () => {
    expect(found(all, '移')).toEqual([3]);
  });
  it('the very question stands first', () => {
    const index = indexOf(item(1, { title: '宽带移机的收费标准' }), item(2, { title: '宽带移机' }), item(3, { title: '移机宽带' }));
    expect(found(index, '宽带移机')[0]).toBe(2);
  });
});

describe('figures and numbers', () => {
  it('are whole, with separators or without', () => {
    expect(found(all, '30')).toEqual([2]);
    expect(found(all, '1130元')[0]).toBe(1);
    expect(found(all, '1，130')).toEqual([1]);
    expect(found(all, '13')).toEqual([]);
    expect(found(all, '13.5')).toEqual([3]);
  });
  it('a document number is found as it is written and as it is said', () => {
    const notice = { document_number: '市场〔2026〕15号' } as never;
    const index = indexOf(
      fee,
      item(9, {}, [], { revision: revisionOf(9, 2, { title: '资费调整', script: '见 15 号文' }, { notice }) }),
    );
    for (const q of ['市场〔2026〕15号', '市场[2026]15号', '2026 15号', '202615']) expect(found(index, q)[0], q).toBe(9);
  });
  it('an entry by its number', () => {
    expect(found(all, 'k3')).toEqual([3]);
    expect(found(all, 'E-2')[0]).toBe(2);
  });
});

describe('letters', () => {
  it('are pinyin, whole or in initials', () => {
    for (const q of ['kuandai', 'kdbx', 'kdbaox', 'kuan dai bao xiu', 'kdbx5g']) expect(found(all, q)[0], q).toBe(1);
    expect(found(all, 'ydtc')).toEqual([]);
  });
  it('find from the first letter, what begins so before what has it inside', () => {
    for (const q of ['k', 'ku', 'kua', 'kuan', 'kuanda']) expect(found(all, q)[0], q).toBe(1);
    expect(found(all, 'y')).toEqual([3]);
    expect(found(all, 's')).toEqual([2, 1]);
    const index = indexOf(item(1, { title: '宽带提速' }, ['kuan dai ti su']), item(2, { title: '提速' }, ['ti su']));
    expect(found(index, 't')).toEqual([2, 1]);
  });
  it('another reading of a character will do', () => {
    expect(found(all, 'shangbulewang')).toEqual([1]);
    expect(found(all, 'shangbuliao')).toEqual([1]);
  });
  it('beside characters', () => {
    expect(found(all, 'kd 报修')[0]).toBe(1);
  });
});

describe('the copy ages', () => {
  const old = item(1, { title: '套餐资费' }, ['tao can zi fei'], {
    valid_to: at('12-01'),
    next: revisionOf(1, 2, { title: '新版套餐', effective_from: at('12-01'), effective_to: at('12-31') }),
  });
  const index = indexOf(old);
  it('what is to come is not found before its time', () => {
    expect(found(index, '新版套餐')).toEqual([1]);
    const before = index.search('套餐', noFilters(), NOW);
    expect(before.hits.map(({ doc }) => doc.revision.revision)).toEqual([1]);
  });
  it('what began is found, what ended is not', () => {
    const after = index.search('套餐', noFilters(), Date.parse(at('12-01')));
    expect(after.hits.map(({ doc }) => doc.revision.revision)).toEqual([2]);
    expect(found(index, '套餐', {}, Date.parse(at('12-31')))).toEqual([]);
  });
  it('a change takes the place of what was there', () => {
    const changing = indexOf(broadband);
    changing.put(item(1, { title: '光纤报障' }));
    expect(found(changing, '宽带')).toEqual([]);
    expect(found(changing, '光纤')).toEqual([1]);
    changing.drop(1);
    expect(found(changing, '光纤')).toEqual([]);
  });
});

describe('filters', () => {
  const index = indexOf(
    item(1, { title: '宽带甲', scope: { region: ['城东区'], product: ['宽带'], customers: [] }, catalogue: '宽带/故障' }),
    item(2, { title: '宽带乙', scope: { region: [], product: [], customers: [] }, catalogue: '宽带' }),
    item(3, { title: '宽带丙', scope: { region: ['城西区'], product: ['宽带'], customers: [] }, library: '政策库', catalogue: '宽带故障' }),
  );
  it('an answer without a region holds everywhere, one without a product is not about it', () => {
    expect(found(index, '宽带', { region: ['城东区'] }).sort()).toEqual([1, 2]);
    expect(found(index, '宽带', { product: ['宽带'] }).sort()).toEqual([1, 3]);
  });
  it('a place of the catalogue holds what is below it, not what begins alike', () => {
    expect(found(index, '宽带', { catalogue: ['宽带'] }).sort()).toEqual([1, 2]);
  });
  it('library and department, by code or by name', () => {
    expect(found(index, '宽带', { library: ['政策库'] })).toEqual([3]);
    expect(found(index, '宽带', { department: ['网络部'] })).toHaveLength(3);
    expect(found(index, '宽带', { department: ['other'] })).toEqual([]);
  });
});

describe('the answer', () => {
  const about = { id: 'a'.repeat(32), madeAt: '2026-11-25T05:48:00Z', now: NOW, tookMs: 1 };
  const answer = (q: string) => answerFrom(all.search(q, noFilters(), NOW), { q }, null, about);
  it('marks what matched and escapes the rest', () => {
    const index = indexOf(item(1, { title: 'a<b 宽带', script: '**宽带** & 电视' }));
    const [first] = answerFrom(index.search('宽带', noFilters(), NOW), { q: '' }, null, about).results;
    expect(first?.title_marked).toBe('a&lt;b <mark>宽带</mark>');
    expect(first?.snippet).toBe('<mark>宽带</mark> &amp; 电视');
  });
  it('marks the characters that the letters stand for', () => {
    expect(answer('bx').results[0]?.title_marked).toBe('宽带<mark>报修</mark>5G');
    expect(answer('xiu5g').results[0]?.title_marked).toBe('宽带报<mark>修5G</mark>');
  });
  it('every result says which copy it is from', () => {
    expect(answer('宽带').results.map(({ fromCopy }) => fromCopy)).toEqual(Array(3).fill(about.madeAt));
    expect(answer('宽带').recorded_at).toBe(about.madeAt);
  });
  it('comes in pages', () => {
    const many = indexOf(...Array.from({ length: 45 }, (_, i) => item(i + 1, { title: `宽带${i}` })));
    const hits = many.search('宽带', noFilters(), NOW);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = answerFrom(hits, { q: '宽带' }, cursor, about);
      seen.push(...page.results.map(({ entry }) => entry));
      cursor = page.next_cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(45);
  });
  it('an empty search is the newest first, with the facets of all', () => {
    const { results, facets, total } = answer('');
    expect([results.length, total]).toEqual([3, 3]);
    expect(facets.catalogue).toEqual([
      { value: '宽带', count: 3 },
      { value: '宽带/故障', count: 3 },
    ]);
  });
});
