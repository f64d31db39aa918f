// Verification: each entry has an owner and a next check; what is overdue loses its mark, and by rule is withdrawn.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, seconds, walk, within } from '../support/call_centre.mjs';
import { serve, serveSample } from '../support/server.mjs';

let server, centre, editor, director, agent, market, water;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, director, agent, market, water] = await Promise.all(
    ['editor', 'director', 'agent', 'market', 'water'].map((name) => centre.person(name)),
  );
});
after(() => server?.close());

const published = async () => {
  const title = `${mark()}怎么办`;
  await centre.published([centre.entry({ title })]);
  const { hit } = await findable(agent, title, title);
  return { title, entry: hit.entry, hit };
};
const careOf = async (entry) => (await editor.get(`/entries/${entry}`)).is(200).body.care;
const DAY = 24 * 3_600_000;

test('a confirmed publication is a check, and sets the next one', async () => {
  const { entry, hit } = await published();
  const care = await careOf(entry);
  assert.equal(care.owner.name, 'editor');
  assert.equal(care.verified_by.name, 'market');
  assert.equal(care.overdue, false);
  assert.ok(Math.abs(Date.parse(care.next_check) - Date.now() - 180 * DAY) < DAY);
  assert.equal(hit.verified, true);
});

test('what is overdue stands in its owner’s queue and loses its mark, until somebody verifies it', async () => {
  const { title, entry } = await published();
  (await editor.put(`/entries/${entry}/care`, { owner: 'editor2', next_check: seconds(1) })).is(200);
  await within(3_000, () => careOf(entry), (care) => care.overdue);
  const queue = async (query) => (await walk(editor, '/care', query)).map((one) => one.entry);
  assert.ok((await queue({ owner: 'editor2' })).includes(entry));
  assert.ok(!(await queue({ owner: 'editor' })).includes(entry));
  assert.ok((await queue({ state: 'soon', owner: 'editor2' })).includes(entry));
  assert.equal((await agent.get('/search', { q: title })).is(200).body.results[0].verified, false);

  (await water.post(`/entries/${entry}/verify`, { revision: 1 })).is(403);
  (await agent.post(`/entries/${entry}/verify`, { revision: 1 })).is(403);
  const care = (await market.post(`/entries/${entry}/verify`, { revision: 1, next_check: hours(48) })).is(200).body;
  assert.deepEqual([care.overdue, care.verified_by.name, care.owner.name], [false, 'market', 'editor2']);
  assert.equal((await agent.get('/search', { q: title })).is(200).body.results[0].verified, true);
  assert.ok(!(await queue({ owner: 'editor2' })).includes(entry));
  const auditor = await centre.person('auditor');
  const verbs = (await auditor.get('/journal', { entry })).is(200).body.items.map((one) => one.verb);
  assert.ok(verbs.includes('verify_entry') && verbs.includes('set_care'), verbs.join());
});

test('nobody verifies what they have not read', async () => {
  const { title, entry } = await published();
  await centre.revised(entry, { title, script: '新的口径。' });
  assert.equal((await editor.post(`/entries/${entry}/verify`, { revision: 1 })).is(412).body.code, 'stale_base');
  (await editor.post(`/entries/${entry}/verify`, { revision: 2, next_check: hours(-1) })).is(422);
  (await editor.post(`/entries/${entry}/verify`, { revision: 2 })).is(200);
  (await editor.post('/entries/999999/verify', { revision: 1 })).is(404);
  assert.equal(
    (await editor.put(`/entries/${entry}/care`, { owner: 'agent' })).is(422).body.errors[0].pointer,
    '/owner',
  );
});

test('by rule, what nobody checks for long is withdrawn, and the record says that the rule did it', async () => {
  const rules = (await director.get('/care-rules')).is(200);
  assert.deepEqual(
    [rules.body.interval_days, rules.body.withdraw_after_days],
    [180, 0],
  );
  (await editor.put('/care-rules', { withdraw_after_days: 1 }, { 'if-match': rules.etag })).is(403);
  (await director.put('/care-rules', { interval_days: 90, withdraw_after_days: 1 }, { 'if-match': rules.etag })).is(200);
  (await director.put('/care-rules', {}, { 'if-match': rules.etag })).is(412);
  const { entry } = await published();
  const late = await published();
  assert.ok(Math.abs(Date.parse((await careOf(entry)).next_check) - Date.now() - 90 * DAY) < DAY);
  (await editor.put(`/entries/${late.entry}/care`, { owner: 'editor', next_check: hours(-48) })).is(200);
  // The keeper looks every minute, and when the server starts.
  await server.stop();
  const again = await serve(server.data);
  const reader = await new CallCentre(again).person('auditor');
  await within(
    10_000,
    () => reader.get(`/entries/${late.entry}`),
    (answer) => answer.status === 200 && answer.body.state === 'ended',
    'the withdrawal',
  );
  assert.equal((await reader.get(`/entries/${entry}`)).is(200).body.state, 'in_force');
  const records = (await reader.get('/journal', { entry: late.entry, verb: 'withdraw_entry' })).is(200).body.items;
  assert.deepEqual([records.length, records[0].actor.name], [1, 'director']);
  assert.match(records[0].detail.reason, /按规则自动撤回/);
  await again.stop();
});
