import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { en } from '../../app/messages/en';
import { zh } from '../../app/messages/zh';
import { adviceOf, asQuestion, bar, groupOf, groupsOf, lackOf, mayAskWhy } from './reasons';

const part = (feature: string, part: number, value = 0.5) => ({ feature, part, value });

it('each part belongs to one group, and one that is not known yet to the others', () => {
  expect(groupOf('title_run')).toBe('title');
  expect(groupOf('heading_chars_bm25')).toBe('question');
  expect(groupOf('text_window')).toBe('text');
  expect(groupOf('all_bm25')).toBe('all');
  expect(groupOf('named')).toBe('all');
  expect(groupOf('first_stage')).toBe('all');
  expect(groupOf('other_pairs')).toBe('other');
  expect(groupOf('opened_lately')).toBe('other');
});
it('a group is the sum of its parts, taken off ones too, and keeps their order', () => {
  const groups = groupsOf([part('title_pairs', 1.5), part('all_bm25', 1), part('title_run', -0.25)]);
  expect(groups.map(({ group, sum }) => [group, sum])).toEqual([
    ['title', 1.25],
    ['question', 0],
    ['text', 0],
    ['all', 1],
    ['other', 0],
  ]);
  expect(groups[0]?.parts.map(({ feature }) => feature)).toEqual(['title_pairs', 'title_run']);
});
it('bars share one scale with zero on it', () => {
  expect(bar(3, [3, -1])).toEqual({ left: 25, width: 75 });
  expect(bar(-1, [3, -1])).toEqual({ left: 0, width: 25 });
  expect(bar(1, [2, 1])).toEqual({ left: 0, width: 50 });
  expect(bar(0, [0, 0])).toEqual({ left: 0, width: 0 });
});
it('what a result lacks most against the one before it is named, a trifle is not', () => {
  const mine = [part('title_pairs', 1), part('all_bm25', 2)];
  expect(lackOf(mine, [part('title_pairs', 1.5), part('all_bm25', 3)])).toEqual({ group: 'all', less: 1 });
  expect(lackOf(mine, [part('title_pairs', 1.01), part('all_bm25', 2)])).toBeNull();
});
it('the advice goes from the missing words to the wording that nothing beats', () => {
  const near = [part('heading_chars', 1, 0.9), part('heading_covered', 1, 0.9)];
  expect(adviceOf([...near, part('named', 12, 1)], 2)).toBe('named');
  expect(adviceOf(near, 1)).toBe('first');
  expect(adviceOf([part('heading_covered', 1, 0.9)], 2)).toBe('words');
  expect(adviceOf([part('heading_chars', 1, 0.9), part('heading_covered', 1, 0.4)], 2)).toBe('shorter');
  expect(adviceOf(near, 2)).toBe('exact');
});
it('the question to add is what was meant, without the marks of a search', () => {
  expect(asQuestion('kuandai', '宽带')).toBe('宽带');
  expect(asQuestion('“断网” 报修 -移机', null)).toBe('断网 报修');
  expect(asQuestion('Wi-Fi 慢', null)).toBe('Wi-Fi 慢');
});
it('it is for those who write and decide, not for agents', () => {
  expect(mayAskWhy(['agent'])).toBe(false);
  expect(mayAskWhy(['leader', 'inspector', 'auditor', 'department'])).toBe(false);
  expect(mayAskWhy(['agent', 'editor'])).toBe(true);
  expect(mayAskWhy(['director'])).toBe(true);
  expect(mayAskWhy(['admin'])).toBe(true);
});
it('every part that the program can name has words in both languages', () => {
  const source = readFileSync(
    fileURLToPath(import.meta.url).replace(/web\/src\/.*/, 'search/rank_features.cc'),
    'utf8',
  );
  const list = /kNames = \{([^}]*)\}/.exec(source)?.[1] ?? '';
  const names = [...list.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? '');
  expect(names.length).toBeGreaterThan(20);
  for (const words of [zh, en]) expect(names.filter((name) => !words.why.features[name])).toEqual([]);
});
