// The auditor takes a bundle away, by keyboard, and checks it without the server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desks, by, field, lacking } from '../support/browser.mjs';
import { run } from '../support/server.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

test('a bundle about an entry is taken away and checked', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/journal');
  await by(page, 'bundle').locator('summary').focus();
  await page.keyboard.press('Enter');
  await by(page, 'bundle-save').focus();
  await page.keyboard.press('Enter');
  await page.getByText('请填条目号').waitFor();
  await field(page, 'bundle-entry-number').focus();
  await page.keyboard.insertText('K1');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.equal(download.suggestedFilename(), 'koujing-K1.bundle');
  const checked = await run(['audit', 'verify', await download.path()]);
  assert.equal(checked.status, 0, checked.stderr);
  assert.match(checked.stdout, /about \{"id":"1","kind":"entry"\}/);
  await desks.photo(page, 'audit-bundle');
  assert.deepEqual(await desks.violations(page), []);

  await field(page, 'bundle-entry-number').fill('987654');
  await page.keyboard.press('Enter');
  await page.getByText('记录里没有与此有关的内容').first().waitFor();
  await desks.photo(page, 'audit-bundle-nothing');
});
