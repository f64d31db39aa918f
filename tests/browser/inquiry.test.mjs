// The auditor's four questions, each answered from one page and by keys: what was in force, on what paper, what an agent saw,
// whether anything was altered.
import assert from 'node:assert/strict';
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
  assert.deepEqual(page.faults, [], photo);
}
const known = async (title) => (await findable(await desks.centre.person('auditor'), title, title)).hit;
const asked = (parts) => `/audit?${new URLSearchParams(parts)}`;

// An answer that an agent found in a call, copied, and that has an original.
async function copied() {
  const { centre } = desks;
  const market = await centre.person('market');
  const editor = await centre.person('editor');
  const document_number = `市场〔2026〕${mark('').slice(-7)}号`;
  const notice = await centre.notice({ document_number });
  (
    await market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name: '月租通知.md' },
      body: `# 月租\n\n${mark()} 的月租为 5 元。\n`,
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).is(201);
  (await (await centre.person('director')).post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
  const title = `月租${mark('查')}是多少`;
  const change = (await editor.post(`/notices/${notice.id}/changes`, { summary: '起草', items: [centre.entry({ title })] })).is(201).body;
  const { digest } = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
  (await market.post(`/changes/${change.id}/confirm`, { digest })).is(200);
  (await editor.post(`/changes/${change.id}/publish`, { at: null })).is(200);
  const call = mark('call-');
  const agent = await centre.person('agent');
  const { answer, hit } = await findable(agent, title, title, { call_id: call });
  const { entry, revision } = hit;
  (await agent.post(`/search/${answer.body.search_id}/used`, { entry, revision, how: 'copied' })).is(201);
  return { title, call, document_number, entry, notice };
}
// An entry of several revisions, the newest first, and a moment between the first two.
async function revised() {
  const auditor = await desks.centre.person('auditor');
  const { entry } = await known('宽带断网了怎么报修');
  const revisions = (await auditor.get(`/entries/${entry}/revisions`)).is(200).body.items;
  assert.ok(revisions.length >= 3);
  const [first, second] = [...revisions].reverse();
  const between = new Date((Date.parse(first.recorded_at) + Date.parse(second.recorded_at)) / 2).toISOString();
  return { entry, revisions, between };
}

test('what was in force at a moment, as it was known at another', { skip: lacking, timeout: 60_000 }, async () => {
  const { entry, revisions, between } = await revised();

  const page = await desks.page('auditor');
  await desks.go(page, '/');
  await page.waitForURL('**/audit');
  await page.keyboard.press('Alt+1');
  await field(page, 'force-q').focus();
  await page.keyboard.insertText('断网报修');
  const row = page.locator(`[data-test=force-result][data-entry="${entry}"]`);
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  const answer = page.locator(`[data-test=force-answer][data-entry="${entry}"]`);
  await answer.waitFor();
  assert.equal(await answer.getAttribute('data-revision'), String(revisions[0].revision));
  await by(page, 'chain-confirmation').waitFor();
  await looked(page, 'inquiry-force');

  await desks.go(page, asked({ q: '断网报修', entry, as_of: between, recorded_at: between }));
  await page.locator(`[data-test=force-result][data-entry="${entry}"][data-revision="1"]`).waitFor();
  await page.locator(`[data-test=force-answer][data-entry="${entry}"][data-revision="1"]`).waitFor();
  assert.match(await by(page, 'clocks-away').innerText(), /不是现在的答案/);
  assert.match(await answer.innerText(), /48 小时/);
  await looked(page, 'inquiry-force-then');
  const link = new URL(await by(page, 'force-entry').getAttribute('href'), page.url());
  assert.deepEqual([link.searchParams.get('as_of'), link.searchParams.get('recorded_at')], [between, between], 'the clocks go along');
  assert.match(await by(page, 'chain-notice').innerText(), /〔2026〕/);

  // The handle goes by days: at its beginning nothing was known.
  await by(page, 'handle-recorded_at').focus();
  await page.keyboard.press('Home');
  await page.getByText('当时没有这样的口径').waitFor();
  assert.equal(await by(page, 'force-result').count(), 0);
  await looked(page, 'inquiry-force-nothing');
  await by(page, 'clocks-now').focus();
  await page.keyboard.press('Enter');
  await by(page, 'clocks-away').waitFor({ state: 'detached' });
  await page.locator(`[data-test=force-answer][data-revision="${revisions[0].revision}"]`).waitFor();

  // The list of entries and an entry travel, too.
  await desks.go(page, `/entries?as_of=${between}&recorded_at=${between}`);
  await page.locator(`[data-test=entry-row][data-entry="${entry}"]`, { hasText: 'v1' }).waitFor();
  await looked(page, 'inquiry-entries-then');
  await page.locator(`[data-test=entry-row][data-entry="${entry}"] a`).click();
  await page.locator('[data-test=then][data-revision="1"]').waitFor();
  assert.match(await by(page, 'chain-revision').innerText(), /v1/);
  await looked(page, 'inquiry-entry-then');

  // When nothing answered, no text is shown that could be taken for an answer; nor before anything was known.
  await desks.go(page, `/entries/${entry}?as_of=2001-01-01T00:00:00Z&recorded_at=${between}`);
  await page.locator('[data-test=then][data-revision=""]').waitFor();
  assert.equal(await by(page, 'chain').count(), 0);
  assert.deepEqual(await by(page, 'revision-row').evaluateAll((rows) => rows.map((one) => one.dataset.revision)), ['1']);
  await looked(page, 'inquiry-entry-silent');
  await desks.go(page, `/entries/${entry}?recorded_at=2001-01-01T00:00:00Z`);
  await by(page, 'clocks-away').waitFor();
  await desks.go(page, `/entries/${entry}?as_of=${between}&recorded_at=${between}`);
  await page.locator('[data-test=then][data-revision="1"]').waitFor();

  // Who wrote each sentence of what answers now.
  await by(page, 'clocks-now').click();
  await by(page, 'then').waitFor({ state: 'detached' });
  await by(page, 'who-wrote').locator('summary').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-test=sentence][data-since="1"]').first().waitFor();
  await page.locator('[data-test=sentence][data-since="2"]', { hasText: '24' }).first().waitFor();
  await looked(page, 'inquiry-authors');
});

test("the agents' desk as of then and as known then", { skip: lacking, timeout: 60_000 }, async () => {
  const { entry, revisions, between } = await revised();
  const page = await desks.page('agent');
  await desks.go(page, `/desk?${new URLSearchParams({ q: '断网报修', recorded_at: between })}`);
  const row = (revision) => page.locator(`[data-test=result][data-entry="${entry}"][data-revision="${revision}"]`);
  await row(1).waitFor();
  assert.match(await by(page, 'as-of-banner').innerText(), /所知的答案，不要读给现在的客户/);
  await looked(page, 'desk-known-then');
  await page.keyboard.press('Alt+D');
  await by(page, 'as-of-now').waitFor();
  await looked(page, 'desk-clocks');
  await by(page, 'as-of-now').focus();
  await page.keyboard.press('Enter');
  await row(revisions[0].revision).waitFor();
  await by(page, 'as-of-banner').waitFor({ state: 'detached' });
});

test('from a paper to the answers that rest on it and the calls that heard them, and back', { skip: lacking, timeout: 60_000 }, async () => {
  const { title, call, document_number, entry } = await copied();
  const page = await desks.page('inspector', { language: 'en' });
  await desks.go(page, '/audit');
  await page.keyboard.press('Alt+2');
  await by(page, 'paper').waitFor();
  await field(page, 'paper').focus();
  await page.keyboard.insertText(document_number.replace('〔', '[').replace('〕', ']'));
  await page.keyboard.press('Enter');
  const resting = page.locator(`[data-test=resting-answer][data-entry="${entry}"]`);
  await resting.waitFor();
  assert.match(await resting.innerText(), new RegExp(title));
  await resting.locator('[data-test=uses-open]').focus();
  await page.keyboard.press('Enter');
  const use = by(page, 'use').filter({ hasText: call });
  await use.waitFor();
  await looked(page, 'inquiry-paper-en');
  await use.locator('[data-test=use-trace]').focus();
  await page.keyboard.press('Enter');
  await by(page, 'chain-steps').waitFor();
  assert.match(await by(page, 'use-chain').innerText(), new RegExp(call));
  assert.match(await by(page, 'chain-original').innerText(), /月租通知\.md/);
  assert.ok((await by(page, 'chain-steps').locator('li').count()) >= 5);
  await looked(page, 'inquiry-chain-en');
  await within(2_000, () => page.evaluate(() => document.activeElement?.dataset.test), (at) => at === 'use-chain', 'the focus on the chain');
  await page.keyboard.press('Escape');
  await by(page, 'use-chain').waitFor({ state: 'detached' });

  // A paper that is not in the library, but in an answer.
  await desks.centre.published([desks.centre.entry({ title: `引用 ${title}`, script: '停机保号按老规定国通〔1998〕7号收费。' })]);
  await field(page, 'paper').fill('国通1998年第7号');
  await page.keyboard.press('Enter');
  await by(page, 'passage').waitFor();
  assert.match(await by(page, 'resting').innerText(), /cites it.*国通〔1998〕7号/);
  await looked(page, 'inquiry-paper-cited-en');

  await field(page, 'paper').fill('无此文〔2020〕1号');
  await page.keyboard.press('Enter');
  await by(page, 'not-found').waitFor();
  page.faults.length = 0; // the browser's word for a 404
  await looked(page, 'inquiry-paper-none');
});

test('what an agent saw in a call, and from there to the original', { skip: lacking, timeout: 60_000 }, async () => {
  const { call, entry } = await copied();
  const page = await desks.page('auditor', { size: { width: 1024, height: 768 } });
  await desks.go(page, '/audit');
  await page.keyboard.press('Alt+3');
  await by(page, 'seen-call').waitFor();
  await field(page, 'seen-call').focus();
  await page.keyboard.insertText(call);
  await page.locator(`[data-test=exposure-answer][data-entry="${entry}"]`).first().waitFor();
  await looked(page, 'inquiry-seen');
  await by(page, 'act-trace').first().focus();
  await page.keyboard.press('Enter');
  await by(page, 'chain-steps').waitFor();
  await looked(page, 'inquiry-seen-chain');
});

test('whether anything was altered', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/audit?ask=record');
  await by(page, 'verify').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-test=verdict][data-ok=true]').waitFor();
  await by(page, 'bundle').waitFor();
  await looked(page, 'inquiry-record');
});

test('the journal of a department and a period', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/journal?department=water');
  await by(page, 'record').first().waitFor();
  const auditor = await desks.centre.person('auditor');
  const { items } = (await auditor.get('/journal', { department: 'water', limit: 50 })).is(200).body;
  assert.equal(await by(page, 'record').first().getAttribute('data-seq'), String(items[0].seq));
  await looked(page, 'journal-department');
  const to = items[1].at; // not with this moment, which several records may share
  const before = items.find((one) => Date.parse(one.at) < Date.parse(to));
  await desks.go(page, `/journal?${new URLSearchParams({ department: 'water', to })}`);
  await within(3_000, () => by(page, 'record').first().getAttribute('data-seq'), (seq) => seq === String(before.seq), 'older ones');
});

test('the journal of a person has what was done to the person', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('auditor');
  await desks.go(page, '/journal?verb=add_person');
  await by(page, 'record').nth(1).waitFor();
  await field(page, 'filter-person').fill('water');
  await page.waitForURL(/person=water/);
  await within(3_000, () => by(page, 'record').count(), (count) => count === 1, 'only the one of that person');
  await looked(page, 'journal-person');
});

test('the timeline of the journal, walked by the arrows and narrowed by a dot', { skip: lacking, timeout: 60_000 }, async () => {
  const { notice } = await copied();
  const page = await desks.page('auditor');
  await desks.go(page, '/journal');
  await by(page, 'dot').first().waitFor();
  await looked(page, 'journal-timeline');
  await desks.go(page, `/notices/${notice.id}`);
  await by(page, 'to-journal').click();
  await page.waitForURL(/journal\?notice=/);
  const lanes = () => page.locator('[data-test=lane]').evaluateAll((all) => all.map((one) => one.dataset.lane));
  await within(3_000, lanes, (now) => now.join() === 'notices,drafts,confirmations,publications', 'the lanes of a notice');
  const records = (await by(page, 'record').count());
  const shown = await by(page, 'dot').evaluateAll((all) => all.reduce((sum, one) => sum + Number(one.dataset.records), 0));
  assert.equal(shown, records, 'every record is in a dot');
  await by(page, 'dot').first().focus();
  await page.keyboard.press('ArrowDown');
  const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.match(label, /^起草 .*起草变更单/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=/);
  await by(page, 'timeline-widen').waitFor();
  await looked(page, 'journal-timeline-notice');
  await by(page, 'timeline-widen').click();
  await page.waitForURL((url) => !url.searchParams.has('from'));
});

test('a comparison says on what papers both versions rest', { skip: lacking, timeout: 60_000 }, async () => {
  const { title, entry, notice } = await copied();
  const { centre } = desks;
  const [market, editor] = await Promise.all(['market', 'editor'].map((name) => centre.person(name)));
  const item = { ...centre.entry({ title, script: '您好，第二版。' }), action: 'revise', entry, base_revision: 1 };
  const change = (await editor.post(`/notices/${notice.id}/changes`, { summary: '更正', items: [item] })).is(201).body;
  const { digest } = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
  (await market.post(`/changes/${change.id}/confirm`, { digest })).is(200);
  (await editor.post(`/changes/${change.id}/publish`, { at: null })).is(200);
  const page = await desks.page('auditor');
  await desks.go(page, `/entries/${entry}`);
  await by(page, 'same-papers').waitFor();
  assert.equal(await by(page, 'paper-changes').count(), 0);
  await centre.revised(entry, { title, script: '您好，第三版。' });
  await desks.go(page, `/entries/${entry}?from=2&to=3`);
  await by(page, 'paper-changes').waitFor();
  const states = (test) => by(page, test).evaluateAll((rows) => rows.map((row) => row.dataset.state));
  assert.deepEqual([await states('paper-notice'), await states('paper-original')], [['gone', 'added'], ['gone']]);
  assert.match(await by(page, 'paper-original').innerText(), /月租通知\.md/);
  await looked(page, 'compare-papers');
});

test('the catalogue as it was known', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, '/catalogue');
  await page.locator('.el-tree-node').first().waitFor();
  await by(page, 'handle-recorded_at').focus();
  await page.keyboard.press('Home');
  await by(page, 'clocks-away').waitFor();
  await page.locator('.el-tree-node').first().waitFor({ state: 'detached' });
  await looked(page, 'catalogue-then');
  assert.equal(await page.locator('.el-tree-node[draggable=true]').count(), 0, 'what was is not arranged anew');
  await by(page, 'clocks-now').focus();
  await page.keyboard.press('Enter');
  await page.locator('.el-tree-node').first().waitFor();
});
