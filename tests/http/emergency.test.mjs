// The emergency door: answered first, confirmed after, and saying so on its face. Bulletins and their receipts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, within } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, leader, agent, water;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [leader, agent, water] = await Promise.all(['leader', 'agent', 'water'].map((name) => centre.person(name)));
});
after(() => server?.close());

test("a leader's emergency bulletin answers at once as unconfirmed, until the department confirms it", async () => {
  const title = `${mark('爆管')}停水`;
  const bulletin = (
    await leader.post('/bulletins', {
      title,
      text: '抢修中，**四小时**内恢复。',
      script: '您好，该处水管破裂，正在抢修。',
      questions: [`${title}了什么时候来水`],
      department: 'water',
      scope: { region: ['城东区'] },
      pinned_to: hours(6),
    })
  ).is(201).body;
  assert.equal(bulletin.emergency, true);
  assert.equal(bulletin.unconfirmed, true);
  assert.match(bulletin.text_html, /<strong>四小时<\/strong>/);
  const { hit } = await findable(agent, `${title}了什么时候来水`, title);
  assert.equal(hit.entry, bulletin.entry);
  assert.equal(hit.unconfirmed, true);
  assert.equal(hit.standing, 'unconfirmed');
  assert.equal(hit.confirmed_at, null);

  const change = (await water.get(`/changes/${bulletin.change}`)).is(200).body;
  assert.equal(change.state, 'unconfirmed');
  assert.equal(change.emergency, true);
  const market = await centre.person('market');
  (await market.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(404);
  const confirmed = (await water.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(200).body;
  assert.equal(confirmed.state, 'published');
  assert.equal(
    (await water.get(`/changes/${change.id}`)).is(200).body.confirmation.by.name,
    'water',
    'they still see what they confirmed',
  );
  const known = await within(
    1_000,
    () => agent.get('/search', { q: title }),
    ({ body }) => body.results.find(({ entry }) => entry === bulletin.entry)?.unconfirmed === false,
    'the confirmed answer',
  );
  const after = known.body.results.find(({ entry }) => entry === bulletin.entry);
  assert.equal(after.standing, 'confirmed');
  assert.ok(after.confirmed_at !== null);
  assert.equal((await agent.get(`/bulletins/${bulletin.id}`)).is(200).body.unconfirmed, false);
});

test('a director or leader publishes a draft first, with a reason; an editor cannot', async () => {
  const [editor, director] = [await centre.person('editor'), await centre.person('director')];
  const title = `${mark('价格错误')}更正`;
  const change = await centre.draft([centre.entry({ title })]);
  const publish = (who, form) => who.post(`/changes/${change.id}/publish`, form);
  (await publish(editor, { emergency: true, reason: '着急' })).is(403, 'not_allowed');
  (await publish(leader, {})).is(403, 'not_allowed');
  assert.deepEqual((await publish(director, { emergency: true })).is(422).pointers, ['/reason']);
  assert.deepEqual((await publish(director, { emergency: true, reason: '报错价', at: hours(1) })).is(422).pointers, [
    '/at',
  ]);
  const out = (await publish(director, { emergency: true, reason: '报错价' })).is(200).body;
  assert.equal(out.state, 'unconfirmed');
  assert.equal(out.comments.at(-1).kind, 'emergency');
  assert.equal((await findable(agent, title, title)).hit.unconfirmed, true);
  const market = await centre.person('market');
  (await market.post(`/changes/${change.id}/confirm`, { digest: '0'.repeat(64) })).is(412, 'content_changed');
  (await market.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(200);
});

test('an emergency answer can be withdrawn before anybody confirmed it', async () => {
  const title = `${mark('误报')}停电`;
  const bulletin = (
    await leader.post('/bulletins', { title, text: '停电', script: '您好，正在抢修。', department: 'water' })
  ).is(201).body;
  await findable(agent, title, title);
  (await leader.post(`/changes/${bulletin.change}/withdraw`, { reason: '误报' })).is(200);
  await within(
    1_000,
    () => agent.get('/search', { q: title }),
    ({ body }) => !body.results.some((hit) => hit.title === title),
    'its end',
  );
  (await water.post(`/changes/${bulletin.change}/confirm`, { digest: 'a'.repeat(64) })).is(409, 'wrong_state');
});

test('an emergency answer needs a department that will confirm it', async () => {
  assert.deepEqual((await leader.post('/bulletins', { title: '急', text: '急', script: '急' })).is(422).pointers, [
    '/department',
  ]);
  assert.deepEqual(
    (await leader.post('/bulletins', { title: '急', text: '急', pinned_to: hours(-1) })).is(422).pointers,
    ['/pinned_to'],
  );
  const nowhere = await leader.post('/bulletins', { title: '急', text: '急', script: '急', department: '没有的部门' });
  assert.deepEqual(nowhere.is(422).pointers, ['/department']);
});

test('a bulletin is acknowledged once by each who read it', async () => {
  const agent2 = await centre.person('agent2');
  const bulletin = (await leader.post('/bulletins', { title: mark('公告'), text: '请学习' })).is(201).body;
  assert.equal(bulletin.emergency, false);
  assert.equal(Math.round((Date.parse(bulletin.pinned_to) - Date.parse(bulletin.pinned_from)) / 3_600_000), 24);
  const read = (await agent.post(`/bulletins/${bulletin.id}/ack`)).is(200).body;
  assert.deepEqual([read.acknowledged, read.acknowledgements], [true, 1]);
  assert.deepEqual((await agent.post(`/bulletins/${bulletin.id}/ack`)).is(200).body.acknowledgements, 1);
  const other = (await agent2.get(`/bulletins/${bulletin.id}`)).is(200).body;
  assert.deepEqual([other.acknowledged, other.acknowledgements], [false, 1]);
  assert.equal((await agent2.post(`/bulletins/${bulletin.id}/ack`)).is(200).body.acknowledgements, 2);
  (await agent.post('/bulletins/999999/ack')).is(404, 'not_found');
  const auditor = await centre.person('auditor');
  const receipts = (await auditor.get('/journal', { verb: 'acknowledge_bulletin', limit: 100 }))
    .is(200)
    .body.items.filter(({ subject }) => subject.id === String(bulletin.id));
  assert.deepEqual(receipts.map(({ actor }) => actor.name).sort(), ['agent', 'agent2']);
});

test('bulletins pinned now come first; past ones only when asked for', async () => {
  const now = (await agent.get('/bulletins', { limit: 100 })).is(200).body.items;
  const all = (await agent.get('/bulletins', { all: true, limit: 100 })).is(200).body.items;
  assert.ok(now.every(({ pinned_to }) => pinned_to === null || Date.parse(pinned_to) > Date.now()));
  const past = all.filter(({ pinned_to }) => pinned_to !== null && Date.parse(pinned_to) <= Date.now());
  assert.ok(past.length > 0, 'the sample has one that is over');
  assert.ok(past.every(({ id }) => !now.some((one) => one.id === id)));
  assert.deepEqual(
    now.map(({ id }) => id),
    now.map(({ id }) => id).sort((a, b) => b - a),
  );
});
