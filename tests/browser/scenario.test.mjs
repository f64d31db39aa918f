// The scenario of the house, in a browser: a notice becomes two answers that an agent finds, and the auditor walks back.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking, pick, settled, write } from '../support/browser.mjs';
import { mark, within } from '../support/call_centre.mjs';
import { samplePassword } from '../support/server.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

async function signIn(page, name) {
  await page.goto('/');
  await field(page, 'sign-in-name').fill(name);
  await field(page, 'sign-in-password').fill(samplePassword);
  await by(page, 'sign-in-submit').click();
  await by(page, 'person-menu').waitFor();
  await settled(page);
}

// From the agent's box to the results: typed, and asked again until the result is there or a second has passed.
async function find(page, question, title, since) {
  const box = by(page, 'search-box');
  const hit = page.locator('[data-test=result]', { hasText: title });
  for (;;) {
    const answered = page.waitForResponse(
      (response) =>
        response.url().includes('/api/v1/search?') &&
        response.url().includes(encodeURIComponent(question).slice(0, 30)),
    );
    await box.fill('');
    await box.fill(question);
    await answered;
    await settled(page);
    if (await hit.count()) break;
    assert.ok(performance.now() - since < 3_000, `'${title}' was not found for '${question}'`);
  }
  await hit.first().click();
  await page.locator('[data-test=answer-title]', { hasText: title }).waitFor();
}

test(
  'from the notice to the answer and back, each person at their own desk',
  { skip: lacking, timeout: 90_000 },
  async (t) => {
    const word = mark('畅联');
    const bytes = Buffer.from(
      `<!doctype html><meta charset="utf-8"><p>${word}套餐每月 59 元，合约期 12 个月。</p>\r\n`,
    );
    const editorApi = await desks.centre.person('editor');
    const old = (await editorApi.get('/entries', { state: 'in_force', limit: 100 }))
      .is(200)
      .body.items.find(({ department }) => department.code === 'market');

    // The department files its notice with the original.
    const market = await desks.page();
    await signIn(market, 'market');
    await by(market, 'go-notices').click();
    await by(market, 'new-notice').click();
    await write(market, 'notice-subject', `关于推出${word}套餐的通知`);
    await write(market, 'notice-document', `市场〔2026〕${word}号`);
    await write(market, 'notice-text', `自今日起推出 **${word}** 套餐，每月 59 元。`);
    await field(market, 'originals-input').setInputFiles({
      name: `${word}通知.html`,
      mimeType: 'text/html',
      buffer: bytes,
    });
    await desks.photo(market, 'scenario-1-notice');
    await by(market, 'notice-submit').click();
    await market.waitForURL(/\/notices\/\d+$/);
    const notice = Number(/\d+$/.exec(market.url())[0]);
    await settled(market);
    assert.equal(await by(market, 'notice-state').getAttribute('data-state'), 'received');
    assert.equal(await by(market, 'original').innerText(), `${word}通知.html`);

    // The director reads it and assigns it.
    const director = await desks.page('director');
    await desks.go(director, '/review');
    await director.locator(`[data-test=queue-item][data-notice="${notice}"]`).click();
    await director.locator('[data-test=original-text]', { hasText: `${word}套餐每月 59 元` }).waitFor();
    await by(director, 'decision-assign').click();
    await pick(director, 'review-editor', 'editor');
    await write(director, 'review-instruction', '请写成客户听得懂的话');
    await desks.photo(director, 'scenario-2-review');
    await by(director, 'review-submit').click();
    await director.locator(`[data-test=queue-item][data-notice="${notice}"]`).waitFor({ state: 'detached' });

    // The editor drafts one new and one revised entry.
    const editor = await desks.page('editor');
    await desks.go(editor, `/notices/${notice}`);
    await by(editor, 'draft').click();
    await editor.waitForURL(/\/changes\/\d+/);
    const change = Number(/changes\/(\d+)/.exec(editor.url())[1]);
    await settled(editor);
    await write(editor, 'change-summary', `${word}套餐上市`);
    await by(editor, 'add').click();
    await by(editor, 'add-new').click();
    await write(editor, 'item-title', `${word}套餐多少钱`);
    await write(editor, 'item-questions', `${word}一个月要交多少钱\n办${word}有没有合约`);
    await write(editor, 'item-brief', '每月 59 元，合约 12 个月。');
    await write(editor, 'item-script', `您好，**${word}套餐**每月 59 元，合约期 12 个月。`);
    await pick(editor, 'item-library', '业务知识库');
    await by(editor, 'add').click();
    await by(editor, 'add-revise').click();
    await write(editor, 'pick-q', old.title);
    await editor.locator(`[data-test=pick-row][data-entry="${old.id}"]`).click();
    await by(editor, 'tab-item-1').waitFor();
    await write(editor, 'item-script', `您好，现在推荐您办理${word}套餐，原来的办法继续有效。`);
    await editor.locator('[data-test=preview]', { hasText: `现在推荐您办理${word}套餐` }).waitFor();
    await desks.photo(editor, 'scenario-3-draft');
    await by(editor, 'save').click();
    await editor
      .locator('[data-test=save-state][data-state=saved], [data-test=save-state][data-state=clean]')
      .waitFor();
    await by(editor, 'submit').click();
    await editor.locator('[data-test=change-state][data-state=submitted]').waitFor();

    // Another person of the department compares and confirms.
    const market2 = await desks.page('market2');
    await desks.go(market2, '/confirm');
    await market2.locator(`[data-test=confirm-row][data-change="${change}"]`).click();
    await by(market2, 'confirm').waitFor();
    await settled(market2);
    assert.deepEqual(await by(market2, 'diff-item').evaluateAll((items) => items.map((item) => item.dataset.action)), [
      'new',
      'revise',
    ]);
    const digest = (await editorApi.get(`/changes/${change}`)).is(200).body.digest;
    assert.equal(await by(market2, 'digest').getAttribute('data-digest'), digest);
    await desks.photo(market2, 'scenario-4-confirm');
    await by(market2, 'confirm').click();
    await by(market2, 'confirm-yes').click();
    const state = async () => (await editorApi.get(`/changes/${change}`)).is(200).body.state;
    await within(5_000, state, (now) => now === 'confirmed', 'the confirmation');

    // The agent already has the desk open when the editor publishes.
    const agent = await desks.page('agent');
    await desks.go(agent, '/desk');
    await editor.reload();
    await settled(editor);
    await by(editor, 'publish').click();
    const published = editor.waitForResponse((response) => response.url().endsWith(`/changes/${change}/publish`));
    await by(editor, 'publish-dialog-submit').click();
    assert.equal((await published).status(), 200);
    const since = performance.now();
    await find(agent, `请问办${word}一个月要交多少钱`, `${word}套餐多少钱`, since);
    t.diagnostic(`published to shown on the agent's desk: ${Math.round(performance.now() - since)} ms`);
    await editor.locator('[data-test=change-state][data-state=published]').waitFor();
    assert.equal(await state(), 'published');

    // The agent copies the script; the other question finds the revised text.
    const entry = Number(await by(agent, 'answer').getAttribute('data-entry'));
    await agent.keyboard.press('Alt+c');
    const watcher = await desks.centre.person('auditor');
    const uses = await within(
      2_000,
      () => watcher.get('/journal', { entry, verb: 'use_answer' }),
      ({ body }) => body.items.some(({ detail }) => detail.how === 'copied'),
      'the record of the copy',
    );
    assert.deepEqual(uses.body.items.map(({ actor, detail }) => [actor.name, detail.how]).sort(), [
      ['agent', 'copied'],
      ['agent', 'opened'],
    ]);
    const copied = await agent.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, new RegExp(`^您好，${word}套餐每月 59 元，合约期 12 个月。`));
    await desks.photo(agent, 'scenario-6-answer');
    await find(agent, `${word}套餐推荐办理，原来的办法还有效吗`, old.title, performance.now());
    assert.equal(Number(await by(agent, 'answer').getAttribute('data-entry')), old.id);
    assert.equal(Number(await by(agent, 'answer').getAttribute('data-revision')), old.revision + 1);

    // The auditor opens the history and walks back to the bytes.
    const auditor = await desks.page('auditor');
    await desks.go(auditor, '/entries');
    await write(auditor, 'filter-q', `${word}套餐`);
    await auditor.locator(`[data-test=entry-row][data-entry="${entry}"] a`).click();
    await by(auditor, 'chain').waitFor();
    await settled(auditor);
    assert.equal(await by(auditor, 'chain-confirmation').innerText(), '冯媛');
    assert.equal(await by(auditor, 'chain-notice').innerText(), `市场〔2026〕${word}号`);
    const waiting = auditor.waitForEvent('download');
    await by(auditor, 'chain-original').click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), `${word}通知.html`);
    assert.deepEqual(await readFile(await download.path()), bytes);
    await desks.go(auditor, `/entries/${old.id}`);
    await by(auditor, 'diff-field').first().waitFor();
    const after = await auditor.locator('[data-test=diff-field][data-field=script] .diff').evaluate((diff) => {
      const kept = diff.cloneNode(true);
      for (const gone of kept.querySelectorAll('del')) gone.remove();
      return kept.textContent;
    });
    assert.equal(after, `您好，现在推荐您办理${word}套餐，原来的办法继续有效。`);
    const added = auditor.locator('[data-test=paper-original][data-state=added]');
    assert.ok((await added.innerText()).includes(`${word}通知.html`));
    await desks.photo(auditor, 'scenario-7-history');
    await desks.go(auditor, `/journal?entry=${entry}`);
    await by(auditor, 'verify').click();
    await by(auditor, 'verdict').waitFor();
    assert.equal(await by(auditor, 'verdict').getAttribute('data-ok'), 'true');
    // How long the answer was open is there, too, unless it was closed within the second; and who looked at the entry.
    assert.deepEqual(
      await by(auditor, 'record').evaluateAll((rows) =>
        [...new Set(rows.map((row) => row.dataset.verb))].filter((verb) => !['leave_answer', 'read_record'].includes(verb)).sort(),
      ),
      ['publish_change', 'use_answer'],
    );
    await desks.photo(auditor, 'scenario-8-journal');

    for (const [name, page] of Object.entries({ market, director, editor, market2, agent, auditor }))
      assert.deepEqual(page.faults, [], name);
  },
);
