// A library that exists already comes in by page: looked over first, what is wrong shown by row and column.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { mark } from '../support/call_centre.mjs';
import { Desks, by, lacking, pick } from '../support/browser.mjs';

let desks, folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'koujing-imports-'));
  if (!lacking) desks = await Desks.open();
});
after(async () => {
  await desks?.close();
  await rm(folder, { recursive: true, force: true });
});

test('an administrator looks over a sheet, skips what is wrong and imports the rest, once', { skip: lacking, timeout: 90_000 }, async () => {
  const name = mark('热线');
  const sheet = path.join(folder, '热线知识.csv');
  const row = (title, more = '') => `供水/报修,${title},请拨打 96160。${more},水务热线科,咨询类,报修、水管,内部\n`;
  await writeFile(
    sheet,
    `类目,标题,内容,发文单位,材料性质,关键字,备注\n${row(`${name}水管爆了怎么办`)}${row(`${name}停水了怎么办`)}${row('长'.repeat(201))}`,
  );
  const page = await desks.page('admin');
  await desks.go(page, '/journal');
  await page.locator('nav a[href="/import"]').click();
  await by(page, 'import-files').waitFor({ state: 'attached' });
  await desks.photo(page, 'import-empty');
  await by(page, 'import-files').setInputFiles(sheet);
  await page.getByText('新增 2 条，修订 0 条，不变 0 条').waitFor();
  const found = by(page, 'import-row-热线知识.csv');
  await found.getByText('最多 200 个字符').waitFor();
  assert.match(await found.innerText(), /第 4 行[\s\S]*标题[\s\S]*最多 200 个字符/);
  assert.match(await found.innerText(), /不认识，不会导入：备注/);
  assert.match(await by(page, 'import-totals').innerText(), /会新建：水务热线科/);
  await desks.photo(page, 'import-looked');
  assert.equal(await by(page, 'import-submit').isDisabled(), true, 'until it is said to skip');

  await by(page, 'import-skip').click();
  await pick(page, 'import-library', '百科知识库');
  await page.getByText('新增 2 条，修订 0 条，不变 0 条').waitFor();
  await by(page, 'import-submit').click();
  await page.getByText('已导入：新增 2 条，修订 0 条').first().waitFor();
  await desks.photo(page, 'import-done');

  await by(page, 'import-clear').click();
  await by(page, 'import-files').setInputFiles(sheet);
  await pick(page, 'import-library', '百科知识库');
  await page.getByText('新增 0 条，修订 0 条，不变 2 条').waitFor();
  assert.equal(await by(page, 'import-submit').isDisabled(), true, 'nothing to import');

  const editor = await desks.page('editor');
  await desks.go(editor, `/entries?q=${encodeURIComponent(name)}`);
  await editor.getByText(`${name}停水了怎么办`).waitFor();
  await editor.getByText('导入，未走确认').first().waitFor();
});

test('a director imports a folder of documents; a file of another kind is said', { skip: lacking, timeout: 90_000 }, async () => {
  const name = mark('手册');
  const root = path.join(folder, name);
  await mkdir(path.join(root, '宽带/办理'), { recursive: true });
  await writeFile(path.join(root, '宽带/办理/移机.md'), `# ${name}宽带怎么移机\n\n同区 **50 元**。\n`);
  await writeFile(path.join(root, '宽带/退订.txt'), '退订请带身份证。\n');
  await writeFile(path.join(root, '图.bmp'), 'BM');
  const page = await desks.page('director');
  await desks.go(page, '/entries');
  await by(page, 'import').click();
  await by(page, 'import-folder').setInputFiles(root);
  await page.getByText('1 个文件读不出').waitFor();
  assert.match(await by(page, 'import-row-图.bmp').innerText(), /只能从 JSONL、CSV、XLSX/);
  await by(page, 'import-skip').click();
  await desks.photo(page, 'import-folder');
  await by(page, 'import-submit').click();
  await page.getByText('已导入：新增 2 条，修订 0 条').first().waitFor();
  await by(page, 'import-show').click();
  await desks.go(page, `/entries?q=${encodeURIComponent(name)}`);
  await page.getByText(`${name}宽带怎么移机`).first().waitFor();
});

test('an editor has no such page', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, '/entries');
  assert.equal(await by(page, 'import').count(), 0);
  await desks.go(page, '/import');
  assert.equal(await by(page, 'import-files').count(), 0);
});
