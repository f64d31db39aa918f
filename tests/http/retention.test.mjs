// How long what is personal is kept, and that the record of it verifies when it is gone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, within } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, agent, other, auditor, admin;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, other, auditor, admin] = await Promise.all(['agent', 'agent2', 'auditor', 'admin'].map((name) => centre.person(name)));
});
after(() => server?.close());

test('a search that a customer wants gone leaves its digest, what it showed and what came of it', async () => {
  const title = mark('删除');
  await centre.published([centre.entry({ title })]);
  const { answer, hit } = await findable(agent, title, title);
  const id = answer.body.search_id;
  const call = mark('call');
  const use = (await agent.post(`/search/${id}/used`, { entry: hit.entry, revision: 1, how: 'copied', call_id: call })).is(201).body;
  const row = async () => (await auditor.get('/exposures', { person: 'agent', limit: 100 })).is(200).body.items.find((one) => one.search_id === id);
  assert.deepEqual([(await row()).q, (await row()).forgotten_at], [title, null]);
  const record = async () => (await auditor.get('/journal', { since: use.journal_seq - 1, limit: 1 })).is(200).body.items[0];
  assert.match((await record()).detail.query_digest, /^[0-9a-f]{64}$/);
  assert.ok(!JSON.stringify(await record()).includes(title), 'the journal does not hold the words');

  (await admin.send('POST', `/search/${id}/forget`, { json: {}, against: true })).is(422, 'invalid_input');
  (await auditor.post(`/search/${id}/forget`, { reason: '客户要求' })).is(403, 'not_allowed');
  (await admin.post(`/search/${id}/forget`, { reason: '客户要求删除' })).is(204);
  (await admin.post(`/search/${id}/forget`, { reason: '客户要求删除' })).is(409, 'forgotten');
  const gone = await row();
  assert.deepEqual([gone.q, gone.shown[0].entry, gone.acts[0].how], ['', hit.entry, 'copied']);
  assert.ok(gone.forgotten_at);
  const traced = (await auditor.get(`/trace/uses/${use.journal_seq}`)).is(200).body;
  assert.equal(traced.use.q, null);
  const [stub] = (await auditor.get('/journal', { verb: 'forget_search', limit: 1 })).is(200).body.items;
  assert.deepEqual([stub.subject, stub.old_digest, stub.detail.reason], [{ kind: 'search', id }, (await record()).detail.query_digest, '客户要求删除']);
  assert.equal((await auditor.post('/journal/verify')).is(200).body.ok, true);
});

test('what was deleted is no longer suggested to anybody', async () => {
  const [title, question] = ['装宽带要不要押金', '装宽带要不要押金呢']; // no figures: a question with a long number is never suggested
  await centre.published([centre.entry({ title })]);
  const searches = [];
  for (const who of [agent, other, agent]) {
    const { answer, hit } = await findable(who, searches.length < 2 ? question : title, title);
    (await who.post(`/search/${answer.body.search_id}/used`, { entry: hit.entry, revision: 1, how: 'copied' })).is(201);
    searches.push(answer.body.search_id);
  }
  const forget = async (id) => (await admin.post(`/search/${id}/forget`, { reason: '客户要求删除' })).is(204);
  const suggested = (good, what) =>
    within(5_000, () => agent.get('/suggest', { q: title }), (answer) => good(answer.is(200).body.items.includes(question)), what);
  await forget(searches[2]); // everything used so far is read anew at once
  await suggested((there) => there, 'the question of two agents');
  await forget(searches[0]);
  await forget(searches[1]);
  await suggested((there) => !there, 'a suggestion without the deleted question');
});

test('the rules are the administrators’, within bounds, and journalled', async () => {
  const now = (await auditor.get('/retention-rules')).is(200);
  assert.deepEqual(now.body, { search_days: 0, callback_days: 0, version: 0 });
  (await admin.put('/retention-rules', { callback_days: 29 }, { 'if-match': now.etag })).is(422, 'invalid_input');
  (await admin.put('/retention-rules', { search_days: 7 }, { 'if-match': now.etag })).is(422, 'invalid_input');
  const kept = (await admin.put('/retention-rules', { search_days: 180 }, { 'if-match': now.etag })).is(200);
  assert.deepEqual(kept.body, { search_days: 180, callback_days: 0, version: 1 });
  (await admin.put('/retention-rules', { search_days: 365 }, { 'if-match': now.etag })).is(412, 'stale_version');
  const both = (await admin.put('/retention-rules', { callback_days: 60 }, { 'if-match': kept.etag })).is(200);
  assert.deepEqual(both.body, { search_days: 180, callback_days: 60, version: 2 }, 'what is left out stays');
  (await admin.put('/retention-rules', { search_days: 0, callback_days: 0 }, { 'if-match': both.etag })).is(200);
  (await agent.get('/retention-rules')).is(403, 'not_allowed');
  const verbs = (await auditor.get('/journal', { verb: 'edit_retention_rules' })).is(200).body.items;
  assert.equal(verbs.length, 3);
});
