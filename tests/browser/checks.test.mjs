// What is noticed while an answer is written, in the editor's page; and the rules that an editor changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, settled, write } from '../support/browser.mjs';

let desks, change;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  const notice = await desks.centre.assigned({ subject: '关于报修答复的通知' }, 'network');
  const editor = await desks.centre.person('editor');
  change = (await editor.post(`/notices/${notice.id}/changes`, { items: [{ action: 'new', title: '宽带报修要等多久' }] })).is(201)
    .body;
});
after(() => desks?.close());

const finding = (page, rule) => page.locator(`[data-test=finding][data-rule=${rule}]`);

test('a contradiction, a duplicate and jargon are told while one writes', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${change.id}?item=1`);
  await field(page, 'item-script').waitFor();
  await by(page, 'side-checks').click();
  const begun = Date.now();
  await write(page, 'item-script', '您好，装维师傅 2 小时内电话联系您，36 小时内给您修好宽带。');
  await finding(page, 'conflict').first().waitFor();
  const took = Date.now() - begun;
  assert.match(await finding(page, 'conflict').first().innerText(), /36小时.*24小时/s);
  await finding(page, 'jargon').waitFor();
  await desks.photo(page, 'checks-conflict');
  assert.deepEqual(await desks.violations(page), []);
  assert.ok(took < 5_000, `it took ${took} ms`);

  // One click writes the plain word; the finding goes.
  await by(page, 'finding-replace').click();
  await finding(page, 'jargon').waitFor({ state: 'detached' });
  await write(page, 'item-title', '宽带断网了怎么报修？');
  await finding(page, 'duplicate').waitFor();
  assert.match(await finding(page, 'duplicate').innerText(), /同一个问题/);
  await desks.photo(page, 'checks-duplicate');
  await write(page, 'item-script', '24 小时内给您修好。');
  await finding(page, 'conflict').first().waitFor({ state: 'detached' });
  assert.deepEqual(page.faults, []);
});

test('the rules are changed on their page and hold at once', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, '/check-rules');
  await by(page, 'rules-save').waitFor();
  await desks.photo(page, 'check-rules');
  assert.deepEqual(await desks.violations(page), []);
  const before = await field(page, 'rule-jargon').inputValue();
  await write(page, 'rule-jargon', `${before}\n修障`);
  await by(page, 'rules-save').click();
  await page.locator('[role=alert]', { hasText: '修障' }).waitFor();
  await write(page, 'rule-jargon', `${before}\n修障 = 修理`);
  await by(page, 'rules-save').click();
  await page.locator('[data-test=rules-by]', { hasText: '林晓燕' }).waitFor();
  await desks.go(page, `/changes/${change.id}?item=1`);
  await by(page, 'side-checks').click();
  await write(page, 'item-script', '我们马上修障。');
  await finding(page, 'jargon').filter({ hasText: '修理' }).waitFor();
  assert.deepEqual(page.faults, []);

  const english = await desks.page('director', { language: 'en' });
  await desks.go(english, '/check-rules');
  await settled(english);
  await desks.photo(english, 'check-rules-en');
  assert.deepEqual(await desks.violations(english), []);
});
