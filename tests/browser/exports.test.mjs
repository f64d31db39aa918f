// A part of the library goes out by page, as a file to sign.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Desks, by, lacking, pick } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

test('an auditor takes a library along as a web page, and is told of an empty part', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/entries');
  await by(page, 'export').click();
  await by(page, 'export-submit').waitFor();
  await desks.photo(page, 'export-dialog');
  await page.locator('[data-test=export-html]').click();
  await pick(page, 'export-department', 'water');
  await pick(page, 'export-library', '生活专栏');
  await by(page, 'export-submit').click();
  await page.getByText('这个范围里没有条目').waitFor();
  await desks.photo(page, 'export-nothing');
  await pick(page, 'export-library', '业务知识库');
  const [download] = await Promise.all([page.waitForEvent('download'), by(page, 'export-submit').click()]);
  assert.equal(download.suggestedFilename(), '口径-业务知识库.html');
  const text = await readFile(await download.path(), 'utf8');
  assert.match(text, /供水管理部 何秀兰/);
  assert.ok(!text.includes('市场部 吴海涛'), 'of the other departments nothing');
});

test('what is taken along is what the page shows: as it was known', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/entries?recorded_at=2001-01-01T00:00:00%2B08:00');
  await by(page, 'export').click();
  await page.locator('[data-test=export-html]').click();
  await by(page, 'export-submit').click();
  await page.getByText('这个范围里没有条目').waitFor();
  await desks.photo(page, 'export-then');
});
