// The two clocks over HTTP: what holds at a time, and what was known at a time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, seconds, within } from '../support/call_centre.mjs';
import { run, serveSample } from '../support/server.mjs';

let server, centre, agent, editor;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, editor] = [await centre.person('agent'), await centre.person('editor')];
});
after(() => server?.close());

const titles = async (query) => (await agent.get('/search', query)).is(200).body.results.map(({ title }) => title);
const script = async (entry, query) =>
  (await agent.get(`/entries/${entry}`, query)).is(200).body.revision?.text.script ?? null;

test('a publication for a set time answers from that time on, without any job', async () => {
  const title = `${mark('定时')}活动`;
  const confirmed = await centre.confirmed([centre.entry({ title })]);
  const at = seconds(1.5);
  const change = (await editor.post(`/changes/${confirmed.id}/publish`, { at })).is(200).body;
  assert.equal(change.state, 'published');
  assert.equal(Date.parse(change.effective_at), Date.parse(at));
  let lastSilence = 0;
  const begun = await within(
    4_000,
    async () => {
      const answer = await agent.get('/search', { q: title });
      if (!answer.body.results.some((hit) => hit.title === title)) lastSilence = Date.parse(answer.body.as_of);
      return answer;
    },
    (answer) => answer.body.results.some((hit) => hit.title === title),
    'the activity',
  );
  assert.ok(lastSilence > 0 && lastSilence < Date.parse(at), 'it was silent before');
  assert.ok(Date.parse(begun.body.as_of) >= Date.parse(at), 'it answers from its time on');
});

test('a scheduled answer is not in force now, and is at its time', async () => {
  const title = `${mark('预告')}水价`;
  const at = hours(24);
  await centre.published([centre.entry({ title })], { at });
  await within(
    1_000,
    () => titles({ q: title, as_of: hours(25) }),
    (found) => found.includes(title),
    'the scheduled answer',
  );
  assert.ok(!(await titles({ q: title })).includes(title));
  assert.ok(!(await titles({ q: title, as_of: seconds(24 * 3600 - 5) })).includes(title));
  const row = (await editor.get('/entries', { q: title })).is(200).body.items[0];
  assert.equal(row.state, 'scheduled');
  const entry = (await agent.get(`/entries/${row.id}`)).is(200).body;
  assert.equal(entry.state, 'scheduled');
  assert.equal(entry.revision, null);
  assert.equal(entry.next.text.title, title);
});

test('a publication cannot be set in the past', async () => {
  const change = await centre.confirmed([centre.entry()]);
  assert.deepEqual((await editor.post(`/changes/${change.id}/publish`, { at: hours(-1) })).is(422).pointers, ['/at']);
});

test('validity [from, to) is kept at both ends', async () => {
  const title = `${mark('有效期')}优惠`;
  const [from, to] = [hours(10), hours(20)];
  await centre.published([centre.entry({ title, effective_from: from, effective_to: to })]);
  const at = (time) => titles({ q: title, as_of: time });
  await within(
    1_000,
    () => at(from),
    (found) => found.includes(title),
    'the answer at its beginning',
  );
  const before = (time, ms = 1) => new Date(Date.parse(time) - ms).toISOString();
  assert.ok(!(await at(before(from))).includes(title), 'just before it begins');
  assert.ok((await at(before(to))).includes(title), 'just before it ends');
  assert.ok(!(await at(to)).includes(title), 'at its end');
  assert.ok(!(await titles({ q: title })).includes(title), 'now');
});

test('as_of gives the old text at the old time; recorded_at what was believed then', async () => {
  const title = `${mark('双时钟')}规定`;
  const first = await centre.published([centre.entry({ title, script: '旧话' })]);
  const { hit } = await findable(agent, title, title);
  const second = await centre.revised(hit.entry, { title, script: '新话' });
  await within(
    1_000,
    () => agent.get('/search', { q: title }),
    ({ body }) => body.results[0]?.script === '新话',
    'the new text',
  );
  const [t1, t2] = [first.effective_at, second.effective_at];
  const before = (time) => new Date(Date.parse(time) - 1).toISOString();

  assert.equal(await script(hit.entry), '新话');
  assert.equal(await script(hit.entry, { as_of: before(t2) }), '旧话');
  assert.equal(await script(hit.entry, { as_of: before(t1) }), null);
  assert.equal(
    await script(hit.entry, { as_of: hours(24), recorded_at: before(t2) }),
    '旧话',
    'what we then believed of tomorrow',
  );
  const search = async (query) =>
    (await agent.get('/search', { q: title, ...query })).is(200).body.results.find((found) => found.entry === hit.entry)
      ?.script;
  assert.equal(await search({}), '新话');
  assert.equal(await search({ as_of: before(t2) }), '旧话');
  assert.equal(await search({ as_of: hours(24), recorded_at: before(t2) }), '旧话');

  const auditor = await centre.person('auditor');
  const spans = (await auditor.get(`/entries/${hit.entry}/timeline`)).is(200).body.spans;
  assert.deepEqual(
    spans.map(({ revision, known_to }) => [revision, known_to === null]),
    [
      [1, false],
      [1, true],
      [2, true],
    ],
  );
  const history = (await auditor.get(`/entries/${hit.entry}/revisions`)).is(200).body.items;
  assert.deepEqual(
    history.map(({ revision }) => revision),
    [2, 1],
  );
  const fields = (await auditor.get(`/entries/${hit.entry}/diff`, { from: 1, to: 2 })).is(200).body.fields;
  assert.deepEqual(
    fields.filter(({ changed }) => changed).map(({ field }) => field),
    ['script'],
  );
  assert.deepEqual(fields.find(({ field }) => field === 'script').segments, [
    { op: 'delete', text: '旧' },
    { op: 'insert', text: '新' },
    { op: 'equal', text: '话' },
  ]);
  assert.deepEqual((await auditor.get(`/entries/${hit.entry}/diff`, { from: 1, to: 9 })).is(422).pointers, ['to']);
});

test('a comparison says on which notices and originals both revisions rest', async () => {
  const [market, director, auditor] = await Promise.all(['market', 'director', 'auditor'].map((name) => centre.person(name)));
  const title = `${mark('依据')}怎么办`;
  const send = async (notice, name, last) =>
    (await market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name },
      body: Buffer.from([0x49, 0x44, 0x33, 0x04, 0x00, 0xff, last]), // no text is read of it
      headers: { 'content-type': 'application/octet-stream' },
    })).is(201);
  const assigned = async () => {
    const notice = await centre.notice({ document_number: `市场〔2026〕${mark('').slice(-7)}号` });
    (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
    return notice;
  };
  const publish = async (notice, item) => {
    const change = (await editor.post(`/notices/${notice.id}/changes`, { summary: '起草', items: [item] })).is(201).body;
    const { digest } = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
    (await market.post(`/changes/${change.id}/confirm`, { digest })).is(200);
    (await editor.post(`/changes/${change.id}/publish`, { at: null })).is(200);
  };
  const [first, second] = [await assigned(), await assigned()];
  await send(first, '旧附件.mp3', 1);
  await send(first, '两份都有.mp3', 2);
  await publish(first, centre.entry({ title, script: '第一版。' }));
  const { hit } = await findable(agent, title, title);
  const revise = (script, base_revision) => ({ ...centre.entry({ title, script }), action: 'revise', entry: hit.entry, base_revision });
  await send(second, '改名.mp3', 2);
  await send(second, '新附件.mp3', 3);
  await publish(second, revise('第二版。', 1));
  const papers = async (from, to) => (await auditor.get(`/entries/${hit.entry}/diff`, { from, to })).is(200).body.papers;

  const [newer, older] = (await auditor.get(`/entries/${hit.entry}/revisions`)).is(200).body.items;
  const both = await papers(1, 2);
  assert.deepEqual([both.from.id, both.to.id, both.to.document_number], [first.id, second.id, newer.notice.document_number]);
  assert.deepEqual(
    both.originals.map(({ file_name, state }) => [file_name, state]),
    [
      ['旧附件.mp3', 'gone'],
      ['改名.mp3', 'same'],
      ['新附件.mp3', 'added'],
    ],
    'the same bytes are the same original, whatever they are called',
  );
  assert.deepEqual(
    both.originals.filter(({ state }) => state !== 'added').map(({ sha256 }) => sha256).sort(),
    older.notice.originals.map(({ sha256 }) => sha256).sort(),
  );
  const same = await papers(2, 2);
  assert.deepEqual([same.from, same.originals.map(({ state }) => state)], [same.to, ['same', 'same']]);
  assert.deepEqual((await papers(2, 1)).originals.map(({ state }) => state), ['gone', 'added', 'same']);
});

test('a withdrawal ends the answer at once, and can let the text before it answer again', async () => {
  const title = `${mark('撤回')}优惠`;
  await centre.published([centre.entry({ title, script: '原价' })]);
  const { hit } = await findable(agent, title, title);
  const wrong = await centre.revised(hit.entry, { title, script: '半价' });
  await within(
    1_000,
    () => script(hit.entry),
    (text) => text === '半价',
    'the wrong price',
  );
  const gone = (await editor.post(`/changes/${wrong.id}/withdraw`, { reason: '价格有误', restore_previous: true })).is(
    200,
  ).body;
  assert.equal(gone.state, 'withdrawn');
  assert.equal(gone.comments.at(-1).kind, 'withdraw');
  await within(
    1_000,
    () => agent.get('/search', { q: title }),
    ({ body }) => body.results.find(({ entry }) => entry === hit.entry)?.script === '原价',
    'the old price',
  );
  const last = await centre.revised(hit.entry, { title, script: '七折' });
  (await editor.post(`/changes/${last.id}/withdraw`, { reason: '停止' })).is(200);
  await within(
    1_000,
    () => titles({ q: title }),
    (found) => !found.includes(title),
    'silence',
  );
  assert.equal((await agent.get(`/entries/${hit.entry}`)).is(200).body.state, 'ended');
  (await editor.post(`/changes/${last.id}/withdraw`, { reason: '再撤' })).is(409, 'wrong_state');
});

test('an entry that is retired at a set time answers until then', async () => {
  const title = `${mark('停办')}业务`;
  await centre.published([centre.entry({ title })]);
  const { hit } = await findable(agent, title, title);
  const end = hours(6);
  await centre.published([{ action: 'retire', entry: hit.entry, base_revision: 1, retire_at: end, reason: '停办' }]);
  const entry = await within(
    1_000,
    () => agent.get(`/entries/${hit.entry}`),
    ({ body }) => body.valid_to !== null,
    'its end',
  );
  assert.equal(entry.body.state, 'in_force');
  assert.equal(Date.parse(entry.body.valid_to), Date.parse(end));
  await within(
    1_000,
    () => titles({ q: title, as_of: end }),
    (found) => !found.includes(title),
    'its end in the index',
  );
  assert.ok((await titles({ q: title })).includes(title));
});

test('what was withdrawn before it began is as if never published', async () => {
  const title = `${mark('未开始')}活动`;
  const change = await centre.published([centre.entry({ title })], { at: hours(5) });
  await within(
    1_000,
    () => titles({ q: title, as_of: hours(6) }),
    (found) => found.includes(title),
    'the plan',
  );
  (await editor.post(`/changes/${change.id}/withdraw`, { reason: '取消' })).is(200);
  await within(
    1_000,
    () => titles({ q: title, as_of: hours(6) }),
    (found) => !found.includes(title),
    'its end',
  );
});

test('a moment beyond the years that can be written is refused, the last one that can is not', async () => {
  for (const as_of of ['9999-12-31T23:59:59-14:00', '1899-12-31T23:59:59Z']) {
    const refused = (await agent.get('/search', { q: '', as_of })).is(400, 'bad_parameter');
    assert.match(refused.body.detail, /1900 年到 9999 年/);
  }
  const last = (await agent.get('/search', { q: '', as_of: '9999-12-31T23:59:59Z' })).is(200).body;
  assert.equal(Date.parse(last.as_of), Date.parse('9999-12-31T23:59:59Z'));
});

test('times with an offset that was not percent-encoded are read, others are 400', async () => {
  const plain = await fetch(`${server.url}/api/v1/search?q=a&as_of=2026-01-01T00:00:00+08:00`, {
    headers: agent.headers,
  });
  assert.equal(plain.status, 200);
  assert.equal(Date.parse((await plain.json()).as_of), Date.parse('2026-01-01T00:00:00+08:00'));
  (await agent.get('/search', { q: 'a', as_of: 'yesterday' })).is(400, 'bad_parameter');
  (await agent.get('/entries/1', { recorded_at: '2026-02-30T00:00:00Z' })).is(400, 'bad_parameter');
});

test('the command line searches by what was known at a moment, as the pages do', async () => {
  const title = `${mark('命令行')}资费`;
  const before = new Date().toISOString();
  await centre.published([centre.entry({ title })]);
  await findable(agent, title, title);
  const search = async (...more) => JSON.parse((await run(['search', title, '--json', '--data', server.data, ...more])).stdout);
  const now = await search();
  assert.equal(now.results[0].title, title);
  const then = await search('--recorded-at', before);
  assert.equal(Date.parse(then.recorded_at), Date.parse(before));
  assert.ok(!then.results.some((one) => one.title === title));
  assert.equal((await run(['search', title, '--recorded-at', 'yesterday', '--data', server.data])).status, 2);
  assert.equal((await run(['search', '--batch', 'a', '--run', 'b', '--recorded-at', before, '--data', server.data])).status, 2);
});
