// How search finds, worked on with the keyboard alone: every change is tried first, and what would lose is said.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, lacking, settled } from '../support/browser.mjs';
import { findable, mark, within } from '../support/call_centre.mjs';

const [subject, other] = [mark('换表'), mark('验表')];
let desks, editor, director, first, second, third;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  const { centre } = desks;
  [editor, director] = [await centre.person('editor'), await centre.person('director')];
  const titles = [`${subject}要多少钱`, `预约${subject}的时间`, `${other}在哪里办`];
  const questions = [[subject], [], [other]];
  await centre.published(titles.map((title, i) => centre.entry({ title, questions: questions[i] })));
  const found = await Promise.all(titles.map((title) => findable(editor, title, title)));
  [first, second, third] = found.map(({ hit }) => hit.entry);
});
after(() => desks?.close());

const results = async (q) => (await editor.get('/search', { q })).is(200).body.results;
const dialog = (page) => by(page, 'change-dialog').filter({ visible: true });
const go = (page, next) => page.locator(`[data-test=change-go][data-next=${next}]:not(.is-loading)`).filter({ visible: true });
const type = (page, text) => page.keyboard.insertText(text);
const keys = async (page, ...names) => {
  for (const name of names) await page.keyboard.press(name);
};
// Presses a key until what has the focus is what was looked for: there is no other way with a keyboard.
async function reach(page, selector, key = 'Tab') {
  for (let i = 0; i < 60; ++i) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${selector} is not reached with ${key}`);
}
const toTop = (page) => reach(page, '[data-test=synonyms] > li:first-child', 'k');
async function choose(page, entry) {
  await keys(page, 'Enter');
  await page.locator('[data-test=pick-q]:focus').waitFor();
  await page.locator(`[data-test=pick-row][data-entry="${entry}"]`).waitFor();
  await reach(page, `[data-test=pick-row][data-entry="${entry}"]`, 'ArrowDown');
  await keys(page, 'Enter');
  await page.locator(`[data-test$=-chosen]:visible`, { hasText: `K${entry} ` }).waitFor();
}
async function openTab(page, name) {
  await reach(page, '[role=tab][aria-selected=true]', 'Tab');
  await reach(page, `[data-test=side-${name}]`, 'ArrowRight');
  await page.waitForURL(name === 'synonyms' ? /search-words$/ : new RegExp(`tab=${name}`));
}
async function live(page) {
  await go(page, 'live').waitFor();
  await keys(page, 'Control+Enter');
  await dialog(page).waitFor({ state: 'detached' });
}

test('a pin is tried against a golden query that it costs a place, and goes live all the same', { skip: lacking, timeout: 120_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, '/notices');
  await reach(page, '[data-test=go-search-words]');
  await keys(page, 'Enter');
  await settled(page);
  await openTab(page, 'golden');
  await keys(page, 'n');
  await page.locator('[data-test=golden-text]:focus').waitFor();
  await type(page, subject);
  await reach(page, '[data-test=golden-entry]');
  await choose(page, first);
  await keys(page, 'Control+Enter');
  await page.locator('[data-test=golden-added][data-added="1"]').waitFor();
  assert.deepEqual(await desks.violations(page), []);
  await keys(page, 'Escape');
  const row = by(page, 'golden-row').filter({ hasText: subject });
  await row.waitFor();
  assert.equal(await row.getAttribute('data-kept'), 'kept');

  // From nowhere, a dialog that is left leads to the current row.
  await page.evaluate(() => document.activeElement?.blur());
  await keys(page, 'n');
  await page.locator('[data-test=golden-text]:focus').waitFor();
  await keys(page, 'Escape');
  await page.locator('[data-test=golden-row][aria-current=true]:focus').waitFor();

  await openTab(page, 'rules');
  await settled(page);
  await keys(page, 'n');
  await page.locator('[data-test=rule-queries]:focus').waitFor();
  await keys(page, 'Control+Enter');
  await dialog(page).locator('.fault').first().waitFor();
  await type(page, subject);
  await reach(page, '[data-test=rule-entry]');
  await choose(page, second);
  await reach(page, '[data-test=rule-note]');
  await type(page, '换表高峰，先说怎么预约');
  await keys(page, 'Control+Enter');
  await go(page, 'accept').waitFor();
  const loss = by(page, 'loss').filter({ hasText: subject });
  assert.match(await loss.innerText(), /变差.*第 1\s*→.*第 2/s);
  const sides = page.locator(`[data-test=trial-query][data-query="${subject}"]`);
  assert.equal(await sides.locator('[data-test=trial-after] [data-test=trial-hit]').first().getAttribute('data-entry'), `${second}`);
  await desks.photo(page, 'search-words-losses');
  assert.deepEqual(await desks.violations(page), []);

  // Without the tick nothing goes live.
  await keys(page, 'Control+Enter');
  await page.locator('[data-test=accept-losses] input:focus').waitFor({ state: 'attached' });
  await dialog(page).locator('.tick .fault').waitFor();
  assert.equal((await editor.get('/search-rules', { entry: second })).is(200).body.items.length, 0);
  await keys(page, 'Space');
  await live(page);
  const rule = by(page, 'rule').filter({ hasText: subject });
  await rule.waitFor();
  await within(3_000, () => results(subject), ([hit]) => hit.entry === second && hit.pinned, 'the pin');

  // Searches know it, on the desk too; the golden query has slipped and still stands in its places.
  await desks.photo(page, 'search-words-rules');
  await openTab(page, 'golden');
  await row.locator('[data-test=golden-rank]', { hasText: /第 2/ }).waitFor();
  await desks.photo(page, 'search-words-golden');
  assert.deepEqual(await desks.violations(page), []);
  await desks.go(page, `/desk?q=${encodeURIComponent(subject)}`);
  const pinned = page.locator(`[data-test=result][data-entry="${second}"] [data-test=result-pinned]`);
  await pinned.waitFor();
  assert.deepEqual([(await pinned.innerText()).trim(), await pinned.getAttribute('title')], ['置顶', '采编的规则把它放在这里']);
  await desks.photo(page, 'search-words-desk');
  assert.deepEqual(page.faults, []);
});

test('what others do meanwhile is tried again and shown, and nothing typed is lost', { skip: lacking, timeout: 120_000 }, async () => {
  const page = await desks.page('editor', { language: 'en', size: { width: 1024, height: 768 } });
  await desks.go(page, '/search-words?tab=rules');
  await keys(page, 'n');
  await page.locator('[data-test=rule-queries]:focus').waitFor();
  await type(page, other);
  await reach(page, '[data-test=rule-entry]');
  await choose(page, third);
  await reach(page, '[data-test=rule-pin] input', 'Shift+Tab');
  await keys(page, 'ArrowRight');
  await reach(page, '[data-test=rule-note]');
  await type(page, 'moved');
  await keys(page, 'Control+Enter');
  await go(page, 'live').waitFor();
  const gone = page.locator(`[data-test=trial-before] [data-test=trial-hit].gone[data-entry="${third}"]`);
  assert.match(await gone.innerText(), /gone/);

  // Golden since a moment: the server refuses, the page tries again.
  (await director.post('/golden-queries', { text: other, entry: third })).is(201);
  await keys(page, 'Control+Enter');
  await by(page, 'outrun').waitFor();
  await by(page, 'loss').filter({ hasText: other }).waitFor();
  assert.match(await by(page, 'loss').filter({ hasText: other }).innerText(), /no\. 1\s*→.*not in 20/s);
  assert.equal(await page.locator('[data-test=rule-note]').inputValue(), 'moved');
  await desks.photo(page, 'search-words-outrun-en');
  assert.deepEqual(await desks.violations(page), []);
  await keys(page, 'Control+Enter');
  await page.locator('[data-test=accept-losses] input:focus').waitFor({ state: 'attached' });
  await keys(page, 'Space');
  await live(page);
  const ban = by(page, 'rule').filter({ hasText: other });
  await ban.waitFor();
  await within(3_000, () => results(other), (found) => found.every(({ entry }) => entry !== third), 'the ban');

  // Somebody writes another note while this one is open.
  const id = await ban.getAttribute('data-rule');
  await reach(page, `[data-rule="${id}"]`, 'j');
  await keys(page, 'e');
  await page.locator('[data-test=rule-queries]:focus').waitFor();
  await reach(page, '[data-test=rule-note]');
  await type(page, ' again');
  await keys(page, 'Control+Enter');
  await go(page, 'live').waitFor();
  const now = (await director.get(`/search-rules/${id}`)).is(200);
  const { kind, queries, entry } = now.body;
  (await director.put(`/search-rules/${id}`, { kind, queries, entry, note: 'theirs' }, { 'if-match': now.etag })).is(200);
  await keys(page, 'Control+Enter');
  await by(page, 'stale').waitFor();
  await desks.photo(page, 'search-words-stale-en');
  assert.deepEqual(await desks.violations(page), []);
  await reach(page, '[data-test=stale-keep]', 'Shift+Tab');
  await keys(page, 'Enter');
  await by(page, 'stale').waitFor({ state: 'detached' });
  await go(page, 'try').waitFor();
  await keys(page, 'Control+Enter');
  await live(page);
  assert.equal((await editor.get(`/search-rules/${id}`)).is(200).body.note, 'moved again');

  // Removed, the golden query is in its place again: a gain.
  await reach(page, `[data-rule="${id}"]`, 'j');
  await keys(page, 'x');
  await by(page, 'gain').filter({ hasText: other }).waitFor();
  await live(page);
  await ban.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  // The refusals are what this test is about; browsers write them down as errors.
  assert.deepEqual(page.faults.filter((fault) => !/status of (409|412)/.test(fault)), []);
});

test('proposals are approved and declined by key; words come several at once', { skip: lacking, timeout: 120_000 }, async () => {
  const { centre } = desks;
  const word = mark('甲');
  const pair = (said, written) =>
    [1, 2].map(() => {
      const place = mark('部');
      return centre.entry({ title: `${place}的${said}怎么看`, questions: [`${place}的${written}怎么看`] });
    });
  await centre.published([...pair('表盘刻度', '转盘数字'), ...pair('红色指针', '小圆指示')]);
  const page = await desks.page('editor');
  await desks.go(page, '/search-words');
  await keys(page, 'm');
  const rows = by(page, 'synonym');
  const row = (text) => rows.filter({ hasText: text });
  await row('表盘刻度').first().waitFor();
  await settled(page);
  assert.equal(await rows.first().getAttribute('data-state'), 'proposed');
  assert.match(await row('表盘刻度').innerText(), /2 个条目/);
  assert.equal(await row('表盘刻度').locator('[data-test=example]').count(), 2);
  await desks.photo(page, 'search-words-proposals');
  assert.deepEqual(await desks.violations(page), []);
  const [approved, declined] = [
    await row('表盘刻度').getAttribute('data-synonym'),
    await row('红色指针').getAttribute('data-synonym'),
  ];
  await toTop(page);
  await reach(page, `[data-synonym="${approved}"]`, 'ArrowDown');
  await keys(page, 'a');
  await go(page, 'live').waitFor();
  await by(page, 'trial-query').first().waitFor();
  await desks.photo(page, 'search-words-approve');
  await live(page);
  await page.locator(`[data-synonym="${approved}"][data-state=active]`).waitFor();
  await toTop(page);
  await reach(page, `[data-synonym="${declined}"]`, 'j');
  await keys(page, 'd');
  await page.locator(`[data-synonym="${declined}"][data-state=declined]`).waitFor();
  assert.equal((await editor.get(`/synonyms/${declined}`)).is(200).body.state, 'declined');

  await openTab(page, 'words');
  await settled(page);
  await keys(page, 'n');
  await page.locator('[data-test=new-words]:focus').waitFor();
  await type(page, `${word}号转网\n${word}网融合`);
  await keys(page, 'Control+Enter');
  await live(page);
  for (const end of ['号转网', '网融合']) await page.locator(`[data-word="${word}${end}"]`).waitFor();
  await reach(page, `[data-word="${word}号转网"]`, 'j');
  await desks.photo(page, 'search-words-words');
  await keys(page, 'x');
  await live(page);
  await page.locator(`[data-word="${word}号转网"]`).waitFor({ state: 'detached' });
  await page.locator(`[data-word="${word}网融合"]`).waitFor();
  assert.deepEqual(page.faults, []);
});

test('an inspector reads all of it and changes nothing; an agent does not get the page', { skip: lacking, timeout: 60_000 }, async () => {
  const made = (await editor.post('/synonyms', { from: mark('只读'), to: ['看看'] }, {})).is(201).body;
  const page = await desks.page('inspector');
  for (const tab of ['synonyms', 'rules', 'words', 'golden']) {
    await desks.go(page, `/search-words?tab=${tab}`);
    await by(page, 'words-read-only').waitFor();
    if (tab === 'synonyms') await page.locator(`[data-synonym="${made.id}"]`).waitFor();
    for (const key of ['n', 'a', 'd', 'e', 'x', 'm']) await keys(page, key);
    assert.equal(await page.locator('.el-dialog:visible').count(), 0, tab);
    assert.equal(await page.locator('[data-test^=row-], [data-test$=-add], [data-test=synonyms-mine]').count(), 0, tab);
    assert.deepEqual(await desks.violations(page), [], tab);
  }
  assert.deepEqual(page.faults, []);
  assert.equal((await editor.get(`/synonyms/${made.id}`)).is(200).body.state, 'active');

  const agent = await desks.page('agent');
  await desks.go(agent, '/search-words');
  await by(agent, 'forbidden').waitFor();
  assert.equal(await by(agent, 'go-search-words').count(), 0);
});
