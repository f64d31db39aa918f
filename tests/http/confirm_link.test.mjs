// A department without an account confirms by a link: once, this change set alone, never its own work.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, hours, mark } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, director, leader;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, director, leader] = await Promise.all(['editor', 'director', 'leader'].map((name) => centre.person(name)));
});
after(() => server?.close());

const guest = { name: '王处长', contact: '微信' };
const issue = async (change, form = guest) => (await director.post(`/changes/${change}/confirm-link`, form)).is(201).body;
const enter = async (secret) => {
  const answer = (await new Client(server.url).post('/session/link', { secret })).is(200);
  const { csrf_token: csrf, person, only_change: only } = answer.body;
  return { person, only, client: new Client(server.url, { cookie: answer.cookie, 'x-csrf-token': csrf }) };
};

test('whoever holds the link reads the set, confirms it once, and the confirmation bears their name', async () => {
  const change = await centre.submitted([centre.entry()]);
  const link = await issue(change.id);
  assert.match(link.address, /^\/link#[0-9a-f]{64}$/);
  const { client, person, only } = await enter(link.secret);
  assert.deepEqual([person.display_name, only], ['王处长', change.id]);
  const { digest } = (await client.get(`/changes/${change.id}/diff`)).is(200).body;
  (await client.get(`/notices/${change.notice}`)).is(200);
  (await client.get(`/notices/${change.notice}/versions`)).is(200);
  const confirmed = (await client.post(`/changes/${change.id}/confirm`, { digest })).is(200).body;
  assert.equal(confirmed.confirmation.by.display_name, '王处长');
  assert.equal(confirmed.confirmation.department.code, 'market');
  (await new Client(server.url).post('/session/link', { secret: link.secret })).is(401);
  (await client.post(`/changes/${change.id}/return`, { comment: '想想不对' })).is(409);
  assert.equal((await editor.get(`/changes/${change.id}`)).is(200).body.state, 'confirmed', 'a used link undoes nothing');
  (await editor.post(`/changes/${change.id}/publish`, {})).is(200);
  const auditor = await centre.person('auditor');
  const [issued] = (await auditor.get('/journal', { verb: 'issue_confirm_link', limit: 1 })).is(200).body.items;
  assert.deepEqual([issued.actor.name, issued.detail.contact, issued.detail.name], ['director', '微信', '王处长']);
});

test('the link opens nothing else', async () => {
  const [change, other] = [await centre.submitted([centre.entry()]), await centre.submitted([centre.entry()])];
  const { client } = await enter((await issue(change.id)).secret);
  for (const path of [`/changes/${other.id}`, `/changes/${other.id}/diff`, `/notices/${other.notice}`, `/notices/${other.notice}/versions`])
    (await client.get(path)).is(404);
  (await client.post(`/changes/${other.id}/confirm`, { digest: other.digest })).is(404);
  for (const path of ['/changes', '/notices', '/entries', '/people', '/search', '/care', `/changes/${change.id}/touched`])
    assert.equal((await client.get(path)).is(403).body.code, 'link_only', path);
  assert.equal(
    (await client.post('/notices', { subject: '不该收到' })).is(403).body.code,
    'link_only',
  );
});

test('an edit voids what was confirmed, and a changed text is not confirmed unseen', async () => {
  const change = await centre.submitted([centre.entry()]);
  const { client } = await enter((await issue(change.id)).secret);
  const { digest } = (await client.get(`/changes/${change.id}/diff`)).is(200).body;
  const now = (await editor.get(`/changes/${change.id}`)).is(200);
  (await editor.put(`/changes/${change.id}`, { items: [centre.entry()] }, { 'if-match': now.etag })).is(200);
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
  assert.equal((await client.post(`/changes/${change.id}/confirm`, { digest })).is(412).body.code, 'content_changed');
  // What was refused used nothing up.
  (await client.post(`/changes/${change.id}/return`, { comment: '请写明金额' })).is(200);
  assert.equal((await editor.get(`/changes/${change.id}`)).is(200).body.comments[0].by.display_name, '王处长');
});

test('who may issue one, for what, and for how long', async () => {
  const draft = await centre.draft([centre.entry()]);
  assert.equal((await director.post(`/changes/${draft.id}/confirm-link`, guest)).is(409).body.code, 'wrong_state');
  const change = await centre.submitted([centre.entry()]);
  (await editor.post(`/changes/${change.id}/confirm-link`, guest)).is(403);
  (await leader.post(`/changes/${change.id}/confirm-link`, guest)).is(201);
  const faults = async (form) =>
    (await director.send('POST', `/changes/${change.id}/confirm-link`, { json: form, against: true }))
      .is(422)
      .body.errors.map((one) => one.pointer);
  assert.deepEqual(await faults({}), ['/name', '/contact']);
  assert.deepEqual(await faults({ ...guest, expires_at: hours(24 * 31) }), ['/expires_at']);
  (await new Client(server.url).post('/session/link', { secret: mark() })).is(401);
  (await new Client(server.url).post('/session/link', { secret: '' })).is(401);
});
