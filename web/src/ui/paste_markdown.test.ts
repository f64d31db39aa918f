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

/** The cells of each row of the table, without the rule below the head. */
async function cellsOf(html: string): Promise<string[][]> {
  const lines = (await markdownOf(html))?.split('\n') ?? [];
  expect(lines[1]).toMatch(/^\|( -+:? \|)+$/);
  expect(lines[1]?.split('|').length).toBe(lines[0]?.split('|').length);
  return [lines[0] ?? '', ...lines.slice(2)].map((line) =>
    line.split('|').slice(1, -1).map((cell) => cell.trim()),
  );
}

describe('a table with merged cells', () => {
  it('repeats a cell in each row that it covers', async () => {
    const html = `<table><tr><td>套餐</td><td>速率</td><td>月费</td></tr>
      <tr><td rowspan=2>家庭</td><td>500M</td><td>99</td></tr><tr><td>1000M</td><td>139</td></tr>
      <tr><td>商务</td><td>1000M</td><td>299</td></tr></table>`;
    expect(await cellsOf(html)).toEqual([
      ['套餐', '速率', '月费'],
      ['家庭', '500M', '99'],
      ['家庭', '1000M', '139'],
      ['商务', '1000M', '299'],
    ]);
  });
  it('writes a cell over several columns once, with empty ones beside it', async () => {
    const html = `<table><tr><td rowspan=2>档次</td><td colspan=2>每吨价格</td></tr><tr><td>现行</td><td>调整后</td></tr>
      <tr><td>第一档</td><td colspan="2">3.05</td></tr></table>`;
    expect(await cellsOf(html)).toEqual([
      ['档次', '每吨价格', ''],
      ['档次', '现行', '调整后'],
      ['第一档', '3.05', ''],
    ]);
  });
  it('handles spans in both directions, at the end of a row, and to the end of the table', async () => {
    const html = `<table><tr><td>甲</td><td>乙</td><td>丙</td></tr>
      <tr><td colspan=2 rowspan=2>合并</td><td rowspan=0>至末行</td></tr><tr></tr><tr><td>一</td><td>二</td></tr></table>`;
    expect(await cellsOf(html)).toEqual([
      ['甲', '乙', '丙'],
      ['合并', '', '至末行'],
      ['合并', '', '至末行'],
      ['一', '二', '至末行'],
    ]);
  });
  it('keeps the columns of a row that ends early', async () => {
    const html = `<table><tr><td>甲</td><td>乙</td><td rowspan=3>丙</td></tr><tr><td>一</td></tr>
      <tr><td>二</td><td>三</td></tr></table>`;
    expect(await cellsOf(html)).toEqual([
      ['甲', '乙', '丙'],
      ['一', '', '丙'],
      ['二', '三', '丙'],
    ]);
  });
  it('survives spans that no table has', async () => {
    const html = '<table><tr><td rowspan=99999>甲</td><td colspan=-3>乙</td></tr><tr><td colspan=x>丙</td></tr></table>';
    expect(await cellsOf(html)).toEqual([
      ['甲', '乙'],
      ['甲', '丙'],
    ]);
  });
});

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
