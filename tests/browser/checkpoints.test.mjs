// The auditor takes checkpoints away and comes back with them, by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desks, by, field, lacking } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

test('checkpoints are kept elsewhere and compared with the journal', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/journal');
  await by(page, 'checkpoints').locator('summary').focus();
  await page.keyboard.press('Enter');
  await by(page, 'checkpoint').first().waitFor();
  const size = await by(page, 'checkpoint').first().getAttribute('data-size');
  await by(page, 'checkpoint-copy').first().focus();
  await page.keyboard.press('Enter');
  await page.getByText('已复制检查点').waitFor();
  const note = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(note, new RegExp(`^koujing-[0-9a-f]{16}\\n${size}\\n`));

  await by(page, 'compare').focus();
  await page.keyboard.press('Enter');
  await page.getByText('请先粘贴检查点').waitFor();
  await field(page, 'held').focus();
  await page.keyboard.insertText(note);
  await by(page, 'compare').focus();
  await page.keyboard.press('Enter');
  await by(page, 'verdict-checkpoints').waitFor();
  assert.equal(await by(page, 'verdict').getAttribute('data-ok'), 'true');
  assert.match(await by(page, 'verdict-checkpoints').innerText(), /与 \d+ 个检查点一致/);
  await desks.photo(page, 'audit-checkpoints');
  assert.deepEqual(await desks.violations(page), []);

  // One digit of it is another.
  await field(page, 'held').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(note.replace(`\n${size}\n`, `\n${Number(size) - 1}\n`));
  await by(page, 'compare').focus();
  await page.keyboard.press('Enter');
  await page.getByText('签名不成立').first().waitFor();
  await desks.photo(page, 'audit-checkpoint-altered');
  assert.deepEqual(
    page.faults.filter((fault) => !/status of 422/.test(fault)),
    [],
  );
});
