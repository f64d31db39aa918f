// The agent's own desk: the call that goes on, what is kept, what changed since the last shift, what was seen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findable, mark, within } from '../support/call_centre.mjs';
import { Desks, by, lacking, settled } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

async function answered(text) {
  await desks.centre.published([desks.centre.entry(text)]);
  const agent = await desks.centre.person('agent');
  return (await findable(agent, text.title, text.title)).hit;
}
const exposure = async (query, good) =>
  (
    await within(
      5_000,
      async () => (await (await desks.centre.person('inspector')).get('/exposures', { limit: 5, ...query })).is(200),
      ({ body }) => body.items.some(good),
      'what was seen',
    )
  ).body.items.find(good);
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.test);
async function look(page, photo) {
  await desks.photo(page, photo);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${photo} is ${wide} pixels wider than the window`);
  assert.deepEqual(await desks.violations(page), [], photo);
}

test(
  'a call in the address narrows the desk and belongs to everything that is seen in it',
  { skip: lacking, timeout: 60_000 },
  async () => {
    const title = `${mark('断网')}怎么报修`;
    const scope = { region: ['城东区'], product: ['宽带'], customers: [] };
    const hit = await answered({ title, scope });
    const call = mark('call');
    const page = await desks.page('agent');
    const query = new URLSearchParams({ call, region: '城东区', product: '宽带', number: '13800001234' });
    await desks.go(page, `/desk?${query}`);
    await by(page, 'call-strip').waitFor();
    assert.match(await by(page, 'call-strip').innerText(), /13800001234 · 城东区 · 宽带/);
    assert.doesNotMatch(page.url(), /call=|number=/, 'a link to this desk does not carry the call');
    assert.match(decodeURIComponent(page.url()), /region=城东区/);
    await page.keyboard.insertText(title);
    await page.locator(`[data-test=answer][data-entry="${hit.entry}"]`).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(1_200);
    await look(page, 'desk-call');
    await by(page, 'search-box').fill('');
    await by(page, 'my-desk').waitFor();
    const row = await exposure(
      { call_id: call },
      ({ acts }) => acts.some(({ how }) => how === 'left'),
    );
    assert.equal(row.q, title);
    assert.deepEqual(row.acts.map(({ how }) => how), ['opened', 'left']);
    assert.ok(row.acts[1].seconds >= 1 && row.acts[1].seconds < 20, `${row.acts[1].seconds} s`);

    await page.reload();
    await by(page, 'call-strip').waitFor();
    await by(page, 'call-end').click();
    assert.equal(await by(page, 'call-strip').count(), 0);
    await page.waitForURL((url) => !url.search.includes('region'));
    assert.deepEqual(page.faults, []);
  },
);

test('the page that opened the desk tells it of calls', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, '/bulletins');
  const [desk] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => void (window.desk = window.open('/desk')))]);
  await settled(desk);
  await page.evaluate(() =>
    window.desk.postMessage({ type: 'koujing:call', call: 'c-1', region: '城西区', number: '10086' }, location.origin),
  );
  await by(desk, 'call-strip').waitFor();
  await desk.waitForURL((url) => url.searchParams.get('region') === '城西区');
  await page.evaluate(() => window.desk.postMessage({ type: 'koujing:call-ended' }, location.origin));
  await by(desk, 'call-strip').waitFor({ state: 'detached' });
  await desk.evaluate(() => window.postMessage({ type: 'koujing:call', call: 'c-2' }, location.origin));
  await desk.waitForTimeout(300);
  assert.equal(await by(desk, 'call-strip').count(), 0, 'the page does not believe itself');
});

test(
  'an answer is kept under a category and opened again, from the keyboard alone',
  { skip: lacking, timeout: 60_000 },
  async () => {
    const title = `${mark('资费')}怎么收`;
    const hit = await answered({ title });
    const page = await desks.page('agent2');
    await desks.go(page, `/desk?q=${encodeURIComponent(title)}`);
    await page.locator(`[data-test=answer][data-entry="${hit.entry}"]`).waitFor();
    assert.equal(await focused(page), 'search-box');
    await page.keyboard.press('Alt+f');
    await within(2_000, () => focused(page), (test) => test === 'favourite-category', 'the field');
    await page.keyboard.press('Escape');
    await within(2_000, () => focused(page), (test) => test === 'search-box', 'the focus back');
    assert.equal(await by(page, 'favourite').getAttribute('aria-pressed'), 'false');
    await page.keyboard.press('Alt+f');
    await page.keyboard.insertText('常用资费');
    await look(page, 'favourite-category');
    await page.keyboard.press('Enter');
    await page.locator('[data-test=favourite][aria-pressed=true]').waitFor();
    await by(page, 'subscribe').click();
    await page.locator('[data-test=subscribe][aria-pressed=true]').waitFor();
    await by(page, 'subscribe-node').click();
    await page.locator('[data-test=subscribe-node][aria-pressed=true]').waitFor();
    await look(page, 'favourite-kept');

    await by(page, 'search-box').focus();
    await page.keyboard.press('Escape');
    await by(page, 'my-desk').waitFor();
    assert.match(await by(page, 'my-favourites-常用资费').innerText(), new RegExp(title));
    await look(page, 'my-desk');
    await page.keyboard.press('Alt+f');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const line = page.locator(`[data-test=my-line][data-entry="${hit.entry}"]`).first();
    await line.focus();
    await page.keyboard.press('Enter');
    await page.locator(`[data-test=answer][data-entry="${hit.entry}"]`).waitFor();
    const row = await exposure({ person: 'agent2' }, ({ acts }) => acts.some(({ how }) => how === 'opened'));
    assert.equal(row.acts[0].entry, hit.entry);

    await page.keyboard.press('Alt+f');
    await page.locator('[data-test=favourite][aria-pressed=false]').waitFor();
    assert.deepEqual(page.faults, []);
  },
);

test(
  'what changed since the last shift is read and acknowledged from the keyboard',
  { skip: lacking, timeout: 90_000 },
  async () => {
    const agent = await desks.centre.person('agent');
    const titles = ['甲', '乙', '丙'].map((one) => `${mark(`交接${one}`)}怎么办`);
    const hits = [];
    for (const title of titles) {
      const hit = await answered({ title, script: '您好，每月 99 元。' });
      (await agent.put(`/my/subscriptions/entries/${hit.entry}`)).is(204);
      hits.push(hit);
    }
    const page = await desks.page('agent');
    const since = encodeURIComponent(new Date().toISOString());
    await desks.go(page, `/shift?since=${since}`);
    await by(page, 'empty').waitFor();
    const revise = (i, script, minor) =>
      desks.centre.published([
        { ...desks.centre.entry({ title: titles[i], script }), action: 'revise', entry: hits[i].entry, base_revision: 1, minor },
      ]);
    await revise(0, '您好，每月 89 元。', false);
    const one = page.locator(`[data-test=shift-change][data-entry="${hits[0].entry}"]`);
    await one.waitFor({ timeout: 15_000 });
    const editor = await desks.centre.person('editor');
    await revise(2, '您好，每月九十九元。', true);
    (await editor.post(`/entries/${hits[1].entry}/withdraw`, { reason: '有误' })).is(200);
    await page.locator(`[data-test=shift-change][data-entry="${hits[1].entry}"]`).waitFor({ timeout: 15_000 });
    await by(page, 'shift-minor').locator('summary').click();
    const waiting = Number(await by(page, 'shift-waiting').getAttribute('data-waiting'));
    assert.equal(waiting, 2, 'a minor change is not asked to be acknowledged');
    assert.deepEqual([await one.locator('del').innerText(), await one.locator('ins').innerText()], ['99', '89']);
    await look(page, 'shift');
    await one.click();
    await page.keyboard.press('a');
    await page.locator(`[data-test=shift-change][data-entry="${hits[0].entry}"][data-acknowledged=true]`).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await one.focus();
    await look(page, 'shift-acknowledged');
    await one.click();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/desk\\?entry=${hits[0].entry}`));
    await page.locator(`[data-test=answer][data-entry="${hits[0].entry}"]`).waitFor();
    assert.deepEqual(page.faults, []);
  },
);

test('a desk opens with the filters of its group, and one click takes them off', { skip: lacking, timeout: 60_000 }, async () => {
  const leader = await desks.centre.person('leader');
  const agent = await desks.centre.person('agent');
  const group = (await agent.get('/session')).is(200).body.person.skill_group;
  const page = await desks.page('leader');
  await desks.go(page, '/skill-groups');
  await look(page, 'skill-groups');
  const place = page.locator(`[data-test=group][data-group="${group}"] [data-test=group-product] .el-select`);
  await place.click();
  await page.keyboard.insertText('宽带');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const now = (await leader.get('/skill-groups')).is(200);
  const theirs = now.body.groups.map(({ name }) => ({ name, filters: { region: ['城东区'] } }));
  (await leader.put('/skill-groups', { groups: theirs }, { 'if-match': now.etag })).is(200);
  await by(page, 'groups-save').click();
  await by(page, 'groups-stale').waitFor();
  await look(page, 'skill-groups-stale');
  page.faults.splice(0); // the refusal that was wanted
  await by(page, 'groups-mine').click();
  await by(page, 'groups-stale').waitFor({ state: 'detached' });
  await within(
    2_000,
    async () => (await agent.get('/my/desk')).is(200),
    ({ body }) => body.filters.product.includes('宽带'),
    'the filters',
  );

  const desk = await desks.page('agent');
  await desks.go(desk, '/desk');
  await desk.waitForURL((url) => url.searchParams.get('product') === '宽带');
  await desk.locator('[data-test=group-filter][aria-pressed=true]').waitFor();
  await look(desk, 'group-filter');
  await by(desk, 'group-filter').click();
  await desk.waitForURL((url) => !url.searchParams.has('product'));
  await desks.go(desk, '/desk');
  await desk.locator('[data-test=group-filter][aria-pressed=false]').waitFor();
  const after = (await leader.get('/skill-groups')).is(200);
  (await leader.put('/skill-groups', { groups: [] }, { 'if-match': after.etag })).is(200);
  assert.deepEqual([...page.faults, ...desk.faults], []);
});

test('what an agent saw at a moment stands first, and a leader sees who does not know', { skip: lacking, timeout: 60_000 }, async () => {
  const agent = await desks.centre.person('agent');
  const title = `${mark('停水')}怎么办`;
  const hit = await answered({ title });
  const call = mark('call');
  const found = (await agent.get('/search', { q: title, call_id: call })).is(200).body;
  const use = { entry: hit.entry, revision: hit.revision, call_id: call };
  (await agent.post(`/search/${found.search_id}/used`, { ...use, how: 'copied' })).is(201);
  (await agent.post(`/search/${found.search_id}/left`, { ...use, seconds: 75 })).is(204);
  const page = await desks.page('inspector');
  const to = new Date(Date.now() + 1_000).toISOString();
  await desks.go(page, `/exposures?person=agent&to=${encodeURIComponent(to)}`);
  await by(page, 'exposure-at').waitFor();
  const first = by(page, 'exposure').first();
  assert.match(await first.innerText(), /看了 1 分 15 秒/);
  await look(page, 'exposures');
  await first.locator('[data-test=exposure-call]').click();
  await page.waitForURL((url) => url.searchParams.get('call_id') === call);
  await settled(page);
  assert.equal(await by(page, 'exposure').count(), 1);
  const own = await desks.page('agent');
  await desks.go(own, '/exposures');
  assert.equal(await by(own, 'filter-person').count(), 0);
  await look(own, 'exposures-own');

  const leader = await desks.page('leader');
  const { id } = (await (await desks.centre.person('leader')).post('/bulletins', { title: mark('请学习'), text: '新口径' })).is(201).body;
  (await agent.post(`/bulletins/${id}/ack`)).is(200);
  await desks.go(leader, '/bulletins');
  await leader.locator(`[data-test=bulletin-row][data-bulletin="${id}"] [data-test=who-knows]`).click();
  await by(leader, 'who-done').first().waitFor();
  assert.ok((await by(leader, 'who-missing').count()) > 0);
  await look(leader, 'who-knows');
  assert.deepEqual([...page.faults, ...own.faults, ...leader.faults], []);
});

test('an editor says that a revision is minor, and its department sees that', { skip: lacking, timeout: 60_000 }, async () => {
  const title = `${mark('错字')}怎么办`;
  const hit = await answered({ title });
  const item = { ...desks.centre.entry({ title, script: '您好，请按通知办理。' }), action: 'revise', entry: hit.entry, base_revision: 1 };
  const { id } = await desks.centre.draft([item]);
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${id}`);
  await by(page, 'tab-item-0').click();
  await by(page, 'item-minor').click();
  await by(page, 'tab-overview').click();
  await by(page, 'minor-count').waitFor();
  await by(page, 'save').click();
  await page.locator('[data-test=save-state][data-state=saved]').waitFor();
  await look(page, 'minor-overview');
  await by(page, 'tab-item-0').click();
  await look(page, 'minor-item');
  const editor = await desks.centre.person('editor');
  assert.equal((await editor.get(`/changes/${id}`)).is(200).body.items[0].minor, true);
  (await editor.post(`/changes/${id}/submit`)).is(200);
  const confirmer = await desks.page('market');
  await desks.go(confirmer, `/confirm/${id}`);
  await by(confirmer, 'minor').waitFor();
  await look(confirmer, 'minor-confirm');
  assert.deepEqual([...page.faults, ...confirmer.faults], []);
});

test('in English, on a small window and a telephone', { skip: lacking, timeout: 90_000 }, async () => {
  const rounds = [
    ['agent', '/desk', { width: 1366, height: 768 }],
    ['agent', '/desk', { width: 390, height: 844 }],
    ['agent', '/desk?call=c-17&region=城东区&number=13800001234', { width: 390, height: 844 }],
    ['agent', '/shift?since=week&all=1', { width: 1366, height: 768 }],
    ['agent', '/shift?since=week&all=1', { width: 390, height: 844 }],
    ['inspector', '/exposures', { width: 390, height: 844 }],
    ['leader', '/skill-groups', { width: 800, height: 700 }],
    ['leader', '/bulletins', { width: 1024, height: 700 }],
  ];
  let n = 0;
  for (const [role, place, size] of rounds) {
    const page = await desks.page(role, { language: 'en', size });
    await desks.go(page, place);
    await page.waitForTimeout(300);
    await look(page, `en-${++n}${place.split('?')[0].replaceAll('/', '-')}-${size.width}`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});
