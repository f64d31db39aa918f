// Alt+O on the agent's desk: the original of the notice beside the script that rests on it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findable, mark, within } from '../support/call_centre.mjs';
import { Desks, by, lacking } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const focused = (page) => page.evaluate(() => document.activeElement?.closest('[data-test]')?.dataset.test);
const PASSAGE = '月面着陆须提前三日登记，每船最多五人';

// An answer that rests on two originals, its sentence anchored to the second; its title and number.
async function answered(files) {
  const { centre } = desks;
  const market = await centre.person('market');
  const editor = await centre.person('editor');
  const director = await centre.person('director');
  const notice = await centre.notice({});
  for (const [name, text] of files)
    (await market.send('POST', `/notices/${notice.id}/originals`, { query: { name }, body: text, headers: { 'content-type': 'application/octet-stream' } })).is(201);
  (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
  const { originals } = (await editor.get(`/notices/${notice.id}`)).is(200).body;
  const title = `月面着陆${mark('乙')}怎么登记`;
  const script = '您好，月面着陆每船最多 5 人。';
  const anchors = originals[1] ? [{ sentence: script, source: originals[1].sha256, passage: PASSAGE }] : [];
  const item = { ...centre.entry({ title, script }), anchors };
  const change = (await editor.post(`/notices/${notice.id}/changes`, { summary: '起草', items: [item] })).is(201).body;
  const { digest } = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
  (await market.post(`/changes/${change.id}/confirm`, { digest })).is(200);
  (await editor.post(`/changes/${change.id}/publish`, { at: null })).is(200);
  const { hit } = await findable(await centre.person('agent'), title, title);
  return { title, entry: hit.entry };
}
const uses = async (entry) =>
  (await (await desks.centre.person('auditor')).get('/journal', { verb: 'use_answer', limit: 100 }))
    .is(200)
    .body.items.filter(({ subject }) => subject.id === String(entry));
async function look(page, photo) {
  await desks.photo(page, photo);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${photo} is ${wide} pixels wider than the window`);
  assert.deepEqual(await desks.violations(page), [], photo);
}
const LONG = `# 关于月面着陆业务的通知\n\n${Array.from({ length: 40 }, (_, i) => `第${i + 1}条　前往月面的旅客须在出发前三日登记，返回后销记。\n\n`).join('')}`;
const FILES = [
  ['通知正文.md', '# 通知\n\n请遵照附件。\n'],
  ['附件一：月面着陆登记说明（二〇二六年修订版）.md', `${LONG}${PASSAGE}。\n\n${LONG}`],
];

/** Once: a second notice of the same words would touch the first answer. */
let known;
const citing = () => (known ??= answered(FILES));

test('Alt+O opens the original beside the script, at the passage that it rests on', { skip: lacking, timeout: 90_000 }, async () => {
  const { title, entry } = await citing();
  const page = await desks.page('leader');
  await desks.go(page, `/desk?q=${encodeURIComponent(title)}`);
  await page.locator(`[data-test=answer][data-entry="${entry}"]`).waitFor();
  await by(page, 'search-box').focus();
  await page.keyboard.press('Alt+o');
  const text = by(page, 'original-text');
  await page.locator('[data-test=original-text] mark', { hasText: PASSAGE }).waitFor();
  assert.equal(await focused(page), 'original-page');
  assert.equal(await by(page, 'original-name').innerText(), FILES[1][0], 'the one that the script cites');
  assert.equal(await by(page, 'cited').innerText(), '已标出口径所依据的 1 处');
  const seen = await page.evaluate(() => {
    const box = document.querySelector('[data-test=original-page]').getBoundingClientRect();
    const at = document.querySelector('[data-test=original-text] mark').getBoundingClientRect();
    return at.top >= box.top && at.bottom <= box.bottom;
  });
  assert.ok(seen, 'the passage is in sight');
  assert.ok(await by(page, 'script').isVisible());
  await look(page, 'original-beside');
  const [row] = await within(2_000, () => uses(entry), (rows) => rows.length > 0, 'the record');
  assert.equal(row.detail.how, 'opened');

  // The arrows scroll the original and choose another one; the list stays where it is.
  const top = () => by(page, 'original-page').evaluate((one) => one.scrollTop);
  const from = await top();
  await page.keyboard.press('ArrowDown');
  await within(2_000, top, (now) => now > from, 'scrolled');
  assert.equal(await by(page, 'answer').getAttribute('data-entry'), String(entry));
  await page.keyboard.press('ArrowLeft');
  await text.getByText('请遵照附件').waitFor();
  assert.equal(await by(page, 'original-name').innerText(), FILES[0][0]);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.locator('[data-test=original-text] mark', { hasText: PASSAGE }).waitFor();
  const download = page.waitForEvent('download');
  await by(page, 'original-download').click();
  assert.equal((await download).suggestedFilename(), FILES[1][0]);

  await page.keyboard.press('Escape');
  await by(page, 'original-beside').waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'search-box', 'the focus goes back');
  await page.keyboard.press('Alt+o');
  await by(page, 'original-beside').waitFor();
  await page.keyboard.press('Alt+o');
  await by(page, 'original-beside').waitFor({ state: 'detached' });
  await page.locator('[data-test=answer-original]', { hasText: FILES[0][0] }).click();
  await text.getByText('请遵照附件').waitFor();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await look(page, 'original-beside-wide');
  await page.setViewportSize({ width: 683, height: 384 });
  await page.keyboard.press('Alt+o');
  await page.keyboard.press('Alt+o');
  await text.waitFor();
  await look(page, 'original-beside-zoomed');
  await page.setViewportSize({ width: 1100, height: 768 });
  await look(page, 'original-beside-narrow');
  assert.deepEqual(page.faults, []);
});

test('keys of an input method do not move the original, and another answer closes it', { skip: lacking, timeout: 60_000 }, async () => {
  const { title } = await answered(FILES.slice(0, 1));
  const page = await desks.page('leader', { language: 'en' });
  await desks.go(page, `/desk?q=${encodeURIComponent(title)}`);
  await by(page, 'answer').waitFor();
  await page.keyboard.press('Alt+o');
  await by(page, 'original-text').waitFor();
  await look(page, 'original-beside-english');
  await by(page, 'original-page').dispatchEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true });
  assert.equal(await by(page, 'original-beside').count(), 1);
  await page.keyboard.press('/');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('宽带');
  await by(page, 'original-beside').waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'search-box');
});

test('an agent reads it too, and may take the file', { skip: lacking, timeout: 60_000 }, async () => {
  const { title } = await citing();
  const page = await desks.page('agent');
  await desks.go(page, `/desk?q=${encodeURIComponent(title)}`);
  await by(page, 'answer').waitFor();
  await page.keyboard.press('Alt+o');
  await page.locator('[data-test=original-text] mark', { hasText: PASSAGE }).waitFor();
  assert.equal(await by(page, 'cited').innerText(), '已标出口径所依据的 1 处');
  await look(page, 'original-beside-agent');
  const download = page.waitForEvent('download');
  await by(page, 'original-download').click();
  assert.equal((await download).suggestedFilename(), FILES[1][0]);
});
