// Nothing reaches an agent unconfirmed: every way that an agent has, before and after publication.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, walk } from '../support/call_centre.mjs';
import { base } from '../support/contract.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, agent, editor, market;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, editor, market] = await Promise.all(['agent', 'editor', 'market'].map((name) => centre.person(name)));
});
after(() => server?.close());

// Every text that an agent can get hold of, as one string.
async function everythingOf(person, word) {
  const answers = [];
  for (const q of [word, '', `${word}怎么办`, `请问${word}`])
    answers.push((await person.get('/search', { q, limit: 100 })).is(200));
  answers.push(
    (await person.get('/search', { q: word, as_of: '2099-01-01T00:00:00Z', recorded_at: '2099-01-01T00:00:00Z' })).is(
      200,
    ),
  );
  answers.push((await person.get('/suggest', { q: word.slice(0, 2), limit: 100 })).is(200));
  answers.push((await person.get('/bulletins', { all: true })).is(200));
  answers.push({ body: await walk(person, '/catalogue') });
  answers.push({ bytes: Buffer.from(JSON.stringify(answers[0].body.facets)) });
  // The query comes back in the answer: that is not a leak.
  return answers.map(({ body, bytes }) => JSON.stringify(body ? { ...body, q: '' } : bytes.toString())).join('\n');
}

test('an agent sees a text at no step before its publication, and in every way after it', async () => {
  const word = mark('保密');
  const secret = {
    title: `${word}怎么办`,
    questions: [`请问${word}`],
    keywords: [word],
    catalogue: `测试/${word}`,
    script: `您好，${word}。`,
    scope: { region: [word], product: [word] },
  };
  const never = async (step) => assert.ok(!(await everythingOf(agent, word)).includes(word), `seen when ${step}`);

  const change = await centre.draft([centre.entry(secret)]);
  await never('drafted');
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
  await never('submitted');
  (await market.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(200);
  await never('confirmed');
  for (const path of [
    `/changes/${change.id}`,
    `/changes/${change.id}/diff`,
    '/changes',
    `/notices/${change.notice}`,
    '/notices',
    '/entries',
    '/journal',
  ])
    (await agent.get(path)).is(403, 'not_allowed');

  (await editor.post(`/changes/${change.id}/publish`, {})).is(200);
  const { hit } = await findable(agent, secret.title, secret.title);
  const seen = await everythingOf(agent, word);
  for (const part of [secret.title, secret.questions[0], secret.script, `测试/${word}`])
    assert.ok(seen.includes(part), part);
  assert.equal((await agent.get(`/entries/${hit.entry}`)).is(200).body.revision.text.title, secret.title);
  assert.ok((await agent.get('/suggest', { q: word })).body.items.includes(secret.title));
  const faceted = (await agent.get('/search', { q: word })).body.facets;
  for (const facet of ['region', 'product'])
    assert.equal(faceted[facet].find(({ value }) => value === word)?.count, 1, facet);
});

test('an agent does not see the draft that revises an answer, but the answer as it stands', async () => {
  const title = `${mark('修订')}资费`;
  await centre.published([centre.entry({ title, script: '十元' })]);
  const { hit } = await findable(agent, title, title);
  await centre.confirmed([
    { ...centre.entry({ title, script: '二十元' }), action: 'revise', entry: hit.entry, base_revision: 1 },
  ]);
  const after = `${mark('其后')}通知`;
  await centre.published([centre.entry({ title: after })]);
  await findable(agent, after, after); // the index has come past it
  const { hit: now } = await findable(agent, title, title);
  assert.equal(now.script, '十元');
  const entry = (await agent.get(`/entries/${hit.entry}`)).is(200).body;
  assert.equal(entry.revision.text.script, '十元');
  assert.equal(entry.next, null);
});

test('an agent reads the original of a published answer, and of no other', async () => {
  const bytes = Buffer.from(mark('原件'));
  const notice = await centre.assigned();
  const upload = (
    await market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name: 'a.txt' },
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).is(201);
  const path = upload.body.originals[0].href.slice(base.length);
  const title = `${mark('附件')}说明`;
  const change = (await editor.post(`/notices/${notice.id}/changes`, { items: [centre.entry({ title })] })).is(
    201,
  ).body;
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
  (await market.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(200);
  const digest = upload.body.originals[0].sha256;
  const textAt = (who, number) => who.get(`/notices/${number}/originals/${digest}/text`);
  (await agent.get(path)).is(404);
  (await textAt(agent, notice.id)).is(404);
  const water = await centre.person('water');
  (await water.get(path)).is(404);
  (await textAt(water, notice.id)).is(404);
  (await editor.post(`/changes/${change.id}/publish`, {})).is(200);
  assert.deepEqual((await agent.get(path)).is(200).bytes, bytes);
  // Its text goes with the file, and under no other notice's number.
  for (const who of [market, agent, water]) assert.equal((await textAt(who, notice.id)).is(200).body.text.trim(), bytes.toString());
  (await textAt(market, (await centre.notice()).id)).is(404, 'not_found');
  (await agent.get(`/originals/${'0'.repeat(64)}`)).is(404);
});

test('the sample library keeps its unpublished work from agents', async () => {
  const drafts = (await walk(editor, '/changes')).filter(({ state }) =>
    ['draft', 'submitted', 'returned', 'confirmed', 'discarded'].includes(state),
  );
  assert.ok(drafts.length >= 4, 'there is work in these states');
  const published = new Set((await walk(editor, '/entries')).map(({ title }) => title));
  let looked = 0;
  for (const { id } of drafts) {
    for (const item of (await editor.get(`/changes/${id}`)).is(200).body.items) {
      if (item.action === 'retire' || published.has(item.title)) continue;
      const found = (await agent.get('/search', { q: item.title, limit: 100 })).is(200).body.results;
      assert.ok(!found.some(({ title, script }) => title === item.title || script === item.script), item.title);
      ++looked;
    }
  }
  assert.ok(looked > 0);
});

test('a use is recorded only by whoever searched, and only of what was shown', async () => {
  const [agent2, title] = [await centre.person('agent2'), `${mark('引用')}口径`];
  await centre.published([centre.entry({ title })]);
  const { answer, hit } = await findable(agent, title, title);
  const use = { entry: hit.entry, revision: hit.revision, how: 'read_out' };
  const path = `/search/${answer.body.search_id}/used`;
  (await agent2.post(path, use)).is(404, 'not_found');
  assert.deepEqual((await agent.post(path, { ...use, revision: 2 })).is(422).pointers, ['/entry']);
  assert.deepEqual((await agent.post(path, { ...use, entry: 999_999 })).is(422).pointers, ['/entry']);
  const sung = await agent.send('POST', path, { json: { ...use, how: 'sung' }, against: true });
  assert.deepEqual(sung.is(422).pointers, ['/how']);
  assert.deepEqual(
    [...new Set((await agent.post(path, { ...use, revision: 2 ** 32 + 1 })).is(422).pointers)],
    ['/revision'],
    'not taken for revision 1',
  );
  (await agent.post(path, use)).is(201);
});
