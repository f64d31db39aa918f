// What an agent has at hand while a customer waits: what filters keep out, what was typed, the way back to the box, originals.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findable, mark, within } from '../support/call_centre.mjs';
import { Desks, by, field, lacking, settled, write } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

async function answered(text) {
  await desks.centre.published([desks.centre.entry(text)]);
  const agent = await desks.centre.person('agent');
  return (await findable(agent, text.title, text.title)).hit;
}
const focused = (page) => page.evaluate(() => document.activeElement?.closest('[data-test]')?.dataset.test);
async function look(page, photo) {
  await desks.photo(page, photo);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${photo} is ${wide} pixels wider than the window`);
  assert.deepEqual(await desks.violations(page), [], photo);
}
async function type(page, text) {
  await by(page, 'search-box').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

test('what the filters keep out is said, and shown this once', { skip: lacking, timeout: 60_000 }, async () => {
  const word = mark('测速');
  const east = await answered({ title: `${word}东`, scope: { region: ['城东区'] } });
  const west = await answered({ title: `${word}西`, scope: { region: ['城西区'] } });
  const page = await desks.page('agent');
  const searches = [];
  page.on('request', (request) => request.url().includes('/api/v1/search?') && searches.push(request.url()));
  await desks.go(page, `/desk?q=${encodeURIComponent(word)}&region=${encodeURIComponent('城东区')}`);
  const row = (entry) => page.locator(`[data-test=result][data-entry="${entry}"]`);
  await row(east.entry).waitFor();
  assert.equal(await row(west.entry).count(), 0);
  await by(page, 'copy-state').waitFor({ timeout: 15_000 });
  const line = by(page, 'wider');
  await within(10_000, () => line.innerText(), (text) => /不筛选约 \d+ 条/.test(text), 'the count');
  assert.equal(searches.length, 1, 'counting is not recorded as a search');
  await look(page, 'wider');

  await page.keyboard.press('Alt+s');
  await row(west.entry).waitFor();
  assert.match(await line.innerText(), /这次没有筛选/);
  assert.equal(await line.getAttribute('aria-pressed'), 'true');
  await look(page, 'wider-once');
  await type(page, `${word}东`);
  await page.waitForURL((url) => !url.searchParams.has('unfiltered') && url.searchParams.get('region') === '城东区');
  await row(west.entry).waitFor({ state: 'detached' });

  await page.keyboard.press('Escape');
  await settled(page);
  assert.equal(await line.count(), 0, 'nothing is asked');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
