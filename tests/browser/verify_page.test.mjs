// The page that checks a bundle, saved to a disk and opened from there: no server, no network.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { findable, mark } from '../support/call_centre.mjs';
import { Desks, by, lacking } from '../support/browser.mjs';
import { run } from '../support/server.mjs';

let desks;
let saved; // the page, and bundles beside it
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const file = (name) => path.join(saved, name);
async function opened(size = { width: 1366, height: 768 }) {
  const page = await desks.page(null, { size });
  page.asked = [];
  page.on('request', (request) => /^https?:/.test(request.url()) && page.asked.push(request.url()));
  await page.goto(pathToFileURL(file('verify.html')).href);
  return page;
}
async function looked(page, photo) {
  await desks.photo(page, photo);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${photo} is ${wide} pixels wider than the window`);
  assert.deepEqual(await desks.violations(page), [], photo);
  assert.deepEqual([page.faults, page.asked], [[], []], photo);
}
const choose = (page, name) => by(page, 'file').setInputFiles(file(name));

test('the page is saved beside a bundle', { skip: lacking, timeout: 60_000 }, async () => {
  saved = path.join(desks.server.data, 'taken away');
  const page = await desks.page('auditor');
  await desks.go(page, '/journal');
  await by(page, 'bundle').locator('summary').click();
  await by(page, 'bundle-page').focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await download.saveAs(file('verify.html'));
  assert.equal(download.suggestedFilename(), 'koujing-verify.html');

  const { centre } = desks;
  const title = `宽带${mark('核')}怎么报修`;
  await centre.published([centre.entry({ title, script: '您好，24 小时内上门。' })]);
  const { hit } = await findable(await centre.person('agent'), title, title);
  const out = await run(['audit', 'export', file('entry.bundle'), '--entry', `K${hit.entry}`, '--data', desks.server.data]);
  assert.equal(out.status, 0, out.stderr);
  const bytes = await readFile(file('entry.bundle'));
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  await writeFile(file('flipped.bundle'), bytes);
});

test('what holds is said to hold, and can be read', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await opened();
  await looked(page, 'verify-empty');
  await choose(page, 'entry.bundle');
  await by(page, 'holds').waitFor();
  assert.match(await by(page, 'holds').innerText(), /全部成立/);
  await by(page, 'record').first().waitFor();
  await looked(page, 'verify-holds');
  assert.ok((await by(page, 'record').count()) >= 4);
  await by(page, 'find').fill('发布');
  assert.match(await by(page, 'record').first().innerText(), /发布/);
  const revision = by(page, 'revision-text').first();
  await revision.locator('summary').first().click();
  assert.match(await revision.innerText(), /24 小时内上门/);
  await looked(page, 'verify-text');

  await by(page, 'language').click();
  await by(page, 'holds').getByText('Everything holds').waitFor();
  await looked(page, 'verify-en');
});

test('what was changed is said to be, with its line, as the program says it', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await opened();
  const whole = await readFile(file('entry.bundle'));
  for (let i = 0; i < 12; i += 1) {
    const bytes = Buffer.from(whole);
    bytes[Math.floor(((i + 0.5) / 12) * whole.length)] ^= 1 << i % 8;
    await writeFile(file('flipped.bundle'), bytes);
    await choose(page, 'flipped.bundle');
    await by(page, 'finding').waitFor();
    const { stdout, stderr, status } = await run(['audit', 'verify', file('flipped.bundle')]);
    assert.notEqual(status, 0);
    assert.match(stdout + stderr, new RegExp(`\\b${await by(page, 'finding').getAttribute('data-line')}\\b`));
    assert.equal(await by(page, 'record').count(), 0, 'nothing of it is shown');
    await by(page, 'file').setInputFiles([]);
  }
  await choose(page, 'flipped.bundle');
  await looked(page, 'verify-flipped');
});

test('it is compared with the key and the checkpoints that somebody holds', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await opened({ width: 683, height: 768 });
  await choose(page, 'entry.bundle');
  await by(page, 'holds').waitFor();
  const { public_key: key, checkpoint } = JSON.parse((await readFile(file('entry.bundle'), 'utf8')).split('\n')[0]);
  await page.locator('summary').first().click();
  await by(page, 'key').fill(key.toUpperCase());
  await by(page, 'held').fill(`\n${checkpoint}`);
  await by(page, 'again').click();
  await page.locator('.facts', { hasText: '比对上的检查点' }).waitFor();
  assert.match(await page.locator('.facts').innerText(), /比对上的检查点\s+1/);
  await looked(page, 'verify-compared');
  const other = key.replace(/^./, (one) => (one === '0' ? '1' : '0'));
  const refused = async (what, value, words) => {
    await by(page, what).fill(value);
    await by(page, 'again').click();
    await by(page, 'finding').getByText(words).waitFor();
  };
  await refused('key', other, '公钥不是您填的那一把');
  await refused('key', 'abc', '不是 64 位十六进制');
  await by(page, 'key').fill(key);
  await refused('held', checkpoint.replace(/\n\d+\n/, '\n1\n'), '检查点不能用');
});

test('texts that the law has deleted are told by their signed stubs', { skip: lacking, timeout: 60_000 }, async () => {
  const { centre } = desks;
  const title = `宽带${mark('删')}怎么报修`;
  const set = await centre.published([centre.entry({ title })]);
  const [{ id: entry }] = (await (await centre.person('editor')).get('/entries', { q: title })).is(200).body.items;
  await centre.revised(entry, { title: mark('上门报修'), base_revision: 1 });
  const [admin, law] = [await centre.person('admin'), { law: '《个人信息保护法》第四十七条', reason: '客户要求' }];
  (await admin.post(`/entries/${entry}/revisions/1/redact`, law)).is(200);
  (await admin.post(`/notices/${set.notice}/redact`, law)).is(200);
  const out = await run(['audit', 'export', file('redacted.bundle'), '--entry', `K${entry}`, '--data', desks.server.data]);
  assert.equal(out.status, 0, out.stderr);

  const page = await opened();
  await choose(page, 'redacted.bundle');
  await by(page, 'holds').waitFor();
  for (const kind of ['revision', 'change', 'notice'])
    assert.match(await by(page, `${kind}-text`).filter({ has: by(page, 'redacted') }).first().innerText(), /依法删除（《个人信息保护法》第四十七条；客户要求）/, kind);
  await by(page, 'part-revision').scrollIntoViewIfNeeded();
  await looked(page, 'verify-redacted');
});
