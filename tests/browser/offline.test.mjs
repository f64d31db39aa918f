// The agent's desk while its server is away: a real server is stopped under an open desk and started again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findable, mark, within } from '../support/call_centre.mjs';
import { Desks, by, field, lacking } from '../support/browser.mjs';
import { serve } from '../support/server.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(async () => {
  await running?.stop();
  await desks?.close();
});

// The server that listens now, when it is not the first one any more.
let running;
async function stopServer() {
  await (running ?? desks.server).stop();
}
async function startServer() {
  running = await serve(desks.server.data, { listen: new URL(desks.server.url).host });
}

async function answered(text, how) {
  await desks.centre.published([desks.centre.entry(text)], how);
  const agent = await desks.centre.person('agent');
  return (await findable(agent, text.title, text.title)).hit;
}
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
async function look(page, photo) {
  await desks.photo(page, photo);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${photo} is ${wide} pixels wider than the window`);
  assert.deepEqual(await desks.violations(page), [], photo);
}
// What the browser says of a server that is away is no fault of the page.
const away = (page) =>
  page.faults.splice(0, page.faults.length, ...page.faults.filter((fault) => !/ERR_CONNECTION_REFUSED/.test(fault)));
async function copyOf(page, entry) {
  await by(page, 'copy-state').waitFor({ timeout: 15_000 });
  await within(
    20_000,
    () => page.evaluate(keptEntries),
    (entries) => entry === undefined || entries.includes(entry),
    `entry ${entry} in the copy`,
  );
}
// The numbers of the entries that the browser keeps; runs in the page.
function keptEntries() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('koujing-offline');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      if (!db.objectStoreNames.contains('pages')) return resolve([]);
      const rows = db.transaction('pages').objectStore('pages').getAll();
      rows.onsuccess = () => {
        db.close();
        resolve(rows.result.flatMap(({ signed }) => JSON.parse(signed.payload).items.map(({ entry }) => entry.id)));
      };
    };
  });
}
const type = async (page, text) => {
  await page.keyboard.press('/');
  await by(page, 'search-box').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
};
const result = (page, entry) => page.locator(`[data-test=result][data-entry="${entry}"]`);
const strip = (page, offline) => page.locator(`[data-test=offline-strip][data-offline=${offline}]`);

test(
  'the desk goes on from its copy while the server is away, and sends what waited afterwards',
  { skip: lacking, timeout: 180_000 },
  async () => {
    const title = `宽带停机保号${mark('甲')}怎么办`;
    const hit = await answered({ title, questions: ['停机保号收多少钱'], script: '您好，停机保号每月 5 元。' });
    const agent = await desks.centre.person('agent');
    const call = mark('call');
    const page = await desks.page('agent');
    await desks.go(page, `/desk?call=${call}`);
    await copyOf(page, hit.entry);
    await look(page, 'offline-copy-kept');
    assert.deepEqual(page.faults, []);

    await stopServer();
    await type(page, title);
    await strip(page, true).waitFor();
    await page.locator(`[data-test=answer][data-entry="${hit.entry}"] [data-test=copy-mark]`).waitFor();
    assert.match(await strip(page, true).innerText(), /离线[\s\S]*\d\d:\d\d 的副本（.*前.*）|离线[\s\S]*此刻|离线[\s\S]*这一分钟/);
    await result(page, hit.entry).locator('[data-test=from-copy]').waitFor();
    await look(page, 'offline-answers');

    await page.keyboard.press('Alt+c');
    const stamped = await within(3_000, () => copied(page), (text) => text.includes('每月 5 元'), 'the copied text');
    assert.match(stamped, new RegExp(`【K${hit.entry} v1 · 离线副本 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d】`));

    for (const key of ['Alt+o', 'Alt+d', 'Alt+f']) {
      await page.keyboard.press(key);
      await page.locator('.el-message', { hasText: '要等服务器恢复' }).first().waitFor();
    }
    assert.equal(await by(page, 'favourite-category').count(), 0);

    await type(page, 'kdtjbh');
    await result(page, hit.entry).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Enter');
    await look(page, 'offline-initials');

    await page.keyboard.press('Alt+j');
    await field(page, 'feedback-text').waitFor();
    await by(page, 'feedback-will').waitFor();
    const told = mark('反馈');
    await page.keyboard.insertText(told);
    await page.waitForTimeout(400);
    await look(page, 'offline-feedback');
    await page.keyboard.press('Control+Enter');
    await by(page, 'feedback-dialog').waitFor({ state: 'hidden' });
    const asked = mark('宇航员漫游资费');
    await type(page, asked);
    await by(page, 'empty-copy').waitFor();
    await page.keyboard.press('Alt+q');
    await by(page, 'ask-will').waitFor();
    await page.waitForTimeout(400);
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-test=offline-waiting][data-waiting="2"]').waitFor();
    await by(page, 'ask-dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Alt+w');
    assert.equal(await by(page, 'waiting-row').count(), 2);
    await look(page, 'offline-waiting');
    await page.keyboard.press('Escape');
    await by(page, 'waiting-list').waitFor({ state: 'detached' });
    await type(page, asked);
    await by(page, 'empty-copy').waitFor();
    await page.keyboard.press('Alt+q');
    await by(page, 'ask-will').waitFor();
    await page.keyboard.press('Control+Enter');
    await by(page, 'ask-dialog').waitFor({ state: 'hidden' });
    assert.equal(await by(page, 'offline-waiting').getAttribute('data-waiting'), '2', 'the same question waits once');
    await type(page, title);
    await result(page, hit.entry).waitFor();

    await startServer();
    await strip(page, false).waitFor({ timeout: 20_000 });
    await page.locator('[data-test=answer] [data-test=copy-mark]').waitFor({ state: 'detached' });
    await result(page, hit.entry).locator('[data-test=from-copy]').waitFor({ state: 'detached' });
    await look(page, 'offline-back');
    await by(page, 'offline-waiting').waitFor({ state: 'detached' });
    const mine = (await agent.get('/questions', { limit: 20 })).is(200).body.items;
    const texts = mine.map(({ text }) => text);
    assert.deepEqual([asked, told].map((text) => texts.filter((one) => one === text).length), [1, 1], texts.join());

    const inspector = await desks.centre.person('inspector');
    const { body } = await within(
      5_000,
      async () => (await inspector.get('/exposures', { call_id: call, limit: 50 })).is(200),
      ({ body: { items } }) => items.some(({ offline }) => offline),
      'what was seen offline',
    );
    const offline = body.items.filter((one) => one.offline);
    const seen = offline.find(({ q, acts }) => q === title && acts.some(({ how }) => how === 'copied'));
    assert.ok(seen, JSON.stringify(offline.map(({ q, acts }) => [q, acts.map(({ how }) => how)])));
    assert.ok(seen.shown.some(({ entry, revision }) => entry === hit.entry && revision === 1));
    assert.ok(Date.parse(seen.reported_at) > Date.parse(seen.at));
    const letters = offline.find(({ q }) => q === 'kdtjbh');
    assert.deepEqual(letters.acts.filter(({ how }) => how !== 'left').map(({ how }) => how), ['opened']);
    away(page);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },
);

// The files that the browser keeps of the pages; runs in the page.
const keptFiles = async () => {
  const cache = await caches.open('koujing-pages');
  return (await cache.keys()).map(({ url }) => new URL(url).pathname);
};
// Changes one word of what is kept of an entry, as somebody at this machine could; runs in the page.
function alter([entry, from, to]) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('koujing-offline');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const transaction = db.transaction('pages', 'readwrite');
      const rows = transaction.objectStore('pages');
      rows.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        const { signed } = cursor.value;
        if (signed.payload.includes(`"id":${entry},`) && signed.payload.includes(from))
          cursor.update({ ...cursor.value, signed: { ...signed, payload: signed.payload.replaceAll(from, to) } });
        cursor.continue();
      };
      transaction.oncomplete = () => (db.close(), resolve());
    };
  });
}

test(
  'opened anew without a server, the desk answers from what it keeps, believes nothing that was altered, and goes with its person',
  { skip: lacking, timeout: 180_000 },
  async () => {
    const title = `宽带移机${mark('乙')}怎么办`;
    const hit = await answered({ title, questions: ['移机收多少钱'], script: '您好，移机一次 108 元。' });
    const page = await desks.page('agent', { language: 'en', size: { width: 1024, height: 768 }, workers: 'allow' });
    await desks.go(page, '/desk');
    await copyOf(page, hit.entry);
    await within(20_000, () => page.evaluate(keptFiles), (paths) => paths.includes('/'), 'the page in the cache');

    await stopServer();
    await page.reload();
    await strip(page, true).waitFor();
    await type(page, title);
    await page.locator(`[data-test=answer][data-entry="${hit.entry}"] [data-test=copy-mark]`).waitFor();
    await by(page, 'pinned-unknown').waitFor();
    await look(page, 'offline-opened-en');
    await page.keyboard.press('Alt+j');
    await field(page, 'feedback-text').waitFor();
    const told = mark('opened anew');
    await page.keyboard.insertText(told);
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-test=offline-waiting][data-waiting="1"]').waitFor();

    for (const other of ['questions', 'shift']) {
      await by(page, `go-${other}`).click();
      await page.waitForURL(`**/${other}`);
      await strip(page, true).waitFor();
      await page.locator('[data-test=offline-waiting][data-waiting="1"]').waitFor();
      await look(page, `offline-${other}-en`);
    }
    await by(page, 'go-desk').click();
    await page.waitForURL('**/desk*');

    await page.evaluate(alter, [hit.entry, '108', '1']);
    await page.reload();
    await by(page, 'offline-note').filter({ hasText: 'not what the server signed' }).waitFor();
    await type(page, title);
    await by(page, 'problem').waitFor(); // it was the only page
    await look(page, 'offline-altered-en');
    assert.equal(await result(page, hit.entry).count(), 0);

    await startServer();
    await strip(page, false).waitFor({ timeout: 20_000 });
    await result(page, hit.entry).waitFor();
    await by(page, 'offline-waiting').waitFor({ state: 'detached' });
    const agent = await desks.centre.person('agent');
    const mine = (await agent.get('/questions', { limit: 20 })).is(200).body.items;
    assert.equal(mine.filter(({ text }) => text === told).length, 1);
    await copyOf(page, hit.entry);
    await within(20_000, () => by(page, 'offline-note').count(), (count) => count === 0, 'a whole copy again');

    await stopServer();
    await by(page, 'person-menu').click();
    await by(page, 'sign-out').click();
    await page.waitForURL('**/sign-in');
    assert.deepEqual(await within(5_000, () => page.evaluate(keptEntries), ({ length }) => !length, 'no copy'), []);
    await page.goto('/desk');
    await by(page, 'sign-in-name').waitFor();
    await startServer();
    await page.goto('/desk');
    await by(page, 'sign-in-name').waitFor();
    assert.equal((await page.evaluate(async () => (await fetch('/api/v1/session')).status)), 401);
    await page.context().close();
  },
);
