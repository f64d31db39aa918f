// What the library does not answer: raised, brought to its department, answered, made into an entry; who sees what of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, agent, other, leader, market, water, editor, director;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, other, leader, market, water, editor, director] = await Promise.all(
    ['agent', 'agent2', 'leader', 'market', 'water', 'editor', 'director'].map((name) => centre.person(name)),
  );
});
after(() => server?.close());

const raised = async (form = {}, who = agent) => (await who.post('/questions', { text: `${mark()}怎么收费`, ...form })).is(201).body;
const routed = async (form) => {
  const { id } = await raised(form);
  return (await leader.post(`/questions/${id}/route`, { department: 'market' })).is(200).body;
};
const answered = async (form) => {
  const { id } = await routed(form);
  return (await market.post(`/questions/${id}/answer`, { answer: '您好，每月 12 元。' })).is(200).body;
};
const minutes = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

test('a question waits for a leader within 60 minutes, and for its department within a day', async () => {
  const asked = await raised({ query: '收费', callback: '王女士，下午三点' });
  assert.deepEqual([asked.state, asked.late, asked.mine, asked.news], ['open', false, true, false]);
  assert.equal(minutes(asked.asked_at, asked.due), 60);
  const brought = (await leader.post(`/questions/${asked.id}/route`, { department: 'market', note: '请答复' })).is(200).body;
  assert.deepEqual([brought.state, brought.department.code], ['routed', 'market']);
  assert.equal(minutes(brought.steps.at(-1).at, brought.due), 24 * 60);
  (await leader.post(`/questions/${asked.id}/route`, { department: 'nowhere' })).is(422);
});

test('it goes to the department in charge of its place at once; what stands higher holds below', async () => {
  await centre.published([centre.entry({ catalogue: '测试/问题/下级' })]);
  const nodes = (await agent.get('/catalogue', { limit: 100 })).is(200).body.items;
  const node = nodes.find(({ path }) => path === '测试/问题');
  const below = nodes.find(({ path }) => path === '测试/问题/下级');
  const now = (await director.get('/departments-in-charge')).is(200);
  const departments = { ...now.body.departments, [node.id]: 'water' };
  const set = (await director.put('/departments-in-charge', { departments }, { 'if-match': now.etag })).is(200).body;
  assert.equal(set.departments[node.id], 'water');
  (await director.put('/departments-in-charge', { departments }, { 'if-match': now.etag })).is(412);
  const asked = await raised({ catalogue: below.id });
  assert.deepEqual([asked.state, asked.department.code, asked.catalogue.path], ['routed', 'water', below.path]);
  const later = (await director.get('/departments-in-charge')).etag;
  (await director.put('/departments-in-charge', { departments: { [node.id]: 'nobody' } }, { 'if-match': later })).is(422);
});

test('who asks the same joins, and everybody who asked is told of the answer', async () => {
  const text = `${mark('漫游')}在新疆能不能用`;
  const asked = await raised({ text, callback: '甲的客户' });
  const alike = (await other.get('/questions/alike', { q: `${text}呢` })).is(200).body.items;
  assert.equal(alike[0].id, asked.id);
  assert.deepEqual(alike[0].askers.map(({ callback }) => callback), [null], 'the caller of another agent stays private');
  const joined = (await other.post(`/questions/${asked.id}/join`, { callback: '乙的客户' })).is(200).body;
  assert.deepEqual(joined.askers.map(({ callback }) => callback), [null, '乙的客户']);
  const before = (await agent.get('/feed', { since: 0, limit: 1 })).is(200).body.head;
  (await leader.post(`/questions/${asked.id}/route`, { department: 'market' })).is(200);
  (await market.post(`/questions/${asked.id}/answer`, { answer: '能用。' })).is(200);
  const rows = (await agent.get('/feed', { since: before })).is(200).body.items;
  assert.ok(rows.some((row) => row.kind === 'question' && row.question === asked.id));
  for (const one of [agent, other]) {
    const news = (await one.get('/questions', { news: true })).is(200).body.items.find(({ id }) => id === asked.id);
    assert.deepEqual([news.answer, news.news], ['能用。', true]);
    (await one.post(`/questions/${asked.id}/seen`)).is(200);
    assert.ok((await one.get('/questions', { news: true })).body.items.every(({ id }) => id !== asked.id));
  }
  (await other.post(`/questions/${asked.id}/join`, {})).is(409, 'already_answered');
});

test('an answer becomes a draft in one step, and the published entry comes back to who asked', async () => {
  const text = `${mark('宽带')}移机要几天`;
  const { id } = await answered({ text, query: '移机' });
  const drafted = (await editor.post(`/questions/${id}/draft`)).is(201).body;
  (await editor.post(`/questions/${id}/draft`)).is(409, 'wrong_state');
  const change = (await editor.get(`/changes/${drafted.change}`)).is(200);
  const [item] = change.body.items;
  assert.deepEqual([item.title, item.script, item.questions], [text, '您好，每月 12 元。', ['移机']]);
  const whole = { ...item, catalogue: '测试/流程', library: '业务知识库' };
  delete whole.digest;
  const { action, title, questions, script, library, catalogue } = whole;
  (
    await editor.put(
      `/changes/${drafted.change}`,
      { items: [{ action, title, questions, script, library, catalogue }] },
      { 'if-match': change.etag },
    )
  ).is(200);
  const out = (await editor.post(`/changes/${drafted.change}/submit`)).is(200).body;
  (await market.post(`/changes/${drafted.change}/confirm`, { digest: out.digest })).is(200);
  (await editor.post(`/changes/${drafted.change}/publish`, {})).is(200);
  const { hit } = await findable(agent, text, text);
  const closed = (await agent.get(`/questions/${id}`)).is(200).body;
  assert.deepEqual([closed.state, closed.entry, closed.news], ['published', hit.entry, true]);
});

test('a question whose draft is given up is answered again: its askers and editors are told, and it can be drafted anew', async () => {
  const { id } = await answered();
  const drafted = (await editor.post(`/questions/${id}/draft`)).is(201).body;
  const before = (await agent.get('/feed', { since: 0, limit: 1 })).is(200).body.head;
  (await editor.post(`/changes/${drafted.change}/discard`)).is(200);
  const reopened = (await agent.get(`/questions/${id}`)).is(200).body;
  assert.deepEqual([reopened.state, reopened.steps.at(-1).verb, reopened.version], ['answered', 'reopen', drafted.version + 1]);
  const rows = (await agent.get('/feed', { since: before })).is(200).body.items;
  assert.ok(rows.some((row) => row.kind === 'question' && row.question === id));
  assert.ok((await editor.get('/questions', { state: 'answered' })).is(200).body.items.some((one) => one.id === id));
  const auditor = await centre.person('auditor');
  const { items } = (await auditor.get('/journal', { question: id })).is(200).body;
  assert.ok(items.some(({ verb, actor }) => verb === 'reopen_question' && actor !== null));
  const again = (await editor.post(`/questions/${id}/draft`)).is(201).body;
  assert.equal(again.notice, drafted.notice);
  assert.notEqual(again.change, drafted.change);
  (await editor.post(`/changes/${again.change}/discard`)).is(200);
  (await leader.post(`/questions/${id}/close`, { reason: '不写入信息库' })).is(200);
});

test('feedback goes to the department of the entry, and reports back what it changed', async () => {
  const title = `${mark()}怎么办`;
  await centre.published([centre.entry({ title, script: '请拨 10086。' })]);
  const { hit } = await findable(agent, title, title);
  const path = `/entries/${hit.entry}/feedback`;
  (await agent.send('POST', path, { json: { revision: 1, kind: 'question', text: '不对' }, against: true })).is(422);
  (await agent.post(path, { revision: 7, kind: 'wrong', text: '不对' })).is(404);
  const told = (await agent.post(path, { revision: hit.revision, kind: 'wrong', text: '号码不对' })).is(201).body;
  assert.deepEqual([told.state, told.department.code, told.entry], ['routed', 'market', hit.entry]);
  (await market.post(`/questions/${told.id}/answer`, { answer: '请拨 10000。' })).is(200);
  const drafted = (await editor.post(`/questions/${told.id}/draft`)).is(201).body;
  const out = (await editor.post(`/changes/${drafted.change}/submit`)).is(200).body;
  (await market.post(`/changes/${drafted.change}/confirm`, { digest: out.digest })).is(200);
  (await editor.post(`/changes/${drafted.change}/publish`, {})).is(200);
  const { state, difference } = (await agent.get(`/questions/${told.id}`)).is(200).body;
  assert.equal(state, 'published');
  assert.deepEqual(difference.map(({ field }) => field), ['script']);
});

test('an agent sees their own, a department what was brought to it; others do not know of it', async () => {
  const { id } = await routed();
  (await other.get(`/questions/${id}`)).is(404);
  (await water.get(`/questions/${id}`)).is(404);
  (await market.get(`/questions/${id}`)).is(200);
  (await water.post(`/questions/${id}/answer`, { answer: '能' })).is(404);
  assert.ok((await other.get('/questions')).is(200).body.items.every((one) => one.id !== id));
  assert.ok((await water.get('/questions')).is(200).body.items.every((one) => one.id !== id));
  assert.ok((await market.get('/questions')).is(200).body.items.some((one) => one.id === id));
  assert.ok((await leader.get('/questions', { state: 'routed' })).is(200).body.items.some((one) => one.id === id));
});

test('what is not in charge gives back with a reason; a lost race is told; every step is journalled', async () => {
  const { id, version } = await routed();
  (await market.post(`/questions/${id}/give-back`, { reason: ' ' })).is(422);
  (await market.post(`/questions/${id}/give-back`, { reason: '请找供水' })).is(200);
  const stale = { 'if-match': `"${version}"` };
  (await leader.post(`/questions/${id}/route`, { department: 'water' }, stale)).is(412);
  (await market.post(`/questions/${id}/answer`, { answer: '能' })).is(404);
  (await leader.post(`/questions/${id}/close`, { reason: '重复' })).is(200);
  (await leader.post(`/questions/${id}/close`, { reason: '重复' })).is(409, 'wrong_state');
  const auditor = await centre.person('auditor');
  const verbs = (await auditor.get('/journal', { limit: 50 })).is(200).body.items
    .filter(({ subject }) => subject.kind === 'question' && Number(subject.id) === id)
    .map(({ verb }) => verb);
  assert.deepEqual(verbs, ['close_question', 'give_back_question', 'route_question', 'ask_question']);
});

test('a department without an account answers by a link: this question alone, once', async () => {
  const asked = await routed();
  const feedbackHit = (await agent.get('/search', { q: '宽带' })).is(200).body.results[0];
  const link = (await director.post(`/questions/${asked.id}/answer-link`, { name: '王处长', contact: '微信' })).is(201).body;
  const entered = (await new Client(server.url).post('/session/link', { secret: link.secret })).is(200);
  assert.deepEqual([entered.body.only_change, entered.body.only_question], [null, asked.id]);
  const guest = new Client(server.url, { cookie: entered.cookie, 'x-csrf-token': entered.body.csrf_token });
  const other = await routed();
  (await guest.get(`/questions/${other.id}`)).is(404);
  (await guest.post(`/questions/${other.id}/answer`, { answer: '能' })).is(404);
  (await guest.get(`/entries/${feedbackHit.entry}`)).is(404);
  for (const path of ['/questions', '/search', '/notices']) (await guest.get(path)).is(403, 'link_only');
  const answer = (await guest.post(`/questions/${asked.id}/answer`, { answer: '每月 12 元。' })).is(200).body;
  assert.equal(answer.answered_by.display_name, '王处长');
  (await guest.post(`/questions/${asked.id}/answer`, { answer: '再改。' })).is(409);
  (await new Client(server.url).post('/session/link', { secret: link.secret })).is(401);
  (await director.post(`/questions/${asked.id}/answer-link`, { name: '王处长', contact: '微信' })).is(409, 'wrong_state');
});

test('the same key asks once', async () => {
  const form = { text: mark('重复') };
  const headers = { 'idempotency-key': mark('键') && `q-${process.pid}` };
  const first = (await agent.post('/questions', form, headers)).is(201).body.id;
  assert.equal((await agent.post('/questions', form, headers)).is(201).body.id, first);
});
