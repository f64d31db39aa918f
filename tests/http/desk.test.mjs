// The agent's own desk: what is kept, what changed since the last shift, what was on it at any time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { mustRun, samplePassword, serveSample } from '../support/server.mjs';

let server, centre, agent, other, leader, auditor, inspector;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, other, leader, auditor, inspector] = await Promise.all(
    ['agent', 'agent2', 'leader', 'auditor', 'inspector'].map((name) => centre.person(name)),
  );
});
after(() => server?.close());

const published = async (text = {}) => {
  const title = `${mark()}怎么办`;
  await centre.published([centre.entry({ title, ...text })]);
  return (await findable(agent, title, title)).hit;
};
const desk = async (who = agent) => (await who.get('/my/desk')).is(200).body;
const changeOf = async (entry, since, who = agent) =>
  (await who.get('/my/changes', { since })).is(200).body.items.find((one) => one.entry === entry);

test('favourites by category and subscriptions are one’s own', async () => {
  const { entry, title } = await published();
  (await agent.put(`/my/favourites/${entry}`, { category: '资费' })).is(204);
  (await agent.put(`/my/subscriptions/entries/${entry}`)).is(204);
  const mine = await desk();
  const kept = mine.favourites.find((one) => one.entry === entry);
  assert.deepEqual([kept.title, kept.category, kept.in_force], [title, '资费', true]);
  assert.ok(mine.subscriptions.some((one) => one.kind === 'entry' && one.entry.entry === entry));
  assert.ok((await desk(other)).favourites.every((one) => one.entry !== entry));
  (await agent.delete(`/my/favourites/${entry}`)).is(204);
  (await agent.delete(`/my/subscriptions/entries/${entry}`)).is(204);
  assert.ok((await desk()).favourites.every((one) => one.entry !== entry));
  (await agent.put('/my/favourites/987654', {})).is(404);
  (await agent.put('/my/subscriptions/catalogue/987654')).is(404);
});

test('what was used is recent for oneself and counts for the group today', async () => {
  const hit = await published();
  const found = (await agent.get('/search', { q: hit.title })).is(200).body;
  const use = { entry: hit.entry, revision: hit.revision, how: 'copied' };
  (await agent.post(`/search/${found.search_id}/used`, use)).is(201);
  const mine = await desk();
  assert.equal(mine.recent[0].entry, hit.entry);
  assert.ok(mine.skill_group);
  const times = (list) => list.find((one) => one.entry === hit.entry)?.times;
  assert.equal(times(mine.most_used), 1);
  const words = ['--role', 'inspector', '--skill-group', mine.skill_group, '--password', samplePassword];
  await mustRun(['user', 'add', 'checker', ...words, '--data', server.data]);
  const checker = await Client.signIn(server.url, 'checker');
  const tried = (await checker.get('/search', { q: hit.title })).is(200).body;
  (await checker.post(`/search/${tried.search_id}/used`, use)).is(201);
  assert.equal(times((await desk()).most_used), 1, 'who answers no calls does not count');
  assert.equal(times((await desk(checker)).recent), 1, 'but has it on their own desk');
});

test('since the last shift: only what changed, asked again only after a change of substance', async () => {
  const hit = await published({ script: '第一版。' });
  const since = new Date().toISOString();
  const revise = (script, minor, base) =>
    centre.published([{ ...centre.entry({ title: hit.title, script }), action: 'revise', entry: hit.entry, base_revision: base, minor }]);
  await revise('第二版。', false, 1);
  const first = await changeOf(hit.entry, since);
  assert.deepEqual([first.before, first.now, first.substantial, first.acknowledged], [1, 2, true, false]);
  assert.deepEqual(first.fields.map(({ field }) => field), ['script']);
  (await agent.post(`/entries/${hit.entry}/acknowledge`, { revision: 2 })).is(204);
  assert.equal((await changeOf(hit.entry, since)).acknowledged, true);
  assert.equal((await changeOf(hit.entry, since, other)).acknowledged, false, 'everybody for themselves');
  await revise('第二版！', true, 2);
  assert.deepEqual([(await changeOf(hit.entry, since)).now, (await changeOf(hit.entry, since)).acknowledged], [3, true]);
  await revise('第四版。', false, 3);
  assert.equal((await changeOf(hit.entry, since)).acknowledged, false);
  const [record] = (await auditor.get('/journal', { entry: hit.entry, verb: 'acknowledge_revision' })).is(200).body.items;
  assert.equal(record.detail.revision, 2);
});

test('a group’s filters say which changes concern it', async () => {
  const hit = await published({ scope: { region: [], product: ['水费'], customers: [] } });
  const now = (await leader.get('/skill-groups')).is(200);
  const mine = (await agent.get('/session')).is(200).body.person.skill_group;
  assert.ok(now.body.groups.some(({ name, members }) => name === mine && members > 0));
  const set = (filters, etag) => leader.put('/skill-groups', { groups: [{ name: mine, filters }] }, { 'if-match': etag });
  const narrowed = (await set({ product: ['宽带'] }, now.etag)).is(200);
  assert.deepEqual((await desk()).filters.product, ['宽带']);
  assert.equal(await changeOf(hit.entry, hours(-1)), undefined);
  (await set({ product: ['水费'] }, narrowed.etag)).is(200);
  assert.deepEqual((await changeOf(hit.entry, hours(-1))).because, ['group']);
  (await set({}, now.etag)).is(412);
});

test('what an agent saw, opened and for how long has an exact answer', async () => {
  const hit = await published();
  const call = `${mark('来电')}-`.padEnd(128, '号');
  const over = (await agent.send('GET', '/search', { query: { q: hit.title, call_id: `${call}长` }, against: true })).is(422);
  assert.deepEqual(over.pointers, ['/call_id'], 'refused, and not cut to the id of another call');
  const found = (await agent.get('/search', { q: hit.title, call_id: call })).is(200).body;
  const seen = { entry: hit.entry, revision: hit.revision, call_id: call };
  (await agent.post(`/search/${found.search_id}/used`, { ...seen, how: 'opened' })).is(201);
  (await agent.post(`/search/${found.search_id}/left`, { ...seen, seconds: 17 })).is(204);
  const at = new Date().toISOString();
  await centre.revised(hit.entry, { title: hit.title, script: '后来改了。' });
  const [row] = (await inspector.get('/exposures', { person: 'agent', to: at, limit: 1 })).is(200).body.items;
  assert.deepEqual([row.q, row.call_id, row.person.name], [hit.title, call, 'agent']);
  assert.deepEqual(row.shown[0], { entry: hit.entry, revision: 1, title: hit.title, digest: hit.digest });
  assert.deepEqual(
    row.acts.map(({ how, digest, seconds }) => [how, digest, seconds]),
    [
      ['opened', hit.digest, null],
      ['left', hit.digest, 17],
    ],
  );
  const [byCall] = (await auditor.get('/exposures', { call_id: call })).is(200).body.items;
  assert.equal(byCall.search_id, row.search_id);
  const [record] = (await auditor.get('/journal', { verb: 'read_searches', limit: 1 })).is(200).body.items;
  assert.equal(record.actor.name, 'auditor');
});

test('an agent sees their own searches, a leader those of the group', async () => {
  await agent.get('/search', { q: '宽带' });
  await other.get('/search', { q: '水费' });
  const names = async (who, query = {}) =>
    new Set((await who.get('/exposures', { limit: 100, ...query })).is(200).body.items.map(({ person }) => person.name));
  assert.deepEqual([...(await names(agent))], ['agent']);
  (await agent.get('/exposures', { person: 'agent2' })).is(422);
  const group = (await leader.get('/session')).body.person.skill_group;
  const people = (await auditor.get('/people', { limit: 100 })).is(200).body.items;
  for (const name of await names(leader)) assert.equal(people.find((one) => one.name === name).skill_group, group);
  assert.ok((await names(auditor)).size > 1);
});

test('a leader sees who has not acknowledged a bulletin', async () => {
  const { id } = (await leader.post('/bulletins', { title: mark('请学习'), text: '新口径' })).is(201).body;
  const before = (await leader.get(`/bulletins/${id}/acknowledgements`)).is(200).body;
  assert.ok(before.missing > 1 && before.acknowledged === 0);
  (await agent.post(`/bulletins/${id}/ack`)).is(200);
  const after = (await leader.get(`/bulletins/${id}/acknowledgements`)).is(200).body;
  assert.deepEqual([after.missing, after.acknowledged], [before.missing - 1, 1]);
  assert.equal(after.items.at(-1).person.name, 'agent');
  assert.ok(after.items.at(-1).at);
});
