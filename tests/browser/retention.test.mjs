// The administrator's page for how long things are kept, and for what the law wants deleted.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { findable, mark, within } from '../support/call_centre.mjs';
import { Desks, by, field, lacking } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

async function looked(page, photo) {
  await desks.photo(page, photo);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${photo} is ${wide} pixels wider than the window`);
  assert.deepEqual(await desks.violations(page), [], photo);
}

test('rules are set, a search and an original are deleted, by keys', { skip: lacking, timeout: 60_000 }, async () => {
  const { centre } = desks;
  const admin = await centre.person('admin');
  const market = await centre.person('market');
  const text = `# 名单\n\n${mark('王某')}\n`;
  const sum = createHash('sha256').update(text).digest('hex');
  const notice = await centre.notice({});
  (
    await market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name: '名单.md' },
      body: text,
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).is(201);
  const { answer } = await findable(await centre.person('agent'), '宽带断网了怎么报修', '宽带断网了怎么报修');

  const page = await desks.page('admin');
  await desks.go(page, '/journal');
  await by(page, 'go-retention').focus();
  await page.keyboard.press('Enter');
  await by(page, 'search-days').waitFor();
  const kept = await by(page, 'kept').innerText();
  for (const kind of ['搜索的文字', '回电备注', '原件', '口径版本', '通知单', '审计日志', '确认', '疑难问题和反馈', '审计报告', '证据包']) assert.ok(kept.includes(kind), kind);
  await page.locator('[data-test=search-days] input').fill('180');
  await page.keyboard.press('Enter');
  await within(3_000, async () => (await admin.get('/retention-rules')).is(200).body, (rules) => rules.search_days === 180, 'the rule');
  await looked(page, 'retention');
  await page.locator('[data-test=search-days] input').fill('7');
  await by(page, 'rules-save').focus();
  await page.keyboard.press('Enter');
  await page.getByText('30').first().waitFor();

  await field(page, 'search-search').fill(answer.body.search_id);
  await page.keyboard.press('Enter');
  await page.getByText('请填写每一项').waitFor();
  await field(page, 'search-reason').fill('客户要求');
  await page.keyboard.press('Enter');
  await within(2_000, () => page.evaluate(() => document.activeElement?.dataset.test), (at) => at === 'search-yes', 'asked once more');
  await page.keyboard.press('Enter');
  await within(3_000, () => field(page, 'search-search').inputValue(), (value) => value === '', 'deleted');

  await field(page, 'original-sha256').fill(sum.toUpperCase());
  await field(page, 'original-law').fill('《个人信息保护法》第四十七条');
  await field(page, 'original-reason').fill('名单上的客户要求删除');
  await page.keyboard.press('Enter');
  await by(page, 'original-yes').waitFor();
  await looked(page, 'retention-sure');
  await page.keyboard.press('Escape');
  await by(page, 'original-yes').waitFor({ state: 'detached' });
  await by(page, 'original-delete').focus();
  await page.keyboard.press('Enter');
  await by(page, 'original-yes').waitFor();
  await page.keyboard.press('Enter');
  await within(3_000, () => field(page, 'original-sha256').inputValue(), (value) => value === '', 'deleted');
  (await market.get(`/originals/${sum}`)).is(404, 'original_redacted');

  const reader = await desks.page('market');
  await desks.go(reader, `/notices/${notice.id}`);
  await by(reader, 'original-redacted').waitFor();
  assert.match(await by(reader, 'originals').innerText(), /已依法删除/);
  await looked(reader, 'notice-redacted');
  assert.equal(await by(reader, 'original').count(), 0);
});

test('a revision and a notice are deleted by keys, and their pages say so', { skip: lacking, timeout: 60_000 }, async () => {
  const { centre } = desks;
  const editor = await centre.person('editor');
  const title = mark('王某的报修');
  const set = await centre.published([centre.entry({ title })]);
  const [{ id: entry }] = (await editor.get('/entries', { q: title })).is(200).body.items;
  await centre.revised(entry, { title: mark('上门报修'), base_revision: 1 });

  const page = await desks.page('admin');
  await desks.go(page, '/retention');
  const law = '《个人信息保护法》第四十七条';
  async function remove(name, values) {
    for (const [key, value] of Object.entries(values)) await field(page, `${name}-${key}`).fill(value);
    await page.keyboard.press('Enter');
    await by(page, `${name}-yes`).waitFor();
    await page.keyboard.press('Enter');
  }
  const reason = '客户要求删除';
  await remove('revision', { entry: `K${entry}`, revision: 'v2', law, reason });
  await page.getByText('正在生效').last().waitFor();
  await looked(page, 'retention-in-force');
  await remove('revision', { entry: `K${entry}`, revision: 'v1', law, reason });
  await within(3_000, () => field(page, 'revision-entry').inputValue(), (value) => value === '', 'deleted');
  await remove('notice', { notice: String(set.notice), law, reason });
  await within(3_000, () => field(page, 'notice-notice').inputValue(), (value) => value === '', 'deleted');

  const auditor = await desks.page('auditor');
  await desks.go(auditor, `/entries/${entry}?to=1`);
  await by(auditor, 'redaction-note').waitFor();
  assert.match(await by(auditor, 'redaction-note').innerText(), /由.*删除（《个人信息保护法》第四十七条；客户要求删除）/);
  assert.equal(await by(auditor, 'revision-redacted').count(), 1);
  assert.equal(await by(auditor, 'who-wrote').count(), 0);
  await looked(auditor, 'entry-redacted');
  await desks.go(auditor, `/journal?entry=${entry}`);
  await auditor.getByText('依法删除版本文字').first().waitFor();
  await looked(auditor, 'journal-redacted');

  const reader = await desks.page('market');
  await desks.go(reader, `/notices/${set.notice}`);
  await by(reader, 'redaction-note').waitFor();
  await looked(reader, 'notice-text-redacted');
  const writer = await desks.page('editor');
  await desks.go(writer, `/changes/${set.id}`);
  await by(writer, 'redaction-note').last().waitFor();
  await looked(writer, 'change-redacted');
});
