// Many notices are taken in at once: a folder or files come in, the rows are looked over, all are registered, each once.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, settled } from '../support/browser.mjs';
import { mark } from '../support/call_centre.mjs';

let desks, folder;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  folder = await mkdtemp(path.join(tmpdir(), 'koujing-many-'));
});
after(async () => {
  await desks?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const notice = (subject, number, { head = '', more = '' } = {}) =>
  Buffer.from(
    `# ${subject}\n\n${number}\n\n各营业厅：\n\n一、${subject.slice(2, -3)}${mark()}，自2027年1月1日起执行。${more}\n\n${head}\n\n2026年11月25日\n`,
  );
// Document numbers that nobody else uses: their prefix is of letters alone.
const prefix = () => mark('市场').replace(/\d/g, (digit) => 'abcdefghij'[digit]);
const lay = async (files) => {
  const root = await mkdtemp(path.join(folder, '通知'));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), bytes);
  }
  return root;
};
const row = (page, words) => page.locator('[data-test=many-row]', { hasText: words });
const inRow = (page, words, test) => row(page, words).locator(`[data-test="${test}"]`);
const kinds = (page, words) => inRow(page, words, 'many-mark').evaluateAll((all) => all.map((one) => one.dataset.kind));
const read = (page) => by(page, 'many-reading').waitFor({ state: 'detached' });
const registered = (page, n) =>
  page
    .locator('tr[data-state=registered]')
    .nth(n - 1)
    .waitFor();
const all = async (person, q) => (await person.get('/notices', { q, limit: 100 })).is(200).body.items;

test(
  'a department registers a folder: one reading, one look, one button',
  { skip: lacking, timeout: 90_000 },
  async () => {
    const word = prefix();
    const long = `关于${'进一步做好岁末年初营业窗口服务保障和客户诉求办理工作'.repeat(2)}的通知`;
    const root = await lay({
      '1-资费.md': notice('关于调整宽带资费的通知', `${word}〔2026〕1号`, {
        head: '市场部',
        more: '请于12月20日前反馈。',
      }),
      [`2-${long.slice(0, 60)}.md`]: notice(long, `${word}〔2026〕2号`),
      '3-扫描件.png': PICTURE,
      '4-副本/资费的副本.md': '',
      '5-合并/附件1.md': Buffer.from(`价目表 ${mark()}`),
      '5-合并/正文.md': notice('关于校园卡的通知', `${word}〔2026〕5号`),
      '~$1-资费.md': 'x',
      '.DS_Store': 'x',
      '4-副本/Thumbs.db': 'x',
    });
    const first = notice('关于安装时限的通知', `${word}〔2026〕6号`);
    await writeFile(path.join(root, '4-副本/资费的副本.md'), first);
    await writeFile(path.join(root, '6-安装.md'), first);
    const page = await desks.page('market');
    await desks.go(page, '/notices');
    await by(page, 'new-many').click();
    await desks.photo(page, 'many-empty');
    await by(page, 'many-folder').setInputFiles(root);
    await row(page, '6-安装').waitFor();
    await read(page);

    assert.equal(await by(page, 'many-row').count(), 7);
    assert.match(await by(page, 'many-left-out').innerText(), /^3 个文件没有收/);
    assert.equal(await inRow(page, '1-资费', 'many-subject').inputValue(), '关于调整宽带资费的通知');
    assert.equal(await inRow(page, '1-资费', 'many-number').inputValue(), `${word}〔2026〕1号`);
    assert.match(
      await inRow(page, '1-资费', 'many-dates').innerText(),
      /成文 2026-11-25.*自 2027-01-01.*反馈 2026-12-20 23:59/s,
    );
    assert.deepEqual(await kinds(page, '3-扫描件'), ['lacks', 'unreadable']);
    assert.deepEqual(await kinds(page, '资费的副本'), ['twinOriginal']);
    assert.equal(await inRow(page, '资费的副本', 'many-tick').isChecked(), false);
    assert.equal(await by(page, 'many-submit').innerText(), '登记 4 份');
    await desks.photo(page, 'many-read');

    // The attachment becomes part of its notice, split off and joined again, all from the keyboard.
    await inRow(page, '附件1', 'many-subject').focus();
    await page.keyboard.press('Alt+j');
    await page
      .locator('textarea:focus')
      .and(inRow(page, '正文.md', 'many-subject'))
      .waitFor();
    await page.keyboard.press('Alt+k');
    await inRow(page, '附件1', 'many-subject').focus();
    assert.equal(await by(page, 'many-row').count(), 7);
    await page.keyboard.press('Alt+j');
    assert.equal(await by(page, 'many-row').count(), 6);
    assert.equal(await inRow(page, '正文.md', 'many-file').count(), 2);
    // What lacks is written in place; arrows stay in the column.
    await inRow(page, '2-关于', 'many-subject').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.insertText('关于防冻的通知（扫描件）');
    assert.deepEqual(await kinds(page, '3-扫描件'), ['unreadable']);
    await page.keyboard.press('Alt+Enter');
    await by(page, 'many-dialog').waitFor();
    assert.equal(await field(page, 'notice-subject').inputValue(), '关于防冻的通知（扫描件）');
    await field(page, 'notice-contact').fill('王敏 8301');
    await desks.photo(page, 'many-dialog');
    await by(page, 'many-close').click();
    await by(page, 'many-dialog').waitFor({ state: 'hidden' });
    // A row that is half under the head of the table is no fault.
    await page.locator('.rows').evaluate((rows) => rows.scrollTo(0, 0));
    assert.deepEqual(await desks.violations(page), []);

    await page.keyboard.press('Control+Enter');
    await registered(page, 5);
    await desks.photo(page, 'many-registered');
    assert.equal(await row(page, '资费的副本').getAttribute('data-state'), 'open');
    const market = await desks.centre.person('market');
    assert.deepEqual(
      (await all(market, word)).map(({ document_number }) => document_number).sort(),
      [1, 2, 5, 6].map((n) => `${word}〔2026〕${n}号`),
    );
    const number = (await inRow(page, '3-扫描件', 'many-notice').getAttribute('href')).split('/').pop();
    const scan = (await market.get(`/notices/${number}`)).is(200).body;
    assert.deepEqual(
      [scan.subject, scan.contact, scan.originals.map(({ file_name }) => file_name)],
      ['关于防冻的通知（扫描件）', '王敏 8301', ['3-扫描件.png']],
    );
    const joined = (
      await market.get(
        '/notices/' + (await inRow(page, '正文.md', 'many-notice').getAttribute('href')).split('/').pop(),
      )
    ).is(200).body;
    assert.deepEqual(
      joined.originals.map(({ file_name }) => file_name),
      ['正文.md', '附件1.md'],
    );
    // Nothing is left that anybody means to register: leaving asks nothing.
    await by(page, 'many-list').click();
    await page.waitForURL(/\/notices$/);

    // The same folder another day: everything was received before, nothing is ticked.
    await desks.go(page, '/notices/new/many');
    await by(page, 'many-folder').setInputFiles(root);
    await row(page, '1-资费').waitFor();
    await read(page);
    assert.deepEqual(await kinds(page, '1-资费'), ['sameOriginal']);
    assert.match(await by(page, 'many-submit').innerText(), /^登记 0 份$/);
    await desks.photo(page, 'many-received-before');
    assert.deepEqual(page.faults, []);
  },
);

test(
  'an answer that is lost, an original that is lost: sent again, registered once',
  { skip: lacking, timeout: 60_000 },
  async () => {
    const word = prefix();
    const page = await desks.page('market');
    await desks.go(page, '/notices/new/many');
    const files = [1, 2, 3].map((n) => ({
      name: `${n}.md`,
      mimeType: 'text/markdown',
      buffer: notice(`关于第${n}件事的通知`, `${word}〔2026〕${n}号`),
    }));
    // One reading finds every reader taken and is asked for again; one is lost and is asked for by the person.
    let readings = 0;
    await page.route('**/api/v1/documents/read?*', (route) => {
      readings += 1;
      if (readings === 1)
        return route.fulfill({ status: 503, json: { status: 503, code: 'extraction_busy', title: '', detail: '忙' } });
      return readings === 2 ? route.abort() : route.fallback();
    });
    await by(page, 'many-files').setInputFiles(files);
    await row(page, '3.md').waitFor();
    await read(page);
    assert.equal(await page.locator('[data-test=many-mark][data-kind=notRead]').count(), 1);
    await by(page, 'many-read-again').click();
    await by(page, 'many-read-again').waitFor({ state: 'detached' });
    await read(page);
    assert.equal(await by(page, 'many-submit').innerText(), '登记 3 份');
    // The notice is made, its answer never comes.
    let lost = 0;
    await page.route('**/api/v1/notices', async (route) => {
      if (route.request().method() !== 'POST' || lost++) return route.fallback();
      await route.fetch();
      await route.abort();
    });
    let broken = 0;
    await page.route('**/api/v1/notices/*/originals?*', (route) => (broken++ ? route.fallback() : route.abort()));
    await by(page, 'many-submit').click();
    await by(page, 'many-halted').waitFor();
    assert.equal(await row(page, '1.md').getAttribute('data-state'), 'unsure');
    assert.equal(await inRow(page, '1.md', 'many-subject').isDisabled(), true, 'what is sent again is the same');
    assert.equal(await row(page, '2.md').getAttribute('data-state'), 'open');
    // Leaving is asked about.
    const asked = [];
    page.on('dialog', (dialog) => (asked.push(dialog.message()), dialog.dismiss()));
    await page.locator('[data-test=go-notices]').click();
    assert.match(asked.join(), /还有没登记的通知单/);
    const guarded = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
    assert.equal(await guarded(), true);
    // Now the first one's original does not arrive.
    await by(page, 'many-submit').click();
    await page.locator('tr[data-state=partly]').waitFor();
    await desks.photo(page, 'many-partly');
    await inRow(page, '1.md', 'many-retry').click();
    await row(page, '1.md').and(page.locator('[data-state=registered]')).waitFor();
    await by(page, 'many-submit').click();
    await registered(page, 3);
    assert.equal(await guarded(), false);
    const market = await desks.centre.person('market');
    const made = await all(market, word);
    assert.deepEqual(
      made.map(({ document_number, originals }) => [document_number, originals]).sort(),
      [1, 2, 3].map((n) => [`${word}〔2026〕${n}号`, 1]),
    );
  },
);

test(
  'a folder that is dropped on the page of one notice goes on to the page of many',
  { skip: lacking, timeout: 60_000 },
  async () => {
    const root = await lay({
      '一.md': notice('关于甲的通知', ''),
      '子/二.md': notice('关于乙的通知', ''),
      '子/三.md': notice('关于丙的通知', '', { head: '市场部' }),
    });
    const page = await desks.page('editor', { language: 'en' });
    await desks.go(page, '/notices/new');
    const box = await page.locator('.drop').boundingBox();
    const cdp = await page.context().newCDPSession(page);
    const data = { items: [], files: [root], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'])
      await cdp.send('Input.dispatchDragEvent', { type, x: box.x + 50, y: box.y + 20, data });
    await page.waitForURL(/\/notices\/new\/many$/);
    await settled(page);
    await row(page, '二.md').waitFor();
    await read(page);
    assert.equal(await by(page, 'many-row').count(), 3);
    // Who may register for any department says for which.
    assert.deepEqual(await kinds(page, '二.md'), ['lacks']);
    assert.equal(await inRow(page, '三.md', 'many-department').inputValue(), 'market');
    await by(page, 'many-join-folders').click();
    assert.equal(await by(page, 'many-row').count(), 2);
    await by(page, 'many-department-all').selectOption('water');
    assert.equal(await by(page, 'many-submit').innerText(), 'Register 2');
    await desks.photo(page, 'many-editor-en');
    assert.deepEqual(await desks.violations(page), []);
    await by(page, 'many-submit').click();
    await registered(page, 2);
    assert.deepEqual(page.faults, []);
  },
);
