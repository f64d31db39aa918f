// Synonyms, words, and what uses teach: over HTTP, by those who may.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CallCentre, findable, mark, walk, within } from '../support/call_centre.mjs';
import { mustRun, serveSample } from '../support/server.mjs';

let server, centre, editor, agent, leader, director, admin, auditor;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, agent, leader, director, admin, auditor] = await Promise.all(
    ['editor', 'agent', 'leader', 'director', 'admin', 'auditor'].map((name) => centre.person(name)),
  );
});
after(() => server?.close());

const add = async (form) => (await editor.post('/synonyms', form)).is(201);

test('a synonym is added, changed with its tag, and removed; the journal says so', async () => {
  const word = mark('断网');
  const made = await add({ from: ` ${word} `, to: ['无法上网'] });
  assert.deepEqual([made.body.from, made.body.both_ways, made.body.state, made.body.origin], [word, true, 'active', 'person']);
  const at = `/synonyms/${made.body.id}`;
  assert.equal(made.headers.get('location'), `/api/v1${at}`);
  (await editor.put(at, { from: word, to: ['掉线'] })).is(428, 'if_match_required');
  const changed = (await editor.put(at, { from: word, to: ['掉线'], both_ways: false }, { 'if-match': made.etag })).is(200);
  assert.equal(changed.body.both_ways, false);
  const stale = (await director.put(at, { from: word, to: ['没网'] }, { 'if-match': made.etag })).is(412, 'stale_version');
  assert.deepEqual(stale.body.current.to, ['掉线']);
  assert.equal(stale.etag, changed.etag);
  (await editor.delete(at)).is(204);
  (await editor.get(at)).is(404, 'not_found');
  (await editor.delete(at)).is(404, 'not_found');
  const acts = (await auditor.get('/journal', { actor: 'editor', limit: 10 })).is(200).body.items;
  const verbs = acts.filter(({ verb }) => verb.endsWith('_synonym')); // between them the changes are tried on the golden queries
  assert.deepEqual(
    verbs.map(({ verb }) => verb),
    ['remove_synonym', 'change_synonym', 'add_synonym'],
  );
  assert.equal(verbs[1].old_digest, verbs[2].new_digest);
});

test('everything wrong with a form is said at once, a pair that is there among it', async () => {
  const word = mark('座机');
  const made = await add({ from: word, to: ['固定电话'] });
  const send = (json) => editor.send('POST', '/synonyms', { json, against: true });
  assert.deepEqual((await send({ from: '', to: ['甲', '甲', 'x'.repeat(65)] })).is(422).pointers, ['/from', '/to/1', '/to/2']);
  assert.deepEqual((await send({ from: 3, to: '甲', way: 1 })).is(422).pointers, ['/from', '/to', '/way']);
  const twice = (await send({ from: '固定电话', to: [word] })).is(422, 'invalid_input');
  assert.equal(twice.body.errors[0].code, 'duplicate');
  assert.match(twice.body.errors[0].detail, new RegExp(`${made.body.id}`));
});

test('a key makes one synonym, however often it is sent', async () => {
  const key = { 'idempotency-key': mark('key') };
  const form = { from: mark('资费'), to: ['价格'] };
  const first = (await editor.post('/synonyms', form, key)).is(201);
  const second = (await editor.post('/synonyms', form, key)).is(201);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(second.body, first.body);
  assert.equal((await walk(editor, '/synonyms', { q: form.from })).length, 1);
});

test('lists walk by pages, by state and by text', async () => {
  const word = mark('词');
  for (let i = 0; i < 5; ++i) await add({ from: `${word}之${i}`, to: ['口径'], both_ways: false });
  const all = (await walk(editor, '/synonyms', { q: word, limit: 2 })).map(({ from }) => from);
  assert.deepEqual(all, [0, 1, 2, 3, 4].map((i) => `${word}之${i}`));
  const one = (await walk(editor, '/synonyms', { q: `${word}之3` }))[0];
  (await director.post(`/synonyms/${one.id}/decide`, { decision: 'decline' })).is(200);
  (await director.post(`/synonyms/${one.id}/decide`, { decision: 'decline' })).is(409, 'wrong_state');
  assert.deepEqual((await walk(leader, '/synonyms', { q: word, state: 'declined' })).map(({ id }) => id), [one.id]);
  assert.equal((await walk(leader, '/synonyms', { q: word, state: 'active' })).length, 4);
  (await director.post(`/synonyms/${one.id}/decide`, { decision: 'approve' })).is(200);
  (await editor.send('GET', '/synonyms', { query: { state: 'odd' }, against: true })).is(422);
  (await editor.get('/synonyms', { limit: 0 })).is(400, 'bad_parameter');
});

test('proposals come from variants and from a search in vain, and a declined one never again', async () => {
  const [said, written] = ['告警信号', '闪烁灯光'];
  const [place, other] = [mark('光猫'), mark('路由')];
  await centre.published([
    centre.entry({ title: `${place}的${said}怎么看`, questions: [`${place}的${written}怎么看`] }),
    centre.entry({ title: `${other}的${said}怎么看`, questions: [`${other}的${written}怎么看`] }),
  ]);
  const mined = (await editor.post('/synonyms/mine')).is(200).body;
  const pair = mined.proposed.find(({ from, to }) => [from, to[0]].sort().join() === [said, written].sort().join());
  assert.equal(pair.state, 'proposed');
  assert.equal(pair.origin, 'variants');
  assert.equal(pair.evidence.entries, 2);
  assert.equal(pair.evidence.examples.length, 2);
  (await editor.post(`/synonyms/${pair.id}/decide`, { decision: 'decline' })).is(200);
  const again = (await editor.post('/synonyms/mine')).is(200).body;
  assert.deepEqual(again.proposed, []);
  assert.ok(again.known > 0);
});

test('words come and go at once, and a tag keeps two editors apart', async () => {
  const word = mark('携号转网');
  const before = (await editor.get('/dictionary')).is(200);
  const kept = (await editor.put('/dictionary', { add: [word, `${word}二`] }, { 'if-match': before.etag })).is(200);
  assert.deepEqual(kept.body, { added: 2, removed: 0 });
  (await director.put('/dictionary', { add: ['迟到的词'] }, { 'if-match': before.etag })).is(412, 'stale_version');
  assert.ok((await walk(editor, '/dictionary', { limit: 1 })).some((row) => row.word === word));
  assert.deepEqual((await editor.put('/dictionary', { add: [word], remove: [`${word}二`] })).is(200).body, {
    added: 0,
    removed: 1,
  });
  const refused = await editor.send('PUT', '/dictionary', { json: { add: ['', 'a\nb'] }, against: true });
  assert.deepEqual(refused.is(422).pointers, ['/add/0', '/add/1']);
});

test('what three people asked and one entry served is proposed to its editor, until a reset', async () => {
  const title = `${mark('过户')}怎么办`;
  await centre.published([centre.entry({ title })]);
  const question = `${title}呀`;
  let entry;
  for (const who of [agent, leader, director]) {
    const { answer, hit } = await findable(who, question, title);
    entry = hit.entry;
    assert.deepEqual((await editor.get(`/entries/${entry}/variant-proposals`)).is(200).body.items, []);
    const how = { entry, revision: hit.revision, how: 'copied' };
    (await who.post(`/search/${answer.body.search_id}/used`, how)).is(201);
  }
  const proposals = (await editor.get(`/entries/${entry}/variant-proposals`)).is(200).body;
  assert.deepEqual(
    proposals.items.map((row) => [row.question, row.times, row.people, row.days]),
    [[question, 3, 3, 1]],
  );
  assert.equal(proposals.next_cursor, null);
  (await editor.get('/entries/987654/variant-proposals')).is(404, 'not_found');
  (await editor.post('/learning/reset')).is(403, 'not_allowed');
  (await admin.post('/learning/reset')).is(200);
  assert.deepEqual((await editor.get(`/entries/${entry}/variant-proposals`)).is(200).body.items, []);
});

// Without figures: a question with a long number is never suggested.
const copied = async (who, question, title) => {
  const { answer, hit } = await findable(who, question, title);
  const id = answer.body.search_id;
  return (await who.post(`/search/${id}/used`, { entry: hit.entry, revision: hit.revision, how: 'copied' })).is(201).body;
};
// What is used is taken in every half a minute, and at once after a deletion.
const takenIn = async (title) => {
  const { search_id } = await copied(agent, `${title}请问`, title);
  (await admin.post(`/search/${search_id}/forget`, { reason: '测试' })).is(204);
};
const suggested = (question, q) =>
  within(5_000, () => agent.get('/suggest', { q }), (answer) => answer.is(200).body.items.includes(question), question);

test('what auditors and directors copy teaches agents nothing, and is recorded', async () => {
  const title = '预存话费能不能退';
  await centre.published([centre.entry({ title })]);
  for (const who of [auditor, director]) {
    const use = await copied(who, `${title}吗`, title);
    const [record] = (await auditor.get('/journal', { since: use.journal_seq - 1, limit: 1 })).is(200).body.items;
    assert.equal(record.verb, 'use_answer');
  }
  for (const who of [agent, leader]) await copied(who, `${title}呢`, title);
  await takenIn(title);
  const { items } = (await suggested(`${title}呢`, title)).body;
  assert.ok(!items.includes(`${title}吗`));
});

const foundThen = async (q, then) =>
  (await agent.get('/search', { q, as_of: then, recorded_at: then, explain: true, limit: 50 })).is(200).body.results;
const entriesOf = (results) => results.map(({ entry }) => entry);

test('a search of the past goes by the synonyms of then', async () => {
  const [word, title] = ['飞鸽', '短信群发怎么开通'];
  await centre.published([centre.entry({ title })]);
  const { entry } = (await findable(agent, title, title)).hit;
  const before = new Date().toISOString();
  const made = await add({ from: word, to: ['短信群发'] });
  await findable(agent, word, title);
  assert.ok(!entriesOf(await foundThen(word, before)).includes(entry));
  const between = new Date().toISOString();
  (await editor.delete(`/synonyms/${made.body.id}`)).is(204);
  await within(
    2_000,
    () => agent.get('/search', { q: word }),
    (answer) => !entriesOf(answer.is(200).body.results).includes(entry),
    'a search without the synonym',
  );
  assert.ok(entriesOf(await foundThen(word, between)).includes(entry));
  assert.ok(!entriesOf(await foundThen(word, before)).includes(entry));
});

test('a search of the past goes by nothing that uses teach', async () => {
  const title = '彩信套餐怎么取消';
  await centre.published([centre.entry({ title })]);
  const { entry } = (await findable(agent, title, title)).hit;
  const then = new Date().toISOString();
  const question = '彩信怎么取消呢';
  const remembered = (hit) => hit.reasons.some(({ feature }) => feature === 'memory');
  const before = entriesOf(await foundThen(question, then));
  for (const who of [agent, leader]) await copied(who, question, title);
  await takenIn(title);
  await within(
    5_000,
    () => agent.get('/search', { q: question, explain: true }),
    (answer) => answer.is(200).body.results.some((hit) => hit.entry === entry && remembered(hit)),
    'a result that uses speak for',
  );
  const after = await foundThen(question, then);
  assert.deepEqual(entriesOf(after), before);
  assert.ok(!after.some(remembered));
});

test('the command line does the same beside the running server', async () => {
  const word = mark('命令行');
  const run = async (...words) => JSON.parse(await mustRun([...words, '--json', '--data', server.data]));
  const made = await run('synonyms', 'add', word, '终端', '控制台', '--one-way', '--by', 'editor');
  assert.deepEqual((await editor.get(`/synonyms/${made.id}`)).is(200).body, made);
  assert.deepEqual(made.to, ['终端', '控制台']);
  const file = path.join(server.data, '..', 'synonyms.csv');
  await writeFile(file, `from,to,one_way\n${word}甲,一|二,1\n${word}乙,三\n,空\n`);
  assert.deepEqual(await run('synonyms', 'import', file), { added: 2, refused: 1 });
  const listed = (await run('synonyms', 'list', '--state', 'active')).filter(({ from }) => from.startsWith(word));
  assert.deepEqual(
    listed.map(({ from, to, both_ways }) => [from.slice(word.length), to.length, both_ways]),
    [
      ['', 2, false],
      ['甲', 2, false],
      ['乙', 1, true],
    ],
  );
  assert.deepEqual(Object.keys(await run('synonyms', 'mine')).sort(), ['known', 'left', 'proposed']);
  assert.equal((await run('synonyms', 'decline', String(made.id))).state, 'declined');
  assert.deepEqual(await run('synonyms', 'remove', String(made.id)), { removed: made.id });
  assert.ok((await run('learning', 'reset')).uses_reset_at);
});
