// What was typed a moment before the tab was closed, or after the sign-in had ended, is there again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mark } from '../support/call_centre.mjs';
import { Desks, by, field, holds, lacking, write } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

async function draftOf(title) {
  const editor = await desks.centre.person('editor');
  const notice = await desks.centre.assigned();
  return (await editor.post(`/notices/${notice.id}/changes`, { items: [desks.centre.entry({ title })] })).is(201).body.id;
}
const title = (page) => field(page, 'item-title');

test('a tab that is closed at once loses nothing', { skip: lacking, timeout: 60_000 }, async () => {
  const name = mark('标题');
  const change = await draftOf(name);
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${change}?item=1`);
  await title(page).waitFor();
  await write(page, 'item-title', `${name}改过了`);
  const again = await page.context().newPage();
  await page.close({ runBeforeUnload: false });
  await desks.go(again, `/changes/${change}?item=1`);
  await holds(again, `${name}改过了`);
  const editor = await desks.centre.person('editor');
  const kept = async () => (await editor.get(`/changes/${change}`)).is(200).body.items[0].title;
  for (let i = 0; i < 50 && (await kept()) !== `${name}改过了`; i += 1) await again.waitForTimeout(100);
  assert.equal(await kept(), `${name}改过了`);
  assert.equal(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('koujing.draft')).length), 0);
});

test('what was written offline and then closed is offered beside what went on meanwhile', { skip: lacking, timeout: 60_000 }, async () => {
  const name = mark('标题');
  const change = await draftOf(name);
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${change}?item=1`);
  await title(page).waitFor();
  await page.context().setOffline(true);
  await write(page, 'item-title', `${name}离线改的`);
  await page.waitForTimeout(500);
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const other = await desks.centre.person('editor2');
  const now = (await other.get(`/changes/${change}`)).is(200);
  (await other.put(`/changes/${change}`, { items: [desks.centre.entry({ title: `${name}别人改的` })] }, { 'if-match': now.etag })).is(200);
  const again = await context.newPage();
  await desks.go(again, `/changes/${change}?item=1`);
  await by(again, 'conflict').waitFor();
  const text = await by(again, 'conflict').innerText();
  assert.ok(text.includes(`${name}离线改的`) && text.includes(`${name}别人改的`), text);
});

test('two editors in one draft are told of each other, and of what the other saved', { skip: lacking, timeout: 120_000 }, async () => {
  const name = mark('标题');
  const change = await draftOf(name);
  const [one, two] = [await desks.page('editor'), await desks.page('editor2')];
  for (const page of [one, two]) {
    await desks.go(page, `/changes/${change}?item=1`);
    await title(page).waitFor();
  }
  await two.getByText(/林晓燕 也开着这份变更单/).waitFor({ timeout: 15_000 });
  await by(one, 'presence').waitFor({ timeout: 15_000 });
  await write(two, 'item-title', `${name}另一位改的`);
  await two.locator('[data-test=save-state][data-state=saved]').waitFor({ timeout: 20_000 });
  await by(one, 'presence-load').waitFor({ timeout: 20_000 });
  await desks.photo(one, 'presence');
  await by(one, 'presence-load').click();
  await holds(one, `${name}另一位改的`);
});
