import { expect, it } from 'vitest';
import { wordsOfResult } from './result_words';

const result = (part: object): Parameters<typeof wordsOfResult>[0] => ({
  title_marked: '<mark>宽带</mark>怎么退',
  snippet: '我要退<mark>宽带</mark>',
  brief: '',
  script_html: '',
  ...part,
});

it('the matched words are marked in the brief and in the whole script', () => {
  expect(wordsOfResult(result({ brief: '宽带 < 1 年', script_html: '<p>退<strong>宽带</strong></p>' }))).toEqual({
    brief: '<mark>宽带</mark> &lt; 1 年',
    script: '<p>退<strong><mark>宽带</mark></strong></p>',
    elsewhere: false,
  });
});
it('the brief is text: what looks like an element in it stays text', () => {
  expect(wordsOfResult(result({ brief: '<img src=x>' })).brief).toBe('&lt;img src=x&gt;');
});
it('the snippet is shown when it tells of a match that the words do not have', () => {
  const elsewhere = (part: object): boolean =>
    wordsOfResult(result({ script_html: '<p>可以退的</p>', title_marked: '怎么退', ...part })).elsewhere;
  expect(elsewhere({})).toBe(true);
  expect(elsewhere({ title_marked: '<mark>宽带</mark>怎么退' })).toBe(false);
  expect(elsewhere({ snippet: '可以退的' })).toBe(false);
  expect(elsewhere({ snippet: '只有说明', script_html: '' })).toBe(true);
});
it('a link in a row is its words alone', () => {
  expect(wordsOfResult(result({ script_html: '<p>看<a href="/x">这<b>里</b></a>。</p>' })).script).toBe(
    '<p>看这<b>里</b>。</p>',
  );
});
