// Steps that must not be possible: four eyes, another department, another text, a lost race, an incomplete draft.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { mustRun, samplePassword, serveSample } from '../support/server.mjs';

let server, centre;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
});
after(() => server?.close());

test('whoever raised a notice cannot review it, another director can', async () => {
  const [director2, director] = [await centre.person('director2'), await centre.person('director')];
  const notice = (await director2.post('/notices', { subject: '主任提出的通知', department: 'market' })).is(201).body;
  (await director2.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(403, 'four_eyes');
  assert.equal((await director2.get(`/notices/${notice.id}`)).is(200).body.state, 'received');
  (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
});

test("a notice is sent for one's own department only, and others never see it", async () => {
  const [market, market2, water] = [
    await centre.person('market'),
    await centre.person('market2'),
    await centre.person('water'),
  ];
  (await market.post('/notices', { subject: '替别人发', department: 'water' })).is(403, 'other_department');
  const notice = await centre.notice();
  (await water.get(`/notices/${notice.id}`)).is(404);
  (await water.put(`/notices/${notice.id}`, { subject: '改' }, { 'if-match': '"1"' })).is(404);
  (
    await water.send('POST', `/notices/${notice.id}/originals`, {
      body: Buffer.from('x'),
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).is(404);
  const seen = (await water.get('/notices', { limit: 100 })).is(200).body.items;
  assert.ok(seen.length > 0 && seen.every(({ department }) => department.code === 'water'));
  assert.equal((await market2.get(`/notices/${notice.id}`)).is(200).body.id, notice.id);
});

test('a review names an editor who is one, and gives a reason when it returns', async () => {
  const director = await centre.person('director');
  const notice = await centre.notice();
  const review = (form) => director.post(`/notices/${notice.id}/review`, form);
  assert.deepEqual((await review({ decision: 'assign' })).is(422).pointers, ['/editor']);
  assert.deepEqual((await review({ decision: 'assign', editor: 'agent' })).is(422).pointers, ['/editor']);
  assert.deepEqual((await review({ decision: 'return' })).is(422).pointers, ['/instruction']);
  const unknown = await director.send('POST', `/notices/${notice.id}/review`, {
    json: { decision: 'burn' },
    against: true,
  });
  assert.deepEqual(unknown.is(422).pointers, ['/decision']);
});

test('an incomplete draft is kept, and submit lists everything that is missing at once', async () => {
  const editor = await centre.person('editor');
  const change = await centre.draft([
    { action: 'new' },
    centre.entry({ library: '没有的库' }),
    centre.entry({ department: 'water' }),
    { action: 'retire', entry: 999_999, base_revision: 1 },
    { action: 'revise', title: '改', script: '改', library: '业务知识库' },
  ]);
  const refused = (await editor.post(`/changes/${change.id}/submit`)).is(422, 'invalid_input');
  assert.deepEqual(refused.pointers, [
    '/items/0/library',
    '/items/0/script',
    '/items/0/title',
    '/items/1/library',
    '/items/2/department',
    '/items/3/entry',
    '/items/4/entry',
  ]);
  assert.equal((await editor.get(`/changes/${change.id}`)).is(200).body.state, 'draft');
});

test('only the issuing department confirms, only what it saw, and an edit voids it', async () => {
  const [market, water, editor] = [
    await centre.person('market'),
    await centre.person('water'),
    await centre.person('editor'),
  ];
  const change = await centre.submitted([centre.entry()]);
  (await water.get(`/changes/${change.id}`)).is(404);
  (await water.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(404);
  (await water.post(`/changes/${change.id}/return`, { comment: '不同意' })).is(404);
  (await editor.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(403, 'not_allowed');
  (await editor.post(`/changes/${change.id}/publish`, {})).is(409, 'wrong_state');

  const wrong = (await market.post(`/changes/${change.id}/confirm`, { digest: 'f'.repeat(64) })).is(
    412,
    'content_changed',
  );
  assert.equal(wrong.body.current.digest, change.digest, 'what is there now');
  assert.equal(wrong.body.current.state, 'submitted');
  const confirmed = (await market.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(200);

  const edited = (
    await editor.put(`/changes/${change.id}`, { items: [centre.entry()] }, { 'if-match': confirmed.etag })
  ).is(200).body;
  assert.equal(edited.state, 'draft');
  assert.equal(edited.confirmation.voided, true);
  (await editor.post(`/changes/${change.id}/publish`, {})).is(409, 'wrong_state');
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
  (await market.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(412, 'content_changed');
  (await market.post(`/changes/${change.id}/confirm`, { digest: edited.digest })).is(200);
  (await editor.post(`/changes/${change.id}/publish`, {})).is(200);
  (await editor.post(`/changes/${change.id}/publish`, {})).is(409, 'wrong_state');
  const refused = (await editor.put(`/changes/${change.id}`, { items: [] }, { 'if-match': '*' })).is(
    409,
    'wrong_state',
  );
  assert.match(refused.body.detail, /published/);
});

test('whoever wrote a line cannot confirm it, even in the issuing department; a colleague can', async () => {
  await mustRun([
    'user',
    'add',
    'both',
    '--role',
    'department',
    '--role',
    'editor',
    '--department',
    'market',
    '--password',
    samplePassword,
    '--data',
    server.data,
  ]);
  const [both, market] = [await Client.signIn(server.url, 'both'), await centre.person('market')];
  const notice = await centre.assigned({}, 'market', 'both');
  const own = (await both.post(`/notices/${notice.id}/changes`, { items: [centre.entry()] })).is(201).body;
  (await both.post(`/changes/${own.id}/submit`)).is(200);
  (await both.post(`/changes/${own.id}/confirm`, { digest: own.digest })).is(403, 'four_eyes');
  (await market.post(`/changes/${own.id}/confirm`, { digest: own.digest })).is(200);

  // One line of somebody else's set is enough.
  const shared = await centre.draft([centre.entry()]);
  const touched = (await both.put(`/changes/${shared.id}`, { items: [centre.entry()] }, { 'if-match': '*' })).is(
    200,
  ).body;
  (await both.post(`/changes/${shared.id}/submit`)).is(200);
  (await both.post(`/changes/${shared.id}/confirm`, { digest: touched.digest })).is(403, 'four_eyes');
  assert.equal(
    (await market.post(`/changes/${shared.id}/confirm`, { digest: touched.digest })).is(200).body.state,
    'confirmed',
  );
});

test('a department does not see a draft before it is submitted, and does after', async () => {
  const [market, editor] = [await centre.person('market'), await centre.person('editor')];
  const change = await centre.draft([centre.entry()]);
  const listed = async () =>
    (await market.get('/changes', { notice: change.notice })).is(200).body.items.map(({ id }) => id);
  const inNotice = async () => (await market.get(`/notices/${change.notice}`)).is(200).body.changes.map(({ id }) => id);
  (await market.get(`/changes/${change.id}`)).is(404);
  (await market.get(`/changes/${change.id}/diff`)).is(404);
  assert.deepEqual(await listed(), []);
  assert.deepEqual(await inNotice(), []);
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
  (await market.get(`/changes/${change.id}`)).is(200);
  (await market.get(`/changes/${change.id}/diff`)).is(200);
  assert.deepEqual(await listed(), [change.id]);
  assert.deepEqual(await inNotice(), [change.id]);
});

test('a notice that nobody assigned takes no drafts', async () => {
  const editor = await centre.person('editor');
  const notice = await centre.notice();
  const refused = (await editor.post(`/notices/${notice.id}/changes`, { items: [] })).is(409, 'wrong_state');
  assert.match(refused.body.detail, /received/);
  (await editor.post('/notices/999999/changes', { items: [] })).is(404, 'not_found');
});

test('publishing refuses when a newer revision came in between', async () => {
  const [editor, agent] = [await centre.person('editor'), await centre.person('agent')];
  const title = `${mark('并行')}口径`;
  await centre.published([centre.entry({ title })]);
  const { hit } = await findable(agent, title, title);
  const revise = (script) => [
    { ...centre.entry({ title, script }), action: 'revise', entry: hit.entry, base_revision: 1 },
  ];
  const slow = await centre.confirmed(revise('慢的一方'));
  await centre.published(revise('快的一方'));
  (await editor.post(`/changes/${slow.id}/publish`, {})).is(409, 'stale_base');
  assert.equal((await editor.get(`/changes/${slow.id}`)).is(200).body.state, 'confirmed', 'nothing of it happened');
  assert.equal((await agent.get(`/entries/${hit.entry}`)).is(200).body.newest_revision, 2);
});

test('a change set is published whole or not at all', async () => {
  const [editor, agent] = [await centre.person('editor'), await centre.person('agent')];
  const [kept, fresh] = [`${mark('整单')}旧`, `${mark('整单')}新`];
  await centre.published([centre.entry({ title: kept })]);
  const { hit } = await findable(agent, kept, kept);
  const whole = await centre.confirmed([
    centre.entry({ title: fresh }),
    { action: 'retire', entry: hit.entry, base_revision: 1 },
  ]);
  await centre.revised(hit.entry, { title: kept, script: '另一份通知改过了' });
  (await editor.post(`/changes/${whole.id}/publish`, {})).is(409, 'stale_base');
  const after = `${mark('随后')}的`;
  await centre.published([centre.entry({ title: after })]);
  await findable(agent, after, after); // the index has come past it
  assert.ok(!(await agent.get('/search', { q: fresh })).body.results.some(({ title }) => title === fresh));
  assert.equal((await editor.get('/entries', { q: fresh })).is(200).body.items.length, 0);
});
