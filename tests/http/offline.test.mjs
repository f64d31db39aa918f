// The copy that a desk keeps for the time without a server, and what it tells afterwards.
import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark } from '../support/call_centre.mjs';
import { faultOfSchema } from '../support/contract.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, agent, other, auditor;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, other, auditor] = await Promise.all(['agent', 'agent2', 'auditor'].map((name) => centre.person(name)));
});
after(() => server?.close());

const ed25519 = (hex) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') }, format: 'jwk' });
const holds = (page, payload = page.payload) =>
  verify(null, Buffer.from(payload), ed25519(page.key), Buffer.from(page.signature, 'hex'));
const page = async (query = {}, who = agent) => {
  const signed = (await who.get('/offline-copy', query)).is(200).body;
  assert.ok(holds(signed), 'the signature is over these bytes');
  const payload = JSON.parse(signed.payload);
  assert.equal(faultOfSchema('OfflinePage', payload), undefined);
  return { ...payload, signed };
};
const whole = async (query = {}) => {
  const pages = [await page({ limit: 7, ...query })];
  while (pages.at(-1).next_cursor) pages.push(await page({ limit: 7, ...query, cursor: pages.at(-1).next_cursor }));
  return { items: pages.flatMap(({ items }) => items), gone: pages.flatMap(({ gone }) => gone), seq: Math.min(...pages.map(({ seq }) => seq)), pages };
};
const published = async (text = {}) => {
  const title = `${mark('离线')}怎么办`;
  await centre.published([centre.entry({ title, ...text })]);
  return (await findable(agent, title, title)).hit;
};
const id = () => randomBytes(16).toString('hex');
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

test('all of it by signed pages, each entry as it is shown, and nothing of another key or text', async () => {
  const { items, pages } = await whole();
  assert.ok(items.length > 20);
  assert.equal(new Set(items.map(({ entry }) => entry.id)).size, items.length);
  assert.equal(new Set(pages.map(({ signed }) => signed.key)).size, 1);
  assert.ok(items.every(({ entry, spans }) => entry.state !== 'ended' && spans.length > 0));
  const { entry, sounds } = items.find((one) => one.entry.revision);
  const live = (await agent.get(`/entries/${entry.id}`)).is(200).body;
  assert.deepEqual(entry.revision, live.revision);
  assert.equal(sounds.length, 1 + entry.revision.text.questions.length);
  assert.ok(!holds(pages[0].signed, pages[0].signed.payload.replace('koujing', 'koujinh')));
  const [record] = (await auditor.get('/journal', { verb: 'take_offline_copy' })).is(200).body.items;
  assert.equal(record.actor.name, 'agent');
});

test('sounds say how a heading is typed', async () => {
  const title = `重${mark('宽带5G')}`;
  await centre.published([centre.entry({ title, questions: ['银行卡，怎么绑'] })]);
  const { hit } = await findable(agent, title, title);
  const { items } = await whole({ since: 1 });
  const { sounds } = items.find(({ entry }) => entry.id === hit.entry);
  assert.match(sounds[0], /^(zhong\/chong|chong\/zhong) kuan dai 5 g/);
  assert.equal(sounds[1], 'yin hang ka zen me bang');
});

test('afterwards only what changed: revised, planned, and gone', async () => {
  const kept = await published({ script: '第一版。' });
  const ended = await published();
  const { seq } = await whole({ since: 1 });
  assert.deepEqual((await whole({ since: seq })).items, []);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  await centre.published([{ ...centre.entry({ title: kept.title, script: '第二版。', effective_from: tomorrow }), action: 'revise', entry: kept.entry, base_revision: 1 }]);
  const leader = await centre.person('leader');
  (await leader.post(`/entries/${ended.entry}/withdraw`, { reason: '停办' })).is(200);
  const delta = await whole({ since: seq });
  assert.deepEqual(delta.gone, [ended.entry]);
  assert.deepEqual(delta.items.map(({ entry }) => entry.id), [kept.entry]);
  const [{ entry, spans, next_sounds: coming }] = delta.items;
  assert.deepEqual([entry.revision.text.script, entry.next.text.script], ['第一版。', '第二版。']);
  assert.deepEqual(spans.map(({ revision }) => revision), [1, 2]);
  assert.equal(spans[0].valid_to, spans[1].valid_from);
  assert.equal(coming.length, 1 + entry.next.text.questions.length);
  const nothing = await whole({ since: delta.seq });
  assert.deepEqual([nothing.items, nothing.gone], [[], []]);
  (await agent.send('GET', '/offline-copy', { query: { since: -1 }, against: true })).is(400);
  (await agent.send('GET', '/offline-copy', { query: { cursor: 'x' }, against: true })).is(400);
});

test('what was answered without the server is told afterwards, once, with its own times', async () => {
  const hit = await published();
  const { seq } = await whole();
  assert.ok(seq > 0);
  const search = {
    id: id(),
    at: ago(600),
    q: hit.title,
    copy_made_at: ago(900),
    total: 1,
    call_id: mark('call'),
    shown: [{ entry: hit.entry, revision: 1 }],
    acts: [
      { how: 'copied', at: ago(590), entry: hit.entry, revision: 1 },
      { how: 'left', at: ago(580), entry: hit.entry, revision: 1, seconds: 20 },
    ],
  };
  assert.deepEqual((await agent.post('/offline-searches', { searches: [search] })).is(200).body, { kept: 1, known: 0, refused: [] });
  assert.deepEqual((await agent.post('/offline-searches', { searches: [search] })).is(200).body, { kept: 0, known: 1, refused: [] });
  const [seen] = (await auditor.get('/exposures', { call_id: search.call_id })).is(200).body.items;
  const same = (a, b) => assert.equal(Date.parse(a), Date.parse(b));
  assert.deepEqual([seen.offline, seen.q, seen.shown[0].digest], [true, hit.title, hit.digest]);
  same(seen.at, search.at);
  same(seen.recorded_at, search.copy_made_at);
  assert.ok(Date.parse(seen.reported_at) > Date.now() - 60_000);
  assert.deepEqual(seen.acts.map(({ how, seconds, digest }) => [how, seconds, digest]), [
    ['copied', null, hit.digest],
    ['left', 20, hit.digest],
  ]);
  same(seen.acts[0].at, search.acts[0].at);
  const records = (await auditor.get('/journal', { verb: 'report_offline_search' })).is(200).body.items;
  assert.equal(records.filter(({ subject }) => subject.id === search.id).length, 1);
  (await auditor.post('/journal/verify')).is(200);
});

test('what cannot be true is refused, search by search, and the rest is kept', async () => {
  const hit = await published();
  const good = () => ({ id: id(), at: ago(5), q: '甲', copy_made_at: ago(9), total: 0, shown: [{ entry: hit.entry, revision: 1 }], acts: [] });
  const act = { how: 'opened', at: ago(4), entry: hit.entry, revision: 2 };
  const wrong = [
    { ...good(), at: ago(8 * 86_400) },
    { ...good(), at: ago(-3600) },
    { ...good(), shown: [{ entry: hit.entry, revision: 9 }] },
    { ...good(), acts: [act] },
  ];
  const fine = good();
  const told = (await agent.post('/offline-searches', { searches: [...wrong, fine] })).is(200).body;
  assert.deepEqual([told.kept, told.refused.map((one) => one.id)], [1, wrong.map((one) => one.id)]);
  assert.ok(told.refused.every(({ detail }) => detail.length > 5));
  const taken = (await other.post('/offline-searches', { searches: [{ ...fine, q: '乙' }] })).is(200).body;
  assert.deepEqual([taken.kept, taken.known, taken.refused.length], [0, 0, 1], 'the id belongs to somebody else');
  const send = (json) => agent.send('POST', '/offline-searches', { json, against: true });
  (await send({ searches: [] })).is(422);
  assert.deepEqual((await send({ searches: [{ ...good(), at: 'gestern', acts: [{}] }] })).is(422).pointers, ['/searches/0/acts/0/how', '/searches/0/at']);
  (await send({ searches: [{ ...good(), id: 'x' }] })).is(200);
});
