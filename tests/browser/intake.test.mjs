// A notice is taken in: the file that is dropped fills the form, a person corrects it, the same file is noticed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, settled, write } from '../support/browser.mjs';
import { root } from '../support/server.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const bytes = Buffer.from(`# 关于调整宽带资费的通知

市场〔2026〕118号

各营业厅：

一、《关于宽带资费的通知》（市场〔2024〕7号）同时废止。

二、请于12月20日前将培训情况反馈市场部。

本通知自2027年1月1日起执行，有效期两年。

市场部

2026年11月25日
`);
const file = (name) => ({ name, mimeType: 'text/markdown', buffer: bytes });
const value = (page, name) => field(page, name).inputValue();

test('the form is filled from the file, with the words that each was read from', { skip: lacking, timeout: 60_000 }, async () => {
  const market = await desks.page('market');
  await desks.go(market, '/notices/new');
  await write(market, 'notice-subject', '宽带资费（由市场部填写）');
  await field(market, 'originals-input').setInputFiles(file('资费通知.md'));
  await market.locator('[data-test=proposed]').first().waitFor();
  await settled(market);
  assert.equal(await value(market, 'notice-subject'), '宽带资费（由市场部填写）', 'what a person wrote stays');
  assert.equal(await value(market, 'notice-document'), '市场〔2026〕118号');
  assert.equal(await value(market, 'notice-from'), '2027-01-01 00:00');
  assert.equal(await value(market, 'notice-to'), '2029-01-01 00:00');
  assert.equal(await value(market, 'notice-issued'), '2026-11-25');
  assert.equal(await value(market, 'notice-deadline'), '2026-12-20 23:59');
  assert.equal(await value(market, 'notice-repeals'), '市场〔2024〕7号');
  assert.match(await by(market, 'read-report').innerText(), /废止 市场〔2024〕7号.*库里没有/s);
  const quotes = await market.locator('[data-test=proposed]').allInnerTexts();
  assert.ok(quotes.some((words) => words.includes('自2027年1月1日起执行')), quotes.join());
  await desks.photo(market, 'intake-proposed');
  // Corrected by hand, the quote goes.
  await write(market, 'notice-document', '市场〔2026〕119号');
  assert.equal((await market.locator('[data-test=proposed]').count()) + 1, quotes.length);
  await by(market, 'notice-submit').click();
  await market.waitForURL(/\/notices\/\d+$/);
  await settled(market);
  assert.match(await by(market, 'notice-repeals-shown').innerText(), /市场〔2024〕7号/);
  await desks.photo(market, 'intake-registered');
  // The director finds the day that the department asks for as the editor's.
  const notice = /\d+$/.exec(market.url())[0];
  const director = await desks.page('director');
  await desks.go(director, '/review');
  await director.locator(`[data-test=queue-item][data-notice="${notice}"]`).click();
  await settled(director);
  const due = field(director, 'review-due');
  await due.waitFor();
  const ahead = Date.parse('2026-12-20T23:59:00+08:00') > Date.now();
  assert.equal(await due.inputValue(), ahead ? '2026-12-20 23:59' : '');
});

test('the same file again is noticed before it is handed in', { skip: lacking, timeout: 60_000 }, async () => {
  const editor = await desks.page('editor', { language: 'en' });
  await desks.go(editor, '/notices/new');
  await field(editor, 'originals-input').setInputFiles(file('又一份.md'));
  await by(editor, 'same-original').waitFor();
  assert.match(await by(editor, 'same-original').innerText(), /received before.*宽带资费/s);
  await desks.photo(editor, 'intake-same-original-en');
});

test('a PDF with a table and a picture: read, or said why not', { skip: lacking, timeout: 60_000 }, async () => {
  const water = await desks.page('water');
  await desks.go(water, '/notices/new');
  const pdf = await readFile(path.join(root, 'content/sample/originals/n10-水费水表业务通知.pdf'));
  await field(water, 'originals-input').setInputFiles([
    { name: 'n10.pdf', mimeType: 'application/pdf', buffer: pdf },
    { name: '扫描件.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
  ]);
  await water.locator('[data-test=read-report]', { hasText: '文件已损坏' }).waitFor();
  assert.equal(await by(water, 'same-original').count(), 1, 'the sample has this file');
  assert.match(await value(water, 'notice-document'), /〔2026〕/);
  await desks.photo(water, 'intake-unreadable');
});

test('a notice that nobody returned is amended; one that was returned is sent again', { skip: lacking, timeout: 60_000 }, async () => {
  const { centre } = desks;
  const notice = await centre.notice({}, 'water');
  const water = await desks.page('water');
  await desks.go(water, '/notices/new');
  for (const kind of ['docx', 'doc', 'xlsx', 'pdf', 'html', 'md', 'txt', 'csv', '图片'])
    assert.ok((await water.locator('.drop').innerText()).includes(kind), kind);
  await desks.go(water, `/notices/${notice.id}`);
  assert.equal((await by(water, 'amend').innerText()).trim(), '修改');
  await by(water, 'amend').click();
  assert.equal((await by(water, 'amend-save').innerText()).trim(), '保存修改');
  await desks.photo(water, 'notice-amend');
  await by(water, 'amend-save').click();
  await water.locator('.el-message', { hasText: '已保存修改' }).waitFor();
  assert.equal(await by(water, 'notice-versions').count(), 0, 'it says what it said');

  const director = await centre.person('director');
  (await director.post(`/notices/${notice.id}/review`, { decision: 'return', instruction: '请写明日期' })).is(200);
  await desks.go(water, `/notices/${notice.id}`);
  assert.equal((await by(water, 'amend').innerText()).trim(), '修改并重新报送');

  const client = await centre.person('water');
  const { etag } = (await client.get(`/notices/${notice.id}`)).is(200);
  (await client.put(`/notices/${notice.id}`, { subject: notice.subject, text: '自 12 月 1 日起。', urgency: 'urgent' }, { 'if-match': etag })).is(200);
  await desks.go(water, `/notices/${notice.id}`);
  await by(water, 'notice-versions-open').focus();
  await water.keyboard.press('Enter');
  await by(water, 'version-field').nth(1).waitFor();
  assert.equal(await by(water, 'notice-version').count(), 2);
  const changed = await by(water, 'version-field').evaluateAll((all) => all.map((one) => [one.dataset.field, one.querySelector('.diff').textContent]));
  assert.deepEqual(changed, [['urgency', '普通急件'], ['text', '自 12 月 1 日起。']]);
  await desks.photo(water, 'notice-versions');
  assert.deepEqual(await desks.violations(water), []);
  assert.deepEqual(water.faults, []);
});
