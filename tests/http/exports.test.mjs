// What goes out of the library by page: for reading and signing with its approval block, and as rows to carry on.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { CallCentre, mark } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const raw = { 'content-type': 'application/octet-stream' };

let server, centre, editor, title, catalogue;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  editor = await centre.person('editor');
  [title, catalogue] = [`${mark('打印')}怎么办`, `测试/${mark('打印')}`];
  const notice = await centre.notice();
  const market = await centre.person('market');
  const kept = await market.send('POST', `/notices/${notice.id}/originals`, { query: { name: '图.png' }, body: PIXEL, headers: raw });
  const { sha256 } = kept.is(201).body.originals[0];
  const body = `| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n![示意图](/api/v1/originals/${sha256})`;
  await centre.published([centre.entry({ title, body, catalogue })]);
});
after(() => server?.close());

const get = async (format) => {
  const answer = (await editor.get('/export', { format, catalogue })).is(200);
  assert.match(answer.headers.get('content-disposition'), /^attachment; filename="koujing-\d{4}-\d\d-\d\d\.\w+"$/);
  return answer.bytes;
};

test('the page to print has its picture in itself and says who confirmed what', async () => {
  const page = (await get('html')).toString();
  assert.ok(page.includes(`src="data:image/png;base64,${PIXEL.toString('base64')}"`));
  assert.ok(!page.includes('/api/v1/'), 'nothing that is only to be had here');
  for (const words of [title, /版本.*v1/s, /编写/, /确认.*市场部/s, /发布/, /内容摘要/]) assert.match(page, new RegExp(words));
});

test('a PDF has the answer and its approval block as text', async () => {
  const pdf = await get('pdf');
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  const text = stdout.toString();
  for (const words of [title, '编写', '市场部', '有效期']) assert.ok(text.includes(words), `${words} in ${text}`);
  assert.match(text, /1 ?\/ ?1\s*$/, 'its pages are numbered');
  assert.match(text, /发布.*20\d\d-\d\d-\d\d \d\d:\d\d:\d\d \+08:00/);
  const pictures = spawnSync('pdfimages', ['-list', '-'], { input: pdf }).stdout.toString();
  assert.match(pictures, /image\s+1\s+1/);
});

test('sheets and lines hold the part that was asked for', async () => {
  assert.equal((await get('xlsx')).subarray(0, 2).toString(), 'PK');
  const rows = (await get('csv')).toString().trim().split('\r\n');
  assert.ok(rows.slice(1).join('\n').includes(title));
  const lines = (await get('jsonl')).toString().trim().split('\n');
  assert.equal(lines.length, 1);
  assert.equal(JSON.parse(lines[0]).title, title);
  assert.match((await get('markdown')).toString(), new RegExp(`# ${title}`));
});

test('an unknown format, an empty part and a person who may not are told so', async () => {
  (await editor.send('GET', '/export', { query: { format: 'docx' }, against: true })).is(400, 'bad_parameter');
  (await editor.get('/export', { format: 'csv', library: '没有的库' })).is(404, 'nothing_to_export');
  (await (await centre.person('agent')).get('/export', { format: 'csv' })).is(403);
});
