// Handover: everything that is shown is acknowledged as one act, by one key, while the page goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desks, by, lacking } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const waiting = async (page) => Number(await by(page, 'shift-waiting').getAttribute('data-waiting'));
const problem = (status, detail) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: detail, status, code: 'test', detail }),
});

test('all that are shown go out together; what failed is listed and tried again by the same key', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('leader');
  await desks.go(page, '/shift?since=week&all=1');
  const all = await waiting(page);
  assert.ok(all >= 5, `${all} wait in the sample`);
  const entries = await page
    .locator('[data-test=shift-change][data-acknowledged=false]')
    .evaluateAll((rows) => rows.map((row) => row.dataset.entry));
  const [busy, refused] = entries;
  let [on, most, sent] = [0, 0, 0];
  let let_go;
  const gate = new Promise((then) => (let_go = then));
  await page.route('**/entries/*/acknowledge', async (route) => {
    const entry = route.request().url().match(/entries\/(\d+)/)[1];
    sent += 1;
    most = Math.max(most, ++on);
    await gate;
    on -= 1;
    if (entry === refused) return route.fulfill(problem(409, '刚刚又改过'));
    if (entry === busy && sent <= all) return route.fulfill(problem(503, '忙'));
    return route.continue();
  });
  await page.keyboard.press('Alt+a');
  await page.waitForTimeout(300);
  assert.equal(on, 4, 'a few are on their way');
  assert.match(await by(page, 'ack-all').innerText(), new RegExp(`0 / ${all}`));
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const current = page.locator('[data-test=shift-change][aria-current=true]');
  assert.equal(await current.getAttribute('data-entry'), await by(page, 'shift-change').nth(2).getAttribute('data-entry'), 'the page is usable meanwhile');
  await desks.photo(page, 'shift-all-on');
  let_go();
  await by(page, 'ack-refused').waitFor();
  assert.deepEqual([sent, most], [all + 1, 4], 'the busy one is tried once more, the refused one is not');
  assert.equal(await by(page, 'ack-refused-one').count(), 1);
  assert.match(await by(page, 'ack-refused').innerText(), /刚刚又改过/);
  assert.equal(await waiting(page), 1);
  assert.deepEqual(await desks.violations(page), []);
  await desks.photo(page, 'shift-all-refused');
  await by(page, 'ack-refused-one').click();
  assert.equal(await current.getAttribute('data-entry'), refused);

  await page.unroute('**/entries/*/acknowledge');
  page.faults.splice(0); // the failures that were wanted
  await page.keyboard.press('Alt+a');
  await by(page, 'ack-refused').waitFor({ state: 'detached' });
  await by(page, 'ack-all').waitFor({ state: 'detached' });
  assert.equal(await waiting(page), 0);
  await page.reload();
  await by(page, 'shift-waiting').waitFor();
  assert.equal(await waiting(page), 0, 'the server knows it, too');
  assert.deepEqual(page.faults, []);
});
