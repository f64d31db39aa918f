// The director's desk: several notices decided at once, and a delegate while the director is away.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, pick, settled, write, holds } from '../support/browser.mjs';
import { mark } from '../support/call_centre.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const item = (page, notice) => page.locator(`[data-test=queue-item][data-notice="${notice}"]`);

test('several notices are assigned together from the keyboard', { skip: lacking, timeout: 60_000 }, async () => {
  const word = mark('批阅');
  const notices = [];
  for (const urgency of ['normal', 'urgent', 'normal'])
    notices.push((await desks.centre.notice({ subject: `关于${word}${urgency}事项的通知`, urgency })).id);
  // One of them the director raised: four eyes keep it out of reach.
  const director = await desks.centre.person('director');
  const own = (await director.post('/notices', { subject: `关于${word}自办的通知`, department: 'market' })).is(201).body.id;

  const page = await desks.page('director');
  await desks.go(page, `/review?notice=${notices[1]}`);
  await item(page, notices[1]).waitFor();
  const order = await page.locator('[data-test=queue-item]').evaluateAll((all) => all.map((one) => Number(one.dataset.notice)));
  assert.ok(order.indexOf(notices[1]) < order.indexOf(notices[0]), 'what is urgent stands first');
  assert.match(await item(page, notices[1]).innerText(), /还剩 \d+ (小时|分钟)/);
  for (const id of [notices[0], notices[2], own]) {
    await item(page, id).click();
    await settled(page);
    await page.keyboard.press('x');
  }
  await item(page, notices[1]).click();
  await settled(page);
  await by(page, 'several').waitFor();
  assert.match(await by(page, 'several').innerText(), /4 份/);
  await desks.photo(page, 'director-several');
  assert.deepEqual(await desks.violations(page), []);
  await pick(page, 'review-editor', 'editor');
  await write(page, 'review-instruction', '今天办完');
  await page.keyboard.press('Control+Enter');
  await page.locator('.el-message', { hasText: `通知单 ${own} 号没有办成` }).waitFor();
  await item(page, notices[2]).waitFor({ state: 'detached' });
  for (const id of notices) {
    const now = (await director.get(`/notices/${id}`)).is(200).body;
    assert.deepEqual([now.state, now.reviews[0].instruction], ['assigned', '今天办完']);
  }
  assert.equal(await item(page, own).count(), 1, 'what was refused stays in the queue');
  assert.deepEqual(page.faults.filter((fault) => !/status of 403/.test(fault)), []);
});

test('a delegate reviews while the director is away', { skip: lacking, timeout: 60_000 }, async () => {
  const notice = (await desks.centre.notice({ subject: `关于${mark('委托')}的通知` })).id;
  const page = await desks.page('director');
  await desks.go(page, '/review');
  await by(page, 'delegate').click();
  await by(page, 'delegate-send').waitFor();
  await by(page, 'delegate-to').click();
  await page.locator('.el-select-dropdown__item:visible', { hasText: 'leader' }).first().click();
  const until = new Date(Date.now() + 8 * 3_600_000);
  const two = (n) => String(n).padStart(2, '0');
  const local = new Date(until.getTime() + 8 * 3_600_000);
  await write(page, 'delegate-until', `${local.getUTCFullYear()}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`);
  await page.keyboard.press('Enter');
  await desks.photo(page, 'director-delegate');
  await by(page, 'delegate-send').click();
  await by(page, 'delegated').waitFor();
  await desks.photo(page, 'director-delegated');
  assert.deepEqual(await desks.violations(page), []);

  const leader = await desks.page('leader');
  await desks.go(leader, `/review?notice=${notice}`);
  await by(leader, 'stands-in').waitFor();
  await leader.keyboard.press('f');
  await write(leader, 'review-instruction', '存档备查');
  await leader.keyboard.press('Control+Enter');
  await item(leader, notice).waitFor({ state: 'detached' });
  await desks.go(leader, `/notices/${notice}`);
  assert.match(await by(leader, 'reviews').innerText(), /（代 /);
  await desks.photo(leader, 'director-on-behalf');

  await by(page, 'delegate').click();
  await by(page, 'delegate-end').click();
  await by(page, 'delegated').waitFor({ state: 'detached' });
  await desks.go(leader, '/review');
  await by(leader, 'forbidden').waitFor();
  assert.deepEqual([...page.faults, ...leader.faults], []);
});

test('late notices are found in the list', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, '/notices');
  await by(page, 'notice-row').first().waitFor();
  await desks.photo(page, 'notices-stages');
  await by(page, 'filter-late').click();
  await settled(page);
  const late = await page.locator('[data-test=notice-row] [data-test=stage]').evaluateAll((all) => all.map((one) => one.dataset.late));
  assert.ok(late.every((one) => one === 'true'), late.join());
  assert.deepEqual(page.faults, []);
});

test('a director sets how long each stage may take, and the clocks follow', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('director');
  await desks.go(page, '/review');
  await by(page, 'stage-rules').click();
  const hours = by(page, 'stage-review-normal').locator('input');
  await holds(page, '24', '[data-test=stage-review-normal] input');
  await desks.photo(page, 'stage-rules');
  await hours.fill('0');
  await hours.press('Tab');
  await by(page, 'stage-save').click();
  await page.getByText('时限已保存').waitFor();
  await by(page, 'stage-rules').click();
  await holds(page, '0', '[data-test=stage-review-normal] input');
});
