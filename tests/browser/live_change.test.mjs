// An answer is revised and withdrawn while it is open: the desk says so within two seconds and takes nobody's focus.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findable, mark } from '../support/call_centre.mjs';
import { Desks, by, lacking } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

async function answered(text) {
  await desks.centre.published([desks.centre.entry(text)]);
  const agent = await desks.centre.person('agent');
  return (await findable(agent, text.title, text.title)).hit.entry;
}

test('a revision of the open answer is said beside it with what differs, and taken with one key', { skip: lacking, timeout: 90_000 }, async () => {
  const word = mark('资费');
  const title = `${word}怎么收`;
  const entry = await answered({ title, script: '您好，每月 99 元。' });
  const page = await desks.page('agent');
  await desks.go(page, `/desk?q=${encodeURIComponent(title)}`);
  await page.locator(`[data-test=answer][data-entry="${entry}"][data-revision="1"]`).waitFor();
  await by(page, 'search-box').focus();
  await by(page, 'search-box').evaluate((box) => box.setSelectionRange(2, 4));

  await desks.centre.revised(entry, { title, script: '您好，每月 89 元。', base_revision: 1 });
  const published = Date.now();
  await by(page, 'change-strip').waitFor();
  const waited = Date.now() - published;
  assert.ok(waited < 4_000, `${waited} ms`);
  assert.match(await by(page, 'change-strip').innerText(), /v1 → v2/);
  assert.deepEqual(
    [await by(page, 'change-strip').locator('del').allInnerTexts(), await by(page, 'change-strip').locator('ins').allInnerTexts()].flat(),
    ['99', '89'],
  );
  const at = await page.evaluate(() => [document.activeElement.dataset.test, document.activeElement.selectionStart]);
  assert.deepEqual(at, ['search-box', 2], 'the focus and the cursor stay');
  await desks.photo(page, 'change-strip');
  assert.equal(await by(page, 'answer').getAttribute('data-revision'), '1', 'what is being read does not move');

  await page.keyboard.press('Alt+N');
  await page.locator(`[data-test=answer][data-entry="${entry}"][data-revision="2"]`).waitFor();
  assert.equal(await by(page, 'change-strip').count(), 0);
  await by(page, 'lately').waitFor();
  await desks.photo(page, 'changed-lately');

  const editor = await desks.centre.person('editor');
  (await editor.post(`/entries/${entry}/withdraw`, { reason: '价格有误' })).is(200);
  await page.getByText('这条口径刚刚停用，请不要再读').waitFor();
  await desks.photo(page, 'answer-gone');
  await page.keyboard.press('Alt+N');
  await page.locator(`[data-test=answer][data-entry="${entry}"]`).waitFor({ state: 'detached' });
});

test('what is known to come is folded in beside the answer, and takes over at its moment', { skip: lacking, timeout: 90_000 }, async () => {
  const word = mark('时限');
  const title = `${word}多久办好`;
  const entry = await answered({ title, script: '您好，3 个工作日办好。' });
  const soon = new Date(Date.now() + 12_000).toISOString();
  await desks.centre.revised(entry, { title, script: '您好，当天办好。', effective_from: soon, base_revision: 1 });
  const page = await desks.page('agent');
  await desks.go(page, `/desk?q=${encodeURIComponent(title)}`);
  await page.locator(`[data-test=answer][data-entry="${entry}"][data-revision="1"]`).waitFor();
  await by(page, 'next-fields').locator('summary').click();
  assert.match(await by(page, 'next-fields').innerText(), /当天/);
  await desks.photo(page, 'next-fields');
  await by(page, 'change-strip').waitFor({ timeout: 30_000 });
  assert.match(await by(page, 'change-strip').innerText(), /v1 → v2/);
});
