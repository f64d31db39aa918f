// Idempotency-Key: a request that is sent twice makes one thing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, walk } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, market, editor, leader, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [market, editor, leader, agent] = await Promise.all(
    ['market', 'editor', 'leader', 'agent'].map((name) => centre.person(name)),
  );
});
after(() => server?.close());

const key = (name) => ({ 'idempotency-key': name });
const replayed = (answer) => answer.headers.get('idempotency-replayed');
const octets = { 'content-type': 'application/octet-stream' };

test('the same key with the same body gives what was made the first time', async () => {
  const name = mark('key');
  const form = { subject: mark('只发一次') };
  const first = (await market.post('/notices', form, key(name))).is(201);
  const second = (await market.post('/notices', form, key(name))).is(201);
  assert.equal(replayed(first), null);
  assert.equal(replayed(second), 'true');
  assert.deepEqual(second.body, first.body);
  assert.equal(second.headers.get('location'), first.headers.get('location'));
  assert.equal(second.etag, first.etag);
  assert.equal((await walk(market, '/notices', { q: form.subject })).length, 1);
});

test('everything that makes something takes a key', async () => {
  const notice = await centre.assigned();
  const word = mark('幂等');
  const twice = async (who, path, send) => {
    const [first, second] = [(await send()).is(201), (await send()).is(201)];
    assert.equal(replayed(second), 'true', path);
    assert.deepEqual(second.body, first.body, path);
    return first.body;
  };
  const name = mark('key');
  const items = [centre.entry({ title: word })];
  await twice(editor, 'changes', () => editor.post(`/notices/${notice.id}/changes`, { items }, key(`${name}c`)));
  assert.equal((await walk(editor, '/changes', { notice: notice.id })).length, 1);
  await twice(leader, 'bulletins', () => leader.post('/bulletins', { title: word, text: word }, key(`${name}b`)));
  assert.equal((await walk(agent, '/bulletins')).filter(({ title }) => title === word).length, 1);
  const kept = await twice(market, 'originals', () =>
    market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name: 'a.txt' },
      body: Buffer.from(word),
      headers: { ...octets, ...key(`${name}o`) },
    }),
  );
  assert.equal(kept.originals.length, 1);

  await centre.published([centre.entry({ title: `${word}口径` })]);
  const { answer, hit } = await findable(agent, `${word}口径`, `${word}口径`);
  await twice(agent, 'used', () =>
    agent.post(
      `/search/${answer.body.search_id}/used`,
      { entry: hit.entry, revision: 1, how: 'copied' },
      key(`${name}u`),
    ),
  );
  const auditor = await centre.person('auditor');
  const uses = (await auditor.get('/journal', { verb: 'use_answer', entry: hit.entry })).is(200).body.items;
  assert.equal(uses.length, 1);
});

test('the same key with another body, or for another address, is 409', async () => {
  const name = mark('key');
  (await market.post('/notices', { subject: '甲' }, key(name))).is(201);
  (await market.post('/notices', { subject: '乙' }, key(name))).is(409, 'idempotency_key_reused');
  const notice = await centre.notice();
  const upload = await market.send('POST', `/notices/${notice.id}/originals`, {
    body: Buffer.from('x'),
    headers: { ...octets, ...key(name) },
  });
  upload.is(409, 'idempotency_key_reused');
});

test('a key belongs to the person who sent it', async () => {
  const name = mark('key');
  const water = await centre.person('water');
  const mine = (await market.post('/notices', { subject: '同一事由' }, key(name))).is(201).body;
  const theirs = (await water.post('/notices', { subject: '同一事由' }, key(name))).is(201);
  assert.equal(replayed(theirs), null);
  assert.notEqual(theirs.body.id, mine.id);
});

test('a request that was refused did not use up its key', async () => {
  const name = mark('key');
  (await market.send('POST', '/notices', { json: { subject: '' }, headers: key(name), against: true })).is(422);
  (await market.post('/notices', { subject: '改好了' }, key(name))).is(201);
});

test('of ten requests at once with one key, one thing is made and nobody gets a server error', async () => {
  const name = mark('key');
  const form = { subject: mark('同时') };
  const answers = await Promise.all(Array.from({ length: 10 }, () => market.post('/notices', form, key(name))));
  for (const answer of answers)
    assert.ok([201, 409].includes(answer.status), `${answer.status} ${JSON.stringify(answer.body)}`);
  assert.ok(answers.some(({ status }) => status === 201));
  assert.equal((await walk(market, '/notices', { q: form.subject })).length, 1);
  (await market.post('/notices', form, key(name))).is(201);
});

test('a key that is too long is refused', async () => {
  (await market.post('/notices', { subject: '键' }, key('k'.repeat(200)))).is(201);
  (await market.post('/notices', { subject: '键' }, key('k'.repeat(201)))).is(400, 'bad_idempotency_key');
});
