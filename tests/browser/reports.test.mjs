// The report that an auditor hands over: made, looked at and saved by keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Desks, by, lacking } from '../support/browser.mjs';
import { run } from '../support/server.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

test('an auditor makes the report of a year, looks at it, and takes it signed', { skip: lacking, timeout: 90_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/reports');
  await by(page, 'made').waitFor();
  await by(page, 'preset-year').focus();
  await page.keyboard.press('Enter');
  await by(page, 'publications').getByRole('link').first().waitFor();
  assert.equal(await by(page, 'four-eyes').innerText(), '0');
  assert.ok(Number(await by(page, 'in-force-confirmed').innerText()) > 10);
  assert.ok((await by(page, 'emergencies').locator('tbody tr').count()) > 0, 'the sample has emergencies');
  await page.locator('[data-test=stages] svg').waitFor();
  assert.ok((await page.locator('[data-test=publications] svg path').count()) > 0, 'bars');
  await desks.photo(page, 'audit-report');
  await by(page, 'stages').scrollIntoViewIfNeeded();
  await desks.photo(page, 'audit-report-stages');
  assert.deepEqual(await desks.violations(page), []);

  await by(page, 'save-json').focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(download.suggestedFilename(), /^koujing-audit-\d{4}-01-01-\d{4}-01-01\.json$/);
  const checked = await run(['audit', 'verify', await download.path()]);
  assert.equal(checked.status, 0, checked.stderr);
  assert.equal(JSON.parse(readFileSync(await download.path(), 'utf8')).format, 'koujing-audit-report-1');
});

test('it fits a narrow window, in English too', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('director', { size: { width: 683, height: 500 }, language: 'en' });
  await desks.go(page, '/reports');
  await by(page, 'preset-year').click();
  await by(page, 'publications').getByRole('link').first().waitFor();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `the page is ${over} px too wide`);
  await desks.photo(page, 'audit-report-narrow-en');
});
