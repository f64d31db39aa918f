import { expect, it } from 'vitest';
import { markWords, placesOf, wordsOf } from './mark_words';

function marked(html: string, ...runs: string[]): string {
  const place = document.createElement('div');
  place.innerHTML = html;
  markWords(place, wordsOf(runs));
  return place.innerHTML;
}

it('the words of a run that the search joined are found one by one', () => {
  expect(marked('<p>您的宽带要退，怎么办</p>', '宽带怎么')).toBe(
    '<p>您的<mark>宽带</mark>要退，<mark>怎么</mark>办</p>',
  );
  expect(marked('<p>营业厅</p>', '营业厅')).toBe('<p><mark>营业厅</mark></p>');
});
it('nothing but text is touched: neither elements nor attributes', () => {
  expect(marked('<p title="宽带">用<strong>宽带</strong><br>的 &lt;宽带&gt;</p>', '宽带')).toBe(
    '<p title="宽带">用<strong><mark>宽带</mark></strong><br>的 &lt;<mark>宽带</mark>&gt;</p>',
  );
});
it('what is marked already is not marked again', () => {
  const html = '<p><mark>宽带</mark>和<mark>宽带</mark></p>';
  expect(marked(html, '宽带')).toBe(html);
});
it('a lone character counts only when nothing longer was found', () => {
  expect(marked('<p>水表和水费</p>', '水')).toBe('<p><mark>水</mark>表和<mark>水</mark>费</p>');
  expect(marked('<p>水表和水费</p>', '水', '水费')).toBe('<p>水表和<mark>水费</mark></p>');
});
it('words of letters are found in any case and width, figures only whole', () => {
  expect(marked('<p>ipTV 和 ＩＰＴＶ</p>', 'IPTV')).toBe('<p><mark>ipTV</mark> 和 <mark>ＩＰＴＶ</mark></p>');
  expect(marked('<p>15 元，2015 年，iphone15</p>', '15', 'phone')).toBe(
    '<p><mark>15</mark> 元，2015 年，i<mark>phone</mark>15</p>',
  );
  expect(marked('<p>5G套餐 0.95 元</p>', '5G', '0.95')).toBe('<p><mark>5G</mark>套餐 <mark>0.95</mark> 元</p>');
});
it('nothing to mark leaves the text in one piece, and characters of two units are whole', () => {
  const place = document.createElement('p');
  place.textContent = '没有';
  expect(markWords(place, wordsOf([]))).toBe(0);
  expect(place.childNodes).toHaveLength(1);
  expect(placesOf('用𠮷野家', wordsOf(['𠮷野']))).toEqual([[1, 4]]);
});
it('a long script takes a time in proportion to its length', () => {
  const words = wordsOf(['宽带怎么退', 'IPTV', '99']);
  const text = '您的宽带和iptv每月99元。';
  expect(placesOf(text.repeat(2_000), words)).toHaveLength(3 * 2_000);
});
