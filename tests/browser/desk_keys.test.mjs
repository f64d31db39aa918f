// The agent's desk by keys: what was typed survives a reload, bulletins are read and acknowledged, Escape leads back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mark, within } from '../support/call_centre.mjs';
import { Desks, by, lacking } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const focusOn = (page, place) =>
  within(
    3_000,
    () => page.evaluate(() => document.activeElement?.closest('[data-test]')?.dataset.test ?? document.activeElement?.tagName),
    (at) => at === place,
    `the focus on ${place}`,
  );
const reloaded = async (page, ready) => {
  await page.reload();
  await by(page, ready).first().waitFor();
};

test('a reload keeps an unsent question and an unsent remark, and what was sent does not come back', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, `/desk?q=${encodeURIComponent(mark('量子套餐'))}`);
  await by(page, 'search-box').waitFor();
  const ask = async () => {
    await page.keyboard.press('Alt+q');
    await focusOn(page, 'ask-text');
  };
  await ask();
  const text = `${mark()}境外怎么关`;
  await by(page, 'ask-text').fill(text);
  await by(page, 'ask-callback').fill('王女士 139');
  await reloaded(page, 'search-box');
  await ask();
  assert.equal(await by(page, 'ask-text').inputValue(), text);
  assert.equal(await by(page, 'ask-callback').inputValue(), '王女士 139');
  await page.keyboard.press('Control+Enter');
  await by(page, 'ask-dialog').waitFor({ state: 'hidden' });
  await reloaded(page, 'search-box');
  await ask();
  assert.notEqual(await by(page, 'ask-text').inputValue(), text);
  assert.equal(await by(page, 'ask-callback').inputValue(), '');
  await page.keyboard.press('Escape');

  await desks.go(page, `/desk?q=${encodeURIComponent('宽带')}`);
  await by(page, 'answer').waitFor();
  const feedback = async () => {
    await by(page, 'search-box').focus();
    await page.keyboard.press('Alt+j');
    await focusOn(page, 'feedback-text');
  };
  await feedback();
  await by(page, 'feedback-text').fill('已经不收这个钱了');
  await reloaded(page, 'answer');
  await feedback();
  assert.equal(await by(page, 'feedback-text').inputValue(), '已经不收这个钱了');
  await page.keyboard.press('Escape');

  // Of another answer: its own, empty; and back: what was typed.
  const moved = async (key) => {
    const entry = await by(page, 'answer').getAttribute('data-entry');
    await by(page, 'feedback-dialog').waitFor({ state: 'hidden' });
    await by(page, 'search-box').focus();
    await page.keyboard.press(key);
    await within(2_000, () => by(page, 'answer').getAttribute('data-entry'), (now) => now !== entry, 'another answer');
    await feedback();
    return by(page, 'feedback-text').inputValue();
  };
  assert.equal(await moved('ArrowDown'), '');
  await page.keyboard.press('Escape');
  assert.equal(await moved('ArrowUp'), '已经不收这个钱了');
  assert.deepEqual(page.faults, []);
});

test('pinned bulletins are read one after another and acknowledged from the keyboard', { skip: lacking, timeout: 30_000 }, async () => {
  const leader = await desks.centre.person('leader');
  const { id } = (await leader.post('/bulletins', { title: mark('今晚停机'), text: '今晚零点起停机两小时。' })).is(201).body;
  const page = await desks.page('agent2');
  await desks.go(page, '/desk');
  await page.locator(`[data-test=bulletin][data-bulletin="${id}"]`).waitFor();
  const agent = await desks.centre.person('agent2');
  const unread = async () => (await agent.get('/bulletins')).is(200).body.items.filter((one) => !one.acknowledged);
  const all = (await unread()).length;
  assert.ok(all > 0);
  await by(page, 'search-box').focus();
  for (let left = all; left > 0; --left) {
    await page.keyboard.press('Alt+a');
    await focusOn(page, 'bulletin-ack');
    if (left === all) {
      assert.ok(await by(page, 'bulletin-dialog').getByText('应急').first().isVisible(), 'an emergency comes first');
      await desks.photo(page, 'desk-bulletin');
      assert.deepEqual(await desks.violations(page), []);
    }
    await page.keyboard.press('Enter');
    await within(3_000, unread, (rows) => rows.length === left - 1, 'the acknowledgement');
    await by(page, 'bulletin-dialog').waitFor({ state: 'hidden' });
  }
  await focusOn(page, 'search-box');
});

test('Escape leads from anywhere on the desk back to the search box', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, `/desk?q=${encodeURIComponent('宽带')}`);
  await by(page, 'answer').waitFor();
  await by(page, 'search-box').focus();
  await page.keyboard.press('Enter');
  await focusOn(page, 'answer-scroll');
  await page.keyboard.press('Escape');
  await focusOn(page, 'search-box');
});

for (const [width, height] of [[1366, 768], [683, 400]])
  test(`the list of keys fits ${width} × ${height}`, { skip: lacking, timeout: 30_000 }, async () => {
    const page = await desks.page('agent');
    await page.setViewportSize({ width, height });
    await desks.go(page, `/desk?q=${encodeURIComponent('宽带')}`);
    await by(page, 'answer').waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press('?');
    await by(page, 'keys-help').waitFor();
    await desks.photo(page, `keys-help-${width}`);
    const box = await by(page, 'keys-help').boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= height, `${box.y} + ${box.height}`);
    assert.deepEqual(await desks.violations(page), []);
    await page.keyboard.press('Escape');
    await by(page, 'keys-help').waitFor({ state: 'hidden' });
  });
