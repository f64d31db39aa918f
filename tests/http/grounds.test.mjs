// Sentences of a script are anchored to passages of what came in; what nothing supports is listed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, mark } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, market;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, market] = await Promise.all(['editor', 'market'].map((name) => centre.person(name)));
});
after(() => server?.close());

test('each sentence finds its passage in the notice or an original, and what has none says so', async () => {
  const notice = await centre.notice({ text: '一、装机费每户 100 元，承诺在网 24 个月的免收。\n\n二、移机 3 个工作日内完成。' });
  const original = (
    await market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name: '附件.md' },
      body: Buffer.from('退订宽带须归还光猫，遗失光猫赔偿 80 元。'),
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).is(201).body.originals[0];
  const director = await centre.person('director');
  (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
  const change = (await editor.post(`/notices/${notice.id}/changes`, { items: [] })).is(201);
  const script = '您好。**装机费每户 100 元**，在网 24 个月免收。遗失光猫要赔偿 80 元。周末也有师傅值班上门。';
  const { sentences } = (await editor.post(`/changes/${change.body.id}/grounds`, { script })).is(200).body;
  assert.deepEqual(
    sentences.map(({ sentence, source }) => [sentence, source]),
    [
      ['装机费每户100元，在网24个月免收', 'notice'],
      ['遗失光猫要赔偿80元', original.sha256],
      ['周末也有师傅值班上门', null],
    ],
  );
  assert.match(sentences[0].passage, /装机费每户100元/);

  // Kept with the item, bound into what is confirmed.
  const anchors = [{ sentence: sentences[0].sentence, source: 'notice', passage: sentences[0].passage }];
  const item = centre.entry({ title: `${mark()}收费`, script });
  const path = `/changes/${change.body.id}`;
  const without = (await editor.put(path, { items: [item] }, { 'if-match': change.etag })).is(200);
  const anchored = (await editor.put(path, { items: [{ ...item, anchors }] }, { 'if-match': without.etag })).is(200);
  assert.deepEqual(anchored.body.items[0].anchors, anchors);
  assert.notEqual(anchored.body.digest, without.body.digest);
  const faulty = await editor.send('PUT', path, {
    json: { items: [{ ...item, anchors: [{ sentence: '', source: 'notice', passage: 'x' }] }] },
    headers: { 'if-match': anchored.etag },
    against: true,
  });
  assert.deepEqual(faulty.is(422).body.errors.map((one) => one.pointer), ['/items/0/anchors/0/sentence']);

  // Whoever reads the answer is told, also agents, who do not read change sets. Each entry has its own.
  const two = [centre.entry({ title: `${mark()}别的`, script }), { ...item, anchors }];
  const saved = (await editor.put(path, { items: two }, { 'if-match': anchored.etag })).is(200);
  const kept = (await editor.get(`${path}/touched`)).is(200).body.items.map(({ entry }) => ({ entry, reason: '与本单无关' }));
  (await editor.put(path, { items: two, kept }, { 'if-match': saved.etag })).is(200);
  const { digest } = (await editor.post(`${path}/submit`)).is(200).body;
  (await market.post(`${path}/confirm`, { digest })).is(200);
  (await editor.post(`${path}/publish`, { at: null })).is(200);
  const agent = await centre.person('agent');
  const cited = [];
  for (const { title } of two) {
    const [{ id }] = (await editor.get('/entries', { q: title })).is(200).body.items;
    cited.push((await agent.get(`/entries/${id}`)).is(200).body.cited);
  }
  assert.deepEqual(cited, [[], anchors]);
});
