// Work without a mouse, with an input method, in two languages, and across the end of a session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, settled, write } from '../support/browser.mjs';
import { mark, within } from '../support/call_centre.mjs';
import { samplePassword } from '../support/server.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

// Of the element with the focus, or of the nearest one around it that has a mark.
const focused = (page) => page.evaluate(() => document.activeElement?.closest('[data-test]')?.dataset.test);
const selected = (page) => page.locator('[data-test=result][aria-selected=true]').getAttribute('data-entry');
const uses = async (how) =>
  (await (await desks.centre.person('auditor')).get('/journal', { verb: 'use_answer', limit: 100 }))
    .is(200)
    .body.items.filter(({ detail }) => detail.how === how);

test(
  'an agent searches, chooses, reads and copies without touching the mouse',
  { skip: lacking, timeout: 30_000 },
  async () => {
    const page = await desks.page('agent');
    const focused = () => page.evaluate(() => document.activeElement?.dataset.test);
    await desks.go(page, '/bulletins');
    await page.keyboard.press('/');
    await page.keyboard.insertText('宽带');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/desk\?q=/);
    await settled(page);
    await by(page, 'result').nth(2).waitFor();
    const entries = await by(page, 'result').evaluateAll((rows) => rows.map((row) => row.dataset.entry));
    assert.equal(await selected(page), entries[0]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await selected(page), entries[2]);
    assert.equal(
      await by(page, 'answer').getAttribute('data-entry'),
      entries[2],
      'the answer moves with the selection',
    );
    await page.keyboard.press('ArrowUp');
    assert.equal(await selected(page), entries[1]);
    await page.keyboard.press('Enter');
    await within(2_000, focused, (test) => test === 'answer-scroll', 'the focus in the answer');
    const opened = await within(
      2_000,
      () => uses('opened'),
      (rows) => rows.length > 0,
      'the record',
    );
    assert.equal(opened[0].subject.id, entries[1]);
    await page.keyboard.press('Alt+c');
    const copied = await within(
      2_000,
      () => uses('copied'),
      (rows) => rows.length > 0,
      'the record',
    );
    assert.equal(copied[0].subject.id, entries[1]);
    const clip = await page.evaluate(() => navigator.clipboard.readText());
    const script = await by(page, 'script').innerText();
    assert.ok(clip.startsWith(script.slice(0, 10)), `${clip} / ${script}`);
    assert.match(clip, new RegExp(`K${entries[1]} v\\d+`), 'with where it came from');
    await page.keyboard.press('/');
    assert.equal(await focused(), 'search-box');
    const emptied = page.waitForResponse(
      (response) => response.url().includes('/api/v1/search?') && !response.url().includes('q='),
    );
    await page.keyboard.press('Escape');
    assert.equal(await by(page, 'search-box').inputValue(), '');
    await emptied;
    await settled(page);
    await page.keyboard.press('Alt+3');
    assert.equal(await selected(page), await by(page, 'result').nth(2).getAttribute('data-entry'));
    await by(page, 'answer-title').click();
    await page.keyboard.press('?');
    await by(page, 'keys-help').waitFor();
    await desks.photo(page, 'keyboard-help');
    await page.keyboard.press('Escape');
    await by(page, 'keys-help').waitFor({ state: 'hidden' });
    assert.deepEqual(page.faults, []);
  },
);

test('keys that belong to an input method do nothing else', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('agent2');
  await desks.go(page, '/desk?q=宽带');
  const before = await selected(page);
  await by(page, 'search-box').focus();
  const keys = (marks) =>
    page.evaluate((marks) => {
      for (const init of [
        { key: 'ArrowDown', code: 'ArrowDown' },
        { key: 'Enter', code: 'Enter' },
        { key: 'c', code: 'KeyC', altKey: true },
        { key: 'r', code: 'KeyR', altKey: true },
        { key: 'Escape', code: 'Escape' },
      ])
        document.activeElement.dispatchEvent(
          new KeyboardEvent('keydown', { ...init, ...marks, bubbles: true, cancelable: true }),
        );
    }, marks);
  await keys({ isComposing: true });
  await keys({ keyCode: 229 });
  assert.equal(await selected(page), before);
  assert.equal(await by(page, 'search-box').inputValue(), '宽带');
  assert.equal(
    (await uses('opened'))
      .concat(await uses('copied'), await uses('read_out'))
      .filter(({ actor }) => actor.name === 'agent2').length,
    0,
  );
  // Paired: the same key outside a composition does its work.
  await keys({});
  await within(
    2_000,
    () => uses('copied'),
    (rows) => rows.some(({ actor }) => actor.name === 'agent2'),
    'the record',
  );

  // A real composition: nothing is asked for the half-typed letters, the word is asked for when it is chosen.
  const asked = [];
  page.on(
    'request',
    (request) =>
      request.url().includes('/api/v1/search?') &&
      asked.push(decodeURIComponent(new URL(request.url()).searchParams.get('q') ?? '')),
  );
  const cdp = await page.context().newCDPSession(page);
  await by(page, 'search-box').fill('');
  await by(page, 'search-box').focus();
  await settled(page);
  await page.keyboard.press('ArrowDown');
  for (const text of ['s', 'sh', 'shu', 'shui f', 'shui fei'])
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await page.waitForURL(/entry=/); // what was chosen goes into the address a moment later: without the letters
  const answered = page.waitForResponse(
    (response) => response.url().includes(`/api/v1/search?`) && response.url().includes(encodeURIComponent('水费')),
  );
  await cdp.send('Input.insertText', { text: '水费' });
  await answered;
  assert.deepEqual(
    asked.filter((q) => /[a-z]/.test(q)),
    [],
  );
  assert.equal(await by(page, 'search-box').inputValue(), '水费');
});

test('the language changes at once and is kept', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('director');
  await desks.go(page, '/notices');
  assert.match(await page.locator('h1').innerText(), /通知单/);
  await by(page, 'person-menu').click();
  await by(page, 'language').click();
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.match(await page.locator('h1').innerText(), /^[A-Z][a-z]+/);
  await page.reload();
  await settled(page);
  assert.match(await page.locator('h1').innerText(), /^[A-Z][a-z]+/);
  const words = await page.evaluate(() =>
    [...document.querySelectorAll('nav a, th, button, h1, label')]
      .map((one) => one.innerText.trim())
      .filter((text) => /[\u4e00-\u9fff]/.test(text)),
  );
  assert.deepEqual(
    words.filter((text) => text !== '中文' && !/[\u4e00-\u9fff]{2,3}$/.test(text)),
    [],
    'words that are not translated',
  );
  // A refusal comes in the language of the page.
  const refused = await page.evaluate(async () =>
    (await fetch('/api/v1/notices?limit=0', { headers: { 'accept-language': 'en' } })).json(),
  );
  assert.match(refused.detail, /must be 1 to 100/);
});

test(
  'when the session ends, the page asks for the password and nothing that was typed is lost',
  { skip: lacking, timeout: 30_000 },
  async () => {
    const change = await desks.centre.draft([desks.centre.entry()]);
    const page = await desks.page('editor');
    await desks.go(page, `/changes/${change.id}?item=1`);
    const [said, more] = [`您好，会话结束也不会丢的话 ${mark()}。`, '还有这一句。'];
    const text = said + more;
    await write(page, 'item-script', said);
    await page.locator('[data-test=save-state][data-state=saved]').waitFor();
    await page.context().clearCookies(); // after what the page asks for while it opens
    await page.keyboard.insertText(more);
    await page.keyboard.press('Control+s');
    await by(page, 'sign-in-again').waitFor();
    await desks.photo(page, 'session-ended');
    assert.deepEqual(await desks.violations(page), []);
    await within(
      2_000,
      () => page.evaluate(() => document.activeElement?.id),
      (id) => id === 'password',
      'the caret in the password',
    );
    await page.keyboard.insertText(samplePassword);
    await page.keyboard.press('Enter');
    await by(page, 'sign-in-again').waitFor({ state: 'hidden' });
    const editor = await desks.centre.person('editor');
    await within(
      3_000,
      () => editor.get(`/changes/${change.id}`),
      ({ body }) => body.items[0].script === text,
      'the saved text',
    );
    assert.equal(await field(page, 'item-script').innerText(), text);
  },
);

test(
  "what somebody else saved meanwhile is shown beside one's own, and neither is lost",
  { skip: lacking, timeout: 30_000 },
  async () => {
    const change = await desks.centre.draft([desks.centre.entry({ title: '两个人改的条目', script: '原来的话' })]);
    const page = await desks.page('editor');
    await desks.go(page, `/changes/${change.id}?item=1`);
    const editor2 = await desks.centre.person('editor2');
    const read = (await editor2.get(`/changes/${change.id}`)).is(200);
    (
      await editor2.put(
        `/changes/${change.id}`,
        { items: [desks.centre.entry({ title: '两个人改的条目', script: '同事的话' })] },
        { 'if-match': read.etag },
      )
    ).is(200);
    await write(page, 'item-script', '我的话');
    await page.keyboard.press('Control+s');
    await by(page, 'conflict').waitFor();
    await desks.photo(page, 'conflict');
    const shown = await by(page, 'conflict').innerText();
    assert.ok(shown.includes('我的话') && shown.includes('同事的话'), shown);
    assert.equal(
      (await editor2.get(`/changes/${change.id}`)).body.items[0].script,
      '同事的话',
      'nothing was overwritten',
    );
    await by(page, 'conflict-apply').click();
    await by(page, 'conflict').waitFor({ state: 'hidden' });
  },
);

// Until the answers to the last keystrokes are there, the list is still that of the question before.
test('a key that is pressed before the answers are there is meant for them', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, '/desk?q=水费');
  const before = await selected(page);
  await page.route('**/api/v1/search?*', async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  const stamp = async () => /【K(\d+) /.exec(await page.evaluate(() => navigator.clipboard.readText()))?.[1];
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await by(page, 'search-box').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('宽带断网');
  await page.keyboard.press('Alt+c');
  const copied = await within(5_000, stamp, (entry) => entry !== undefined, 'the copied text');
  assert.notEqual(copied, before);
  assert.equal(copied, await selected(page));
  assert.equal(await by(page, 'offline-strip').count(), 0, 'an overtaken search is no lost server');

  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('停水');
  await page.keyboard.press('Alt+2');
  await page.waitForURL(/q=%E5%81%9C%E6%B0%B4/);
  await within(
    5_000,
    async () => [await selected(page), await by(page, 'result').nth(1).getAttribute('data-entry'), page.url()],
    ([one, second, url]) => one === second && url.includes(`entry=${second}`),
    'the second of the new list',
  );
  assert.deepEqual(page.faults, []);
});

test('fast typing over a slow network never shows the desk as offline, and Ctrl+K leads back to the box', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, '/desk');
  await by(page, 'copy-state').waitFor({ timeout: 15_000 });
  await page.route('**/api/v1/search?*', async (route) => {
    await new Promise((done) => setTimeout(done, 250));
    await route.continue().catch(() => undefined); // overtaken meanwhile
  });
  let lost = 0;
  await page.exposeFunction('sawOffline', () => (lost += 1));
  await page.evaluate(() =>
    new MutationObserver(() => document.querySelector('[data-test=offline-strip]') && globalThis.sawOffline()).observe(document.body, { childList: true, subtree: true }),
  );
  await by(page, 'search-box').focus();
  await page.keyboard.type('kuandaiduanwang', { delay: 90 });
  await by(page, 'result').first().waitFor();
  assert.equal(lost, 0);
  await page.keyboard.press('Enter');
  await within(3_000, () => focused(page), (at) => at === 'answer-scroll', 'the answer');
  await page.keyboard.press('Control+k');
  assert.equal(await focused(page), 'search-box');

  // The filters: in, along, and out again, by keyboard alone.
  await by(page, 'facet-library').focus();
  await page.keyboard.press('Enter');
  await within(3_000, () => focused(page), (at) => at?.startsWith('facet-library-') ?? false, 'the first value');
  const open = await by(page, 'answer').getAttribute('data-entry');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/library=/);
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'facet-library');
  assert.ok(open);
  assert.deepEqual(page.faults, []);
});
