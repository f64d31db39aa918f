// The entries that a notice touches: beside the writing, each to be kept, revised or retired before it is submitted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, settled, write } from '../support/browser.mjs';

let desks, change;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  const notice = await desks.centre.assigned(
    {
      subject: '关于再次调整居民生活用水价格的通知',
      text: [
        '## 一、居民水价',
        '居民用水第一档每吨由 3.05 元调整为 3.15 元，第二档由 4.25 元调整为 4.35 元，超出部分按高一档算。',
        '## 二、阶梯水量',
        '阶梯水量、多人口家庭增加的基本水量和低保户水费优惠均不变。',
      ].join('\n\n'),
    },
    'water',
  );
  const editor = await desks.centre.person('editor');
  change = (await editor.post(`/notices/${notice.id}/changes`, { items: [] })).is(201).body;
});
after(() => desks?.close());

test('each entry is decided, by keyboard too, and only then the set goes out', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${change.id}`);
  const rows = by(page, 'touched-row');
  await rows.first().waitFor();
  const open = page.locator('[data-test=touched-row][data-decision=undecided]:has([data-test=touched-keep])');
  const all = await open.count();
  assert.ok(all >= 3, `${all} entries to decide`);
  assert.match(await rows.first().innerText(), /居民用水/);
  await desks.photo(page, 'touched-undecided');
  const preview = await by(page, 'preview').boundingBox();
  assert.ok(preview.height >= 240, `the preview is ${preview.height} px high`);
  assert.match(await by(page, 'side-touched').innerText(), new RegExp(`${all}`));
  assert.deepEqual(await desks.violations(page), []);

  // The likeliest one is revised: it comes as an item with the text that is live.
  const first = await rows.first().getAttribute('data-entry');
  await rows.first().locator('[data-test=touched-revise]').click();
  await field(page, 'item-title').waitFor();
  assert.match(await field(page, 'item-title').inputValue(), /居民用水/);
  assert.equal(await page.locator(`[data-entry="${first}"]`).getAttribute('data-decision'), 'revise');

  // Submitting now names what is open, and leads there.
  await by(page, 'submit').click();
  await page.locator('[data-test=touched-keep]:focus').waitFor();
  await by(page, 'side-touched').focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('[data-test=side-checks][aria-selected=true]:focus').waitFor();
  await page.locator('[data-test=finding][data-field=touched]').waitFor();
  await desks.photo(page, 'touched-refused');
  assert.deepEqual(await desks.violations(page), []);
  assert.ok((await by(page, 'preview').boundingBox()).height >= 240);
  await page.locator('[data-test=finding][data-field=touched]').click();
  await page.locator('[data-test=touched-keep]:focus').waitFor();

  // The rest is kept from the keyboard alone.
  await open.first().locator('[data-test=touched-keep]').focus();
  for (let i = 1; i < all; i += 1) {
    await page.keyboard.press('Enter');
    await field(page, 'touched-reason').waitFor();
    if (i === 1) {
      await page.keyboard.press('Enter');
      await page.locator('.touched [role=alert]').waitFor();
      await write(page, 'touched-reason', '本次只调第一、二档单价，此条不涉及');
    }
    await page.keyboard.press('Enter');
    await by(page, 'touched-reason').waitFor({ state: 'detached' });
  }
  assert.equal(await open.count(), 0);
  assert.match(await by(page, 'touched').innerText(), /已全部决定/);
  await desks.photo(page, 'touched-decided');

  await by(page, 'tab-overview').click();
  await write(page, 'change-summary', '居民水价再次调整');
  await by(page, 'submit').click();
  await page.locator('[data-test=change-state][data-state=submitted]').waitFor();
  assert.deepEqual(page.faults.filter((fault) => !/status of 422/.test(fault)), []);

  // The department reads what stays, and why.
  const water = await desks.page('water');
  await desks.go(water, `/confirm/${change.id}`);
  assert.match(await by(water, 'kept').innerText(), /此条不涉及/);
  await by(water, 'kept').locator('a', { hasText: /水/ }).first().waitFor();
  await desks.photo(water, 'touched-confirm');
  assert.deepEqual(await desks.violations(water), []);

  // What becomes known afterwards is no fault of a set that waits to be confirmed.
  const word = '居民用水第一档第二档每吨多少元';
  const later = { title: word, script: '居民用水第一档每吨 3.05 元，第二档每吨 4.25 元，超出部分按高一档算。' };
  await desks.centre.published([desks.centre.entry(later)], { department: 'water' });
  await desks.go(page, `/changes/${change.id}`);
  await by(page, 'side-touched').click();
  await page.locator('[data-test=touched-row][data-decision=undecided]', { hasText: word }).waitFor();
  await by(page, 'side-checks').click();
  await by(page, 'checks').waitFor();
  assert.equal(await page.locator('[data-test=finding][data-kind=blocking]').count(), 0);
  await desks.photo(page, 'touched-submitted');
});

test('the director sees what a notice touches before assigning it', { skip: lacking, timeout: 60_000 }, async () => {
  const notice = await desks.centre.notice({
    subject: '关于宽带障碍修复时限的通知',
    text: '宽带障碍超过 24 小时仍未修复的，每超 24 小时减免 3 天宽带月费，下月账单自动抵扣。',
  });
  const page = await desks.page('director', { language: 'en' });
  await desks.go(page, `/review?notice=${notice.id}`);
  await settled(page);
  await by(page, 'touched-list').locator('a').first().waitFor();
  assert.match(await by(page, 'touched-list').innerText(), /宽带/);
  await desks.photo(page, 'touched-review-en');
  assert.deepEqual(await desks.violations(page), []);
});
