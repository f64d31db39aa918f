// What the library does not answer: asked and answered from desk to desk, each by the person who has no more rights than that.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findable, mark, within } from '../support/call_centre.mjs';
import { Desks, by, lacking, pick, settled, write } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const person = (name) => desks.centre.person(name);
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.test ?? document.activeElement?.id);
const focusOn = (page, place) =>
  within(
    3_000,
    () => focused(page),
    (at) => at === place,
    `the focus on ${place}`,
  );
async function sound(page, what) {
  await desks.photo(page, `questions-${what}`);
  assert.deepEqual(await desks.violations(page), [], what);
  assert.deepEqual(page.faults, [], what);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${what} is ${wide} pixels wider than the window`);
}
const asked = async (form = {}, who = 'agent') =>
  (await (await person(who)).post('/questions', { text: `${mark()}怎么收费`, ...form })).is(201).body;
const routed = async (form) => {
  const { id } = await asked(form);
  return (await (await person('leader')).post(`/questions/${id}/route`, { department: 'market' })).is(200).body;
};
const seen = async (id, who) => (await (await person(who)).get(`/questions/${id}`)).is(200).body;

test(
  'from a failed search to the answer, by keys alone, with everybody told at their open desk',
  { skip: lacking, timeout: 120_000 },
  async () => {
    const query = `${mark('量子')}套餐境外怎么关`;
    const page = await desks.page('agent');
    await desks.go(page, `/desk?q=${encodeURIComponent(query)}`);
    await by(page, 'ask').waitFor();
    await desks.photo(page, 'questions-desk');
    await by(page, 'search-box').focus();

    // An input method that is composing keeps its keys.
    const held = (target, init) =>
      page.locator(`[data-test=${target}]`).evaluate((box, marks) => {
        for (const key of [
          { key: 'q', code: 'KeyQ', altKey: true },
          { key: 'Enter', code: 'Enter', ctrlKey: true },
          { key: 'Escape', code: 'Escape' },
        ])
          box.dispatchEvent(new KeyboardEvent('keydown', { ...key, ...marks, bubbles: true, cancelable: true }));
      }, init);
    await held('search-box', { isComposing: true });
    await held('search-box', { keyCode: 229 });
    assert.equal(await by(page, 'ask-dialog').count(), 0);
    assert.equal(await by(page, 'search-box').inputValue(), query);

    await page.keyboard.press('Alt+q');
    await by(page, 'ask-text').waitFor();
    await focusOn(page, 'ask-text');
    assert.equal(await by(page, 'ask-text').inputValue(), query, 'it begins with what was searched for');
    await held('ask-text', { isComposing: true });
    await held('ask-text', { keyCode: 229 });
    assert.ok(await by(page, 'ask-dialog').isVisible(), 'nothing is sent and nothing is closed while composing');
    const cdp = await page.context().newCDPSession(page);
    await page.keyboard.press('End');
    for (const text of ['g', 'gua', 'guan bi'])
      await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await cdp.send('Input.insertText', { text: '，客户在国外' });
    assert.equal(await by(page, 'ask-text').inputValue(), `${query}，客户在国外`);
    await page.keyboard.press('Tab');
    while ((await focused(page)) !== 'ask-callback') await page.keyboard.press('Tab');
    await page.keyboard.insertText('王女士 139，下午三点');
    await by(page, 'near').locator('[data-test=near-answer]').first().waitFor();
    await sound(page, 'ask');
    await page.keyboard.press('Control+Enter');
    await by(page, 'ask-dialog').waitFor({ state: 'hidden' });
    await page.getByText(/已提问，\d+ 号，班长 60 分钟内分派/).waitFor();
    await desks.photo(page, 'questions-asked');
    await focusOn(page, 'search-box');
    const mine = (await (await person('agent')).get('/questions', { mine: true })).is(200).body.items[0];
    assert.deepEqual(
      [mine.text, mine.query, mine.askers[0].callback],
      [`${query}，客户在国外`, query, '王女士 139，下午三点'],
    );

    // Another agent has the same question and joins, by keys alone.
    const second = await desks.page('agent2');
    await desks.go(second, `/desk?q=${encodeURIComponent(query)}`);
    await second.keyboard.press('Alt+q');
    await by(second, 'join').waitFor();
    await focusOn(second, 'ask-text');
    await sound(second, 'join');
    await second.keyboard.press('Tab');
    assert.equal(await focused(second), 'join', 'the first thing after the text is to ask the same');
    await second.keyboard.press('Enter');
    await second.getByText(`已加入 ${mine.id} 号问题`).waitFor();
    await by(second, 'ask-dialog').waitFor({ state: 'hidden' });
    assert.equal((await seen(mine.id, 'leader')).askers.length, 2);

    // The leader routes.
    const leader = await desks.page('leader');
    await desks.go(leader, '/questions');
    await sound(leader, 'leader-queue');
    await leader.locator(`[data-test=question-row][data-question="${mine.id}"] a`).click();
    await by(leader, 'act-route').waitFor();
    await leader.keyboard.press('Control+Enter');
    await pick(leader, 'route-department', 'market');
    await write(leader, 'route-note', '请今天答复');
    await sound(leader, 'route');
    await leader.keyboard.press('Control+Enter');
    await leader.locator('[data-test=question-state][data-state=routed]').waitFor();
    assert.match(await by(leader, 'askers').innerText(), /王女士 139/, 'who routes may know whom to call');
    await by(leader, 'route-dialog').waitFor({ state: 'hidden' });
    await sound(leader, 'leader-routed');

    // The department answers; both agents are told where they are, and go on typing.
    for (const one of [page, second]) {
      await by(one, 'search-box').focus();
      await by(one, 'search-box').evaluate((box) => box.setSelectionRange(1, 3));
    }
    const market = await desks.page('market');
    await desks.go(market, '/questions');
    await sound(market, 'department-queue');
    await market.locator(`[data-test=question-row][data-question="${mine.id}"] a`).click();
    await by(market, 'answer-text').waitFor();
    assert.equal(
      (await by(market, 'askers').innerText()).includes('王女士'),
      false,
      'callers stay with those who call them',
    );
    assert.match(await by(market, 'last-word').innerText(), /请今天答复/);
    await sound(market, 'department');
    await write(market, 'answer-text', '您好，请拨打 10086 转 2，关闭境外流量。');
    const sentAt = Date.now();
    await market.keyboard.press('Control+Enter');
    await market.locator('[data-test=question-state][data-state=answered]').waitFor();
    const told = `[data-test=news-strip][data-question="${mine.id}"]`; // agent2 has news of the sample beside it
    await Promise.all([page, second].map((one) => one.locator(told).waitFor()));
    assert.ok(Date.now() - sentAt < 4_000, `${Date.now() - sentAt} ms`);
    for (const one of [page, second]) {
      const at = await one.evaluate(() => [document.activeElement.dataset.test, document.activeElement.selectionStart]);
      assert.deepEqual(at, ['search-box', 1], 'the focus and the cursor stay');
    }
    await sound(page, 'news');
    assert.match(await by(page, 'news-strip').innerText(), /有答复了[\s\S]*10086[\s\S]*王女士 139/);
    assert.equal(await by(second, 'news-callback').count(), 0);
    await page.keyboard.press('Alt+u');
    await by(page, 'question-answer').waitFor();
    assert.match(await by(page, 'own-callback').innerText(), /王女士 139/);
    await sound(page, 'answered');
    await by(page, 'question-news').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/desk\?q=/);
    await settled(page);
    assert.equal(await by(page, 'news-strip').count(), 0, 'what was opened is no news any more');
    await desks.go(second, '/bulletins');
    await by(second, 'question-news').waitFor();
    await sound(second, 'news-elsewhere');

    // The editor makes a draft of it.
    const editor = await desks.page('editor');
    await desks.go(editor, `/questions/${mine.id}`);
    await sound(editor, 'editor');
    await by(editor, 'act-draft').click();
    await editor.waitForURL(/\/changes\/\d+/);
    await settled(editor);
    await desks.photo(editor, 'questions-drafted');
    assert.equal((await seen(mine.id, 'leader')).state, 'drafted');
  },
);

test(
  'a question whose answer is lost on the way waits and is asked once, and what was not sent stays',
  { skip: lacking, timeout: 60_000 },
  async () => {
    const page = await desks.page('agent');
    const query = mark('断线重提');
    await desks.go(page, `/desk?q=${encodeURIComponent(query)}`);
    await by(page, 'ask-empty').or(by(page, 'ask')).first().click();
    await focusOn(page, 'ask-text');
    // The server takes it, and its answer is lost on the way.
    let lost = 0;
    await page.route('**/api/v1/questions', async (route) => {
      if (route.request().method() !== 'POST' || lost++) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.keyboard.press('Control+Enter');
    await by(page, 'ask-dialog').waitFor({ state: 'hidden' });
    await page.locator('[data-test=offline-waiting][data-waiting="1"]').waitFor();
    await desks.photo(page, 'questions-ask-lost');
    await page.getByText(/已提问，\d+ 号/).waitFor();
    await by(page, 'offline-waiting').waitFor({ state: 'detached' });
    const same = (await (await person('agent')).get('/questions', { mine: true }))
      .is(200)
      .body.items.filter(({ text }) => text === query);
    assert.equal(same.length, 1);
    // Closed without sending: still there.
    await page.keyboard.press('Alt+q');
    await focusOn(page, 'ask-text');
    await page.keyboard.insertText('再补一句');
    await page.keyboard.press('Escape');
    await by(page, 'ask-dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Alt+q');
    assert.match(await by(page, 'ask-text').inputValue(), /再补一句/);
  },
);

test(
  'feedback is bound to the revision that was read, and reports back what it changed',
  { skip: lacking, timeout: 90_000 },
  async () => {
    const title = `${mark('费用')}怎么查`;
    await desks.centre.published([desks.centre.entry({ title, script: '请拨 10086。' })]);
    const { hit } = await findable(await person('agent'), title, title);
    const page = await desks.page('agent');
    await desks.go(page, `/desk?q=${encodeURIComponent(title)}&entry=${hit.entry}`);
    await page.locator(`[data-test=answer][data-entry="${hit.entry}"]`).waitFor();
    await by(page, 'keys-button').click();
    for (const key of ['Alt+Q', 'Alt+J', 'Alt+U'])
      await by(page, 'keys-help').getByText(key, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await by(page, 'keys-help').waitFor({ state: 'hidden' });
    await page.keyboard.press('Alt+j');
    await by(page, 'feedback-dialog').waitFor();
    await focusOn(page, 'feedback-text');
    await page.keyboard.press('Alt+2');
    await page.keyboard.insertText('号码早就换了');
    await sound(page, 'feedback');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/已反馈，\d+ 号，交给/).waitFor();
    const told = (await (await person('agent')).get('/questions', { mine: true })).is(200).body.items[0];
    assert.deepEqual(
      [told.kind, told.entry, told.revision, told.state],
      ['outdated', hit.entry, hit.revision, 'routed'],
    );
    (await (await person('market')).post(`/questions/${told.id}/answer`, { answer: '请拨 10000。' })).is(200);
    const editor = await person('editor');
    const { change } = (await editor.post(`/questions/${told.id}/draft`)).is(201).body;
    const { digest } = (await editor.post(`/changes/${change}/submit`)).is(200).body;
    (await (await person('market')).post(`/changes/${change}/confirm`, { digest })).is(200);
    (await editor.post(`/changes/${change}/publish`, {})).is(200);
    await page.getByText('已改正').waitFor();
    await page.keyboard.press('Alt+u');
    await by(page, 'question-difference').waitFor();
    assert.deepEqual(await by(page, 'question-difference').locator('ins').allInnerTexts(), ['10000']);
    await sound(page, 'published');
  },
);

test(
  'a lost race is told and nothing that was written is lost; giving back and closing say why',
  { skip: lacking, timeout: 90_000 },
  async () => {
    const { id } = await routed({ text: `${mark('抢答')}${'很长的问题'.repeat(40)}` });
    const market = await desks.page('market');
    await desks.go(market, `/questions/${id}`);
    await write(market, 'answer-text', '我方写的答复');
    (await (await person('leader')).post(`/questions/${id}/answer`, { answer: '班长先答了' })).is(200);
    await by(market, 'changed').waitFor();
    await market.keyboard.press('Control+Enter');
    await by(market, 'act-reload').waitFor();
    await sound(Object.assign(market, { faults: market.faults.filter((one) => !/412/.test(one)) }), 'conflict');
    await by(market, 'act-reload').click();
    await by(market, 'question-answer').waitFor();
    assert.match(await by(market, 'question-answer').innerText(), /班长先答了/);
    assert.equal(await by(market, 'answer-text').inputValue(), '我方写的答复');
    await desks.photo(market, 'questions-conflict-after');

    const other = await routed();
    await desks.go(market, `/questions/${other.id}`);
    await by(market, 'act-giveBack').click();
    await by(market, 'give-back-dialog-submit').click();
    await market.getByText('请写明原因').waitFor();
    await write(market, 'give-back-dialog-reason', '请找供水部门');
    await by(market, 'give-back-dialog-submit').click();
    await by(market, 'give-back-dialog-submit').waitFor({ state: 'hidden' });
    assert.equal((await seen(other.id, 'leader')).state, 'open');

    const leader = await desks.page('leader');
    await desks.go(leader, `/questions/${other.id}`);
    await by(leader, 'act-close').click();
    await write(leader, 'close-dialog-reason', '与其他问题重复');
    await by(leader, 'close-dialog-submit').click();
    await by(leader, 'closed-reason').waitFor();
    await sound(leader, 'closed');
    const agent = await desks.page('agent');
    await desks.go(agent, '/questions');
    await sound(agent, 'mine');
    await desks.go(agent, '/questions/999999');
    await by(agent, 'not-found').waitFor();
  },
);

test(
  'who is in charge is chosen in the tree, holds below, and a conflict is told',
  { skip: lacking, timeout: 90_000 },
  async () => {
    await desks.centre.published([desks.centre.entry({ catalogue: '主管/上级/下级' })]);
    const nodes = (await (await person('editor')).get('/catalogue', { limit: 100 })).is(200).body.items;
    const [above, below] = ['上级', '下级'].map((name) => nodes.find((one) => one.name === name).id);
    const page = await desks.page('editor');
    await desks.go(page, '/questions');
    await by(page, 'to-charges').click();
    await by(page, 'charges').waitFor();
    await by(page, `charge-${above}`).selectOption('water');
    const shown = (node) => by(page, `charge-${node}`).evaluate((box) => box.selectedOptions[0].textContent);
    assert.match(await shown(below), /^随上级：/);
    await sound(page, 'charges');
    // Somebody is faster.
    const director = await person('director');
    const now = (await director.get('/departments-in-charge')).is(200);
    (await director.put('/departments-in-charge', { departments: { [below]: 'market' } }, { 'if-match': now.etag })).is(
      200,
    );
    await page.keyboard.press('Control+Enter');
    await by(page, 'charge-conflict').waitFor();
    await desks.photo(page, 'questions-charges-conflict');
    await by(page, 'charge-reload').click();
    await by(page, 'charge-conflict').waitFor({ state: 'detached' });
    assert.equal(await by(page, `charge-${below}`).inputValue(), 'market', 'theirs is here');
    assert.equal(await by(page, `charge-${above}`).inputValue(), 'water', 'and so is ours');
    await by(page, 'charge-save').click();
    await page.getByText('主管部门已保存').waitFor();
    assert.deepEqual((await director.get('/departments-in-charge')).body.departments, {
      [above]: 'water',
      [below]: 'market',
    });

    // The agent sees where it goes before it is sent.
    const agent = await desks.page('agent');
    await desks.go(agent, '/desk');
    await agent.keyboard.press('Alt+q');
    await write(agent, 'ask-text', `${mark()}归谁管`);
    await by(agent, 'ask-place').locator('.el-select').click();
    await by(agent, `ask-place-${above}`).click();
    await agent.getByText(/直接交给/).waitFor();
    await sound(agent, 'ask-place');
  },
);

test('in English, on a large screen and on a narrow one', { skip: lacking, timeout: 60_000 }, async () => {
  const { id } = await routed({ callback: 'Mrs. Wang' });
  const english = await desks.page('leader', { language: 'en', size: { width: 1920, height: 1080 } });
  for (const place of ['/questions', `/questions/${id}`]) {
    await desks.go(english, place);
    await sound(english, `en${place.replaceAll('/', '-')}`);
  }
  const narrow = await desks.page('agent', { size: { width: 390, height: 844 } });
  for (const place of ['/questions', `/questions/${id}`, '/desk?q=宽带']) {
    await desks.go(narrow, place);
    await sound(narrow, `narrow${place.split('?')[0].replaceAll('/', '-')}`);
  }
  await by(narrow, 'ask').click();
  await by(narrow, 'ask-text').waitFor();
  await sound(narrow, 'narrow-ask');
});
