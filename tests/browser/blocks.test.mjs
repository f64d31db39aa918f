// Blocks and templates on screen: kept, put into a script, changed by a notice for all entries that hold them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, pick, settled, write } from '../support/browser.mjs';
import { mark } from '../support/call_centre.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

test('a block is put into a script, and its new wording is drafted for what holds it', { skip: lacking, timeout: 90_000 }, async () => {
  const { centre } = desks;
  const editor = await centre.person('editor');
  const [name, title] = [mark('值班电话'), `${mark('停水')}找谁`];
  const page = await desks.page('editor');
  await desks.go(page, '/changes');
  await by(page, 'to-blocks').click();
  await by(page, 'block-new').click();
  await write(page, 'block-name', name);
  await write(page, 'block-text', '025-5206 0000');
  await by(page, 'block-save').click();
  await by(page, 'block-row').filter({ hasText: name }).waitFor();
  const id = Number(new URL(page.url()).searchParams.get('block'));

  const draft = await centre.draft([centre.entry({ title, script: '请拨打' })]);
  await desks.go(page, `/changes/${draft.id}?item=1`);
  await field(page, 'item-script').click();
  await page.keyboard.press('Control+End');
  await by(page, 'item-script-block').click();
  await by(page, `item-script-block-${id}`).click();
  await page.locator('.cm-block-mark').first().waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('[data-test=save-state][data-state=saved]').waitFor();
  await desks.photo(page, 'block-in-script');
  assert.deepEqual(await desks.violations(page), []);
  const saved = (await editor.get(`/changes/${draft.id}`)).is(200).body;
  assert.ok(saved.items[0].script.includes(`<!--block:${id}-->025-5206 0000<!--/block:${id}-->`), saved.items[0].script);
  const sent = (await editor.post(`/changes/${draft.id}/submit`)).is(200).body;
  const market = await centre.person('market');
  (await market.post(`/changes/${draft.id}/confirm`, { digest: sent.digest })).is(200);
  (await editor.post(`/changes/${draft.id}/publish`, {})).is(200);

  const notice = await centre.assigned({});
  await desks.go(page, `/blocks?block=${id}`);
  await by(page, 'block-use').filter({ hasText: title }).waitFor();
  await write(page, 'block-text', '025-5206 1111');
  await by(page, 'block-save').click();
  await page.locator('.fault[role=alert]').waitFor();
  await pick(page, 'block-notice', notice.id);
  await desks.photo(page, 'block-revise');
  assert.deepEqual(await desks.violations(page), []);
  await by(page, 'block-save').click();
  await page.waitForURL(/\/changes\/\d+/);
  await settled(page);
  await page.getByText('025-5206 1111').first().waitFor();
  assert.deepEqual(page.faults, []);
});

test('a template fills a new entry and blocks the submission until it is complete', { skip: lacking, timeout: 90_000 }, async () => {
  const { centre } = desks;
  const page = await desks.page('editor');
  await desks.go(page, '/templates');
  await by(page, 'template-new').waitFor();
  assert.equal(await by(page, 'templates-save').count(), 0, 'there is nothing to save');
  await by(page, 'template-new').click();
  await write(page, 'template-name', '资费说明');
  await by(page, 'template-required-brief').click();
  await by(page, 'template-required-effective_to').click();
  await field(page, 'template-script').click();
  await page.keyboard.insertText('您好，【套餐】每月【金额】元。');
  await desks.photo(page, 'templates');
  assert.deepEqual(await desks.violations(page), []);
  await by(page, 'templates-save').click();
  await page.getByText('模板已保存').waitFor();
  await page.locator('[data-test=templates-save]:disabled').waitFor();

  const draft = await centre.draft([centre.entry({ script: '', brief: '' })]);
  await desks.go(page, `/changes/${draft.id}?item=1`);
  await pick(page, 'item-template', '资费说明');
  await by(page, 'item-script').getByText('【套餐】').waitFor();
  await page.getByText('【金额】还没有填写').first().waitFor();
  await page.getByText('模板要求填写失效时间').first().waitFor();
  await desks.photo(page, 'template-in-use');
  assert.deepEqual(await desks.violations(page), []);
  assert.deepEqual(page.faults, []);
});

test('on a phone a comment is written where the field stands', { skip: lacking, timeout: 60_000 }, async () => {
  const { centre } = desks;
  const long = Array.from({ length: 30 }, (_none, i) => `第 ${i + 1} 步，请客户看屏幕上的说明。`).join('\n\n');
  const change = await centre.submitted([centre.entry({ script: long }), centre.entry({ script: long })]);
  const phone = await desks.page('market', { size: { width: 390, height: 844 } });
  await desks.go(phone, `/confirm/${change.id}`);
  const first = by(phone, 'diff-item').first();
  await first.locator('[data-test=comment-title]').click();
  await first.locator('[data-field=title] [data-test=passage-comment]:focus').waitFor();
  for (const part of ['[data-field=title] .cell', '[data-field=title] [data-test=passage-comment]']) {
    const box = await first.locator(part).first().boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 844, `${part} at ${box.y}`);
  }
  await phone.keyboard.insertText('标题改成客户的问法');
  await desks.photo(phone, 'passages-phone');
  assert.deepEqual(await desks.violations(phone), []);
  assert.match(await by(phone, 'passages-why').innerText(), /批注（1）/);
  await by(phone, 'passage').locator('button').click();
  await by(phone, 'passage').waitFor({ state: 'detached' });
  assert.deepEqual(phone.faults, []);
});

test('a department comments on the words that it marks, and the editor is led to them', { skip: lacking, timeout: 90_000 }, async () => {
  const { centre } = desks;
  const change = await centre.submitted([centre.entry({ script: '每月三十九元，不限流量。' })]);
  const page = await desks.page('market');
  await desks.go(page, `/confirm/${change.id}`);
  const row = page.locator('[data-field=script]');
  await row.waitFor();
  await row.locator('.cell.new').last().evaluate((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    let text = walker.nextNode();
    while (text && !text.data.includes('三十九元')) text = walker.nextNode();
    const range = document.createRange();
    const from = text.data.indexOf('三十九元');
    range.setStart(text, from);
    range.setEnd(text, from + 4);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await by(page, 'comment-script').click();
  await page.locator('[data-test=passage] q').filter({ hasText: /^三十九元$/ }).waitFor();
  await page.keyboard.insertText('应为四十九元');
  assert.ok(await by(page, 'confirm').isDisabled(), 'what is wrong is not confirmed');
  await desks.photo(page, 'passages');
  assert.deepEqual(await desks.violations(page), []);
  await by(page, 'return').click();
  await by(page, 'return-dialog-submit').click();
  await page.waitForURL(/\/confirm$/);
  assert.deepEqual(page.faults, []);

  const editor = await desks.page('editor');
  await desks.go(editor, `/changes/${change.id}`);
  const passage = by(editor, 'passage').filter({ hasText: '应为四十九元' });
  await passage.waitFor();
  await desks.photo(editor, 'passages-editor');
  await passage.locator('button').click();
  await field(editor, 'item-script').waitFor();
  assert.deepEqual(editor.faults, []);
});
