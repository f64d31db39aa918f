// Verification on screen: the queue, the mark that an agent sees, and one key that puts it right; withdrawing an entry.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, lacking, settled, write } from '../support/browser.mjs';
import { findable, hours, mark } from '../support/call_centre.mjs';

let desks, entry, title;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  title = `${mark('复核')}怎么办`;
  await desks.centre.published([desks.centre.entry({ title })]);
  const { hit } = await findable(await desks.centre.person('agent'), title, title);
  entry = hit.entry;
  const editor = await desks.centre.person('editor');
  (await editor.put(`/entries/${entry}/care`, { owner: 'editor', next_check: hours(-1) })).is(200);
});
after(() => desks?.close());

test('an overdue entry is marked for agents, waits in the queue, and is verified from its page', { skip: lacking, timeout: 60_000 }, async () => {
  const agent = await desks.page('agent');
  await desks.go(agent, `/desk?q=${encodeURIComponent(title)}`);
  await by(agent, 'unverified').first().waitFor();
  await desks.photo(agent, 'care-agent');

  const page = await desks.page('editor');
  await desks.go(page, '/care?mine=yes');
  const row = page.locator(`[data-test=care-row][data-entry="${entry}"]`);
  await row.waitFor();
  await desks.photo(page, 'care-queue');
  assert.deepEqual(await desks.violations(page), []);
  await row.locator('a').click();
  await by(page, 'care-overdue').waitFor();
  await desks.photo(page, 'care-entry');
  assert.deepEqual(await desks.violations(page), []);
  await by(page, 'care-verify').click();
  await by(page, 'care-overdue').waitFor({ state: 'detached' });
  await desks.go(agent, `/desk?q=${encodeURIComponent(title)}`);
  await by(agent, 'result').first().waitFor();
  assert.equal(await by(agent, 'unverified').count(), 0);
  assert.deepEqual([...page.faults, ...agent.faults], []);

  const director = await desks.page('director', { language: 'en' });
  await desks.go(director, '/care?state=soon');
  await settled(director);
  await by(director, 'care-rules-save').waitFor();
  await desks.photo(director, 'care-rules-en');
  assert.deepEqual(await desks.violations(director), []);
});

test('an entry is withdrawn from its page with a reason', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, `/entries/${entry}`);
  await by(page, 'withdraw-entry').click();
  await by(page, 'withdraw-dialog-submit').click();
  await page.locator('.el-dialog [role=alert]').waitFor();
  await write(page, 'withdraw-dialog-reason', '金额有误');
  await desks.photo(page, 'withdraw-entry');
  await by(page, 'withdraw-dialog-submit').click();
  await by(page, 'withdraw-entry').waitFor({ state: 'detached' });
  assert.deepEqual(page.faults, []);
});
