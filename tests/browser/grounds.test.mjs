// Each sentence of a script and what it rests on: taken as proposed, or marked by hand in what came in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, settled } from '../support/browser.mjs';

let desks, change;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  const notice = await desks.centre.assigned({
    text: '一、安装云屏每台收 110 元，签约满 26 个月的免收。\n\n二、周末照常上门。',
  });
  const editor = await desks.centre.person('editor');
  const script = '安装云屏每台收 110 元，签约满 26 个月免收。节假日师傅也会到您家里。';
  change = (
    await editor.post(`/notices/${notice.id}/changes`, { items: [desks.centre.entry({ title: '云屏怎么收安装费', script })] })
  ).is(201).body;
});
after(() => desks?.close());

test('a proposed passage is taken, another is marked, and the department sees both', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${change.id}?item=1`);
  await by(page, 'side-grounds').click();
  const rows = by(page, 'ground');
  assert.equal(await rows.count(), 2);
  assert.match(await by(page, 'grounds-open').innerText(), /1 句没有依据/);
  await rows.first().locator('[data-test=ground-take]').click();
  // The other sentence says it in words of its own: the editor marks where it stands.
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('.source-pane'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (walker.currentNode.textContent.includes('周末照常上门')) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
      }
  });
  await rows.nth(1).locator('[data-test=ground-marked]').click();
  await page.locator('[data-test=grounds-open]', { hasText: '每句都有依据' }).waitFor();
  await desks.photo(page, 'grounds');
  assert.deepEqual(await desks.violations(page), []);
  await page.locator('[data-test=save-state][data-state=saved]').waitFor();
  await by(page, 'submit').click();
  await page.locator('[data-test=change-state][data-state=submitted]').waitFor();
  assert.deepEqual(page.faults, []);

  const market = await desks.page('market');
  await desks.go(market, `/confirm/${change.id}`);
  await settled(market);
  await by(market, 'anchors').locator('summary').click();
  assert.match(await by(market, 'anchors').innerText(), /周末照常上门/);
  await desks.photo(market, 'grounds-confirm');
  assert.deepEqual(await desks.violations(market), []);
});

test('what the script loses takes its anchor along', { skip: lacking, timeout: 60_000 }, async () => {
  const draft = await desks.centre.draft([desks.centre.entry({ title: '装机', script: '请按通知办理装机业务。' })]);
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${draft.id}?item=1`);
  await field(page, 'item-script').waitFor();
  await by(page, 'side-grounds').click();
  assert.match(await by(page, 'ground').first().innerText(), /没有找到依据/);
  await by(page, 'ground-marked').first().click();
  await page.locator('.el-message', { hasText: '选中一段文字' }).waitFor();
  assert.deepEqual(page.faults, []);
});
