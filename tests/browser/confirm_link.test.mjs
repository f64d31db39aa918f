// A department without an account confirms, or answers, on a telephone, by a link that the centre sends.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, lacking, settled, write } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

test('the leader issues the link, and whoever holds it confirms, once', { skip: lacking, timeout: 60_000 }, async () => {
  const change = await desks.centre.submitted([desks.centre.entry()]);
  const page = await desks.page('leader');
  await desks.go(page, `/changes/${change.id}`);
  await by(page, 'confirm-link').click();
  await by(page, 'link-issue').click();
  await page.locator('.el-dialog [role=alert]').waitFor();
  await write(page, 'link-name', '王处长');
  await write(page, 'link-contact', '微信');
  await by(page, 'link-issue').click();
  const address = (await by(page, 'link-address').innerText()).trim();
  await desks.photo(page, 'link-issued');
  assert.deepEqual(await desks.violations(page), []);
  assert.deepEqual(page.faults, []);

  const phone = await desks.page(null, { size: { width: 390, height: 844 } });
  await phone.goto(address);
  await phone.waitForURL(new RegExp(`/confirm/${change.id}$`));
  await settled(phone);
  assert.equal(await by(phone, 'go-notices').count(), 0, 'nothing else is offered');
  await desks.photo(phone, 'link-phone');
  assert.deepEqual(await desks.violations(phone), []);
  await desks.go(phone, '/notices');
  await phone.waitForURL(new RegExp(`/confirm/${change.id}$`));
  // One tap is no confirmation: it is asked once what is confirmed, and Esc leaves all as it was.
  await by(phone, 'confirm').click();
  await phone.locator('[data-test=confirm-yes]:focus').waitFor();
  const digest = await by(phone, 'digest').getAttribute('data-digest');
  const asked = await by(phone, 'confirm-dialog').innerText();
  for (const said of [`变更单 ${change.id} 号`, '共 1 个条目', digest.slice(0, 12)])
    assert.ok(asked.includes(said), `${said} in: ${asked}`);
  await desks.photo(phone, 'link-ask');
  assert.deepEqual(await desks.violations(phone), []);
  await phone.keyboard.press('Escape');
  await by(phone, 'confirm-yes').waitFor({ state: 'hidden' });
  assert.equal((await (await desks.centre.person('editor')).get(`/changes/${change.id}`)).is(200).body.state, 'submitted');
  await by(phone, 'confirm').click();
  await phone.locator('[data-test=confirm-yes]:focus').waitFor();
  await phone.keyboard.press('Enter');
  await phone.locator('[data-test=change-state][data-state=confirmed]').waitFor();
  await by(phone, 'not-waiting').waitFor();
  await desks.photo(phone, 'link-confirmed');
  assert.deepEqual(phone.faults, []);

  const late = await desks.page(null);
  await late.goto(address);
  await late.locator('.problem, [role=alert]').first().waitFor();
  assert.match(await late.locator('main').innerText(), /已用过/);
  await desks.photo(late, 'link-used');
});

test('a question is answered by a link, once, and the guest sees the answer in question', { skip: lacking, timeout: 60_000 }, async () => {
  const { centre } = desks;
  const agent = await centre.person('agent');
  const [hit] = (await agent.get('/search', { q: '宽带报修' })).is(200).body.results;
  const told = { revision: hit.revision, kind: 'outdated', text: '时限好像改了' };
  const asked = (await agent.post(`/entries/${hit.entry}/feedback`, told)).is(201).body;
  const page = await desks.page('leader');
  await desks.go(page, `/questions/${asked.id}`);
  await by(page, 'act-link').click();
  await write(page, 'link-name', '王处长');
  await write(page, 'link-contact', '微信');
  await by(page, 'link-issue').click();
  const address = (await by(page, 'link-address').innerText()).trim();
  await desks.photo(page, 'answer-link-issued');
  assert.deepEqual(await desks.violations(page), []);

  const phone = await desks.page(null, { size: { width: 390, height: 844 } });
  await phone.goto(address);
  await phone.waitForURL(new RegExp(`/questions/${asked.id}$`));
  await by(phone, 'in-force').waitFor();
  assert.ok((await by(phone, 'in-force').innerText()).includes(hit.title));
  await desks.photo(phone, 'answer-link-phone');
  assert.deepEqual(await desks.violations(phone), []);
  await desks.go(phone, '/desk');
  await phone.waitForURL(new RegExp(`/questions/${asked.id}$`));
  await write(phone, 'answer-text', '没有改，仍是 24 小时。');
  await by(phone, 'act-answer').click();
  await phone.locator('[data-test=question-state][data-state=answered]').waitFor();
  assert.equal((await agent.get(`/questions/${asked.id}`)).is(200).body.answered_by.display_name, '王处长');
  await desks.photo(phone, 'answer-link-answered');
  assert.deepEqual([...page.faults, ...phone.faults], []);
});
