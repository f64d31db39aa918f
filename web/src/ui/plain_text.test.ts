import { describe, expect, it } from 'vitest';
import { plainText, stampedScript } from './plain_text';

describe('plain text of a script', () => {
  it('keeps paragraphs, breaks and the numbers of steps', () => {
    expect(
      plainText(
        '<p>您好，<strong>请</strong>先：</p>\n<ol>\n<li>重启光猫</li>\n<li>看灯</li>\n</ol>\n<p>谢谢<br>再见</p>',
      ),
    ).toBe('您好，请先：\n1. 重启光猫\n2. 看灯\n谢谢\n再见');
  });
  it('begins no line with the line feed that stands behind a break', () => {
    expect(plainText('<p>一<br>\n二<br />\n三</p>')).toBe('一\n二\n三');
  });
  it('numbers steps from where the list begins and marks the others', () => {
    expect(plainText('<ol start="3"><li>三</li></ol><ul><li>甲</li></ul>')).toBe('3. 三\n· 甲');
  });
  it('parts the cells of a table by tabs', () => {
    expect(plainText('<table><tr><th>档</th><th>元</th></tr><tr><td>一</td><td>2.80</td></tr></table>')).toBe(
      '档\t元\n一\t2.80',
    );
  });
  it('reads escaped marks as what they stand for', () => {
    expect(plainText('<p>A &lt; B &amp; C</p>')).toBe('A < B & C');
  });
  it('ends with which text it was', () => {
    expect(stampedScript('<p>您好</p>', 103, 2)).toBe('您好\n【K103 v2】');
    expect(stampedScript('<p>您好</p>', 103, 2, '未经部门确认', '离线副本')).toBe('您好\n【K103 v2 · 未经部门确认 · 离线副本】');
  });
});
