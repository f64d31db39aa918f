import { describe, expect, it } from 'vitest';
import { markdownOf } from './paste_markdown';

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--StartFragment--><p class=MsoNormal><b><span lang=EN-US style='font-size:14.0pt'>一、资费</span></b><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>每月 99 元</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span>装机费 100 元</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>可减免</p>
<!--EndFragment--></body></html>`;

const EXCEL = `<table border=0><colgroup><col width=72></colgroup><tr><td class=xl65>档次</td><td>每吨价格</td></tr>
<tr><td>第一档</td><td align=right>3.05</td></tr><tr><td><p>第二档</p><p>含税</p></td><td>4.25</td></tr></table>`;

describe('what is pasted', () => {
  it('from Word keeps bold and lists, and nothing of its styles', async () => {
    expect(await markdownOf(WORD)).toBe('**一、资费**\n\n1. 每月 99 元\n2. 装机费 100 元\n\n- 可减免');
  });
  it('from Excel is a table with its first row as the head', async () => {
    const lines = (await markdownOf(EXCEL))?.split('\n').map((line) => line.replace(/\s+/g, ' ')) ?? [];
    expect(lines[0]).toBe('| 档次 | 每吨价格 |');
    expect(lines[1]).toMatch(/^\| ---+ \| ---+:? \|$/);
    expect(lines.slice(2)).toEqual(['| 第一档 | 3.05 |', '| 第二档 含税 | 4.25 |']);
  });
  it('from a page keeps headings and links, and drops pictures and scripts', async () => {
    const html = '<h2>说明</h2><p>见<a href="https://example.com/a">官网</a><img src="x.png"><script>1</script></p>';
    expect(await markdownOf(html)).toBe('## 说明\n\n见[官网](https://example.com/a)');
  });
  it('of a plain text is left to the plain text', async () => {
    expect(await markdownOf('<p><span style="color:red">您好</span></p>')).toBeNull();
    expect(await markdownOf('')).toBeNull();
  });
});
