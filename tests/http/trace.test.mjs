// From a paper to every answer that rests on it and every call that heard it, and back; and lists on both clocks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, walk, within } from '../support/call_centre.mjs';
import { mustRun, serveSample } from '../support/server.mjs';

let server, centre, agent, auditor, inspector, market;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, auditor, market] = await Promise.all(['agent', 'auditor', 'market'].map((name) => centre.person(name)));
  inspector = await centre.person('inspector');
});
after(() => server?.close());

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
// An answer that an agent copied in a call, and the set that it came of.
async function heard(call = mark('call')) {
  const title = mark('追溯');
  const change = await centre.published([centre.entry({ title, script: '第一版。' })]);
  const { answer, hit } = await findable(agent, title, title);
  const seen = { entry: hit.entry, revision: hit.revision, call_id: call };
  const use = (await agent.post(`/search/${answer.body.search_id}/used`, { ...seen, how: 'copied' })).is(201).body;
  return { title, call, hit, use, search: answer.body.search_id, change };
}

test('a use that names no call is of the call of its search', async () => {
  const call = mark('call');
  const title = mark('追溯');
  await centre.published([centre.entry({ title })]);
  const { answer, hit } = await findable(agent, title, title, { call_id: call });
  const seen = { entry: hit.entry, revision: hit.revision };
  (await agent.post(`/search/${answer.body.search_id}/used`, { ...seen, how: 'copied' })).is(201);
  (await agent.post(`/search/${answer.body.search_id}/left`, { ...seen, seconds: 3 })).is(204);
  const { items } = (await inspector.get('/trace/uses', seen)).is(200).body;
  assert.deepEqual(items.map((one) => [one.how, one.call_id]), [['left', call], ['copied', call]]);
});

test('a notice, its original and its number lead to the answers and to the calls', async () => {
  const { hit, call, use } = await heard();
  const revision = (await auditor.get(`/entries/${hit.entry}/revisions`)).is(200).body.items[0];
  const found = (await auditor.get('/trace/papers', { notice: revision.notice.id })).is(200).body;
  assert.deepEqual(found.notices.map(({ id }) => id), [revision.notice.id]);
  const [row] = found.items;
  assert.deepEqual([row.entry, row.revision, row.digest, row.in_force, row.uses, row.calls], [hit.entry, 1, hit.digest, true, 1, 1]);
  assert.deepEqual(row.spans.map(({ revision: number, known_to: to }) => [number, to]), [[1, null]]);
  const { items } = (await inspector.get('/trace/uses', { entry: hit.entry, revision: 1 })).is(200).body;
  assert.deepEqual(items.map((one) => [one.how, one.call_id, one.person.name, one.journal_seq]), [['copied', call, 'agent', use.journal_seq]]);
  const [looked] = (await auditor.get('/journal', { verb: 'trace_uses', limit: 1 })).is(200).body.items;
  assert.deepEqual([looked.actor.name, looked.subject], ['inspector', { kind: 'entry', id: String(hit.entry) }]);
});

test('a paper is found by its number, however the brackets are written, and by the bytes of its original', async () => {
  const seen = [];
  for (const { id, document_number: number } of await walk(auditor, '/notices')) {
    if (!number) continue;
    const { originals } = (await auditor.get(`/notices/${id}`)).is(200).body;
    const asked = [{ document_number: number.replace('〔', '[').replace('〕', ']') }, ...originals.map(({ sha256 }) => ({ original: sha256 }))];
    const direct = (await auditor.get('/trace/papers', { notice: id, limit: 100 })).is(200).body;
    for (const query of asked) {
      const found = (await auditor.get('/trace/papers', { ...query, limit: 100 })).is(200).body;
      assert.ok(found.notices.some((one) => one.id === id), JSON.stringify(query));
      for (const one of direct.items) assert.ok(found.items.some(({ entry, revision }) => entry === one.entry && revision === one.revision));
      if (direct.items.length) seen.push(Object.keys(query)[0]);
    }
  }
  assert.deepEqual([...new Set(seen)].sort(), ['document_number', 'original'], 'the sample library has both');
});

test('what an agent copied leads to the revision, its confirmation, its notice, and every step between', async () => {
  const { hit, use, title, search, call } = await heard();
  await centre.revised(hit.entry, { title, script: '第二版。' });
  const traced = (await auditor.get(`/trace/uses/${use.journal_seq}`)).is(200).body;
  assert.deepEqual([traced.use.q, traced.use.call_id, traced.use.search_id], [title, call, search]);
  assert.deepEqual([traced.answer.revision, traced.answer.digest, traced.answer.standing], [1, hit.digest, 'confirmed']);
  assert.match(traced.answer.text.script, /第一版/);
  assert.equal(traced.answer.confirmation.by.name, 'market');
  assert.ok(traced.answer.notice.id > 0);
  const verbs = traced.steps.map(({ verb }) => verb);
  for (const verb of ['receive_notice', 'review_notice', 'confirm_change', 'publish_change']) assert.ok(verbs.includes(verb), verb);
  (await auditor.get(`/journal/${traced.steps.at(-1).seq}/proof`)).is(200);
  (await auditor.get(`/trace/uses/${traced.steps.at(-1).seq}`)).is(404);
});

test('a repealed number leads to who repeals it; nonsense is refused in words', async () => {
  const number = `市场〔2019〕${mark('').slice(-4)}号`;
  const notice = await centre.notice({ repeals: [number] });
  const found = (await auditor.get('/trace/papers', { document_number: number.replace('〔', '(').replace('〕', ')') })).is(200).body;
  assert.deepEqual([found.notices, found.repealed_by.map(({ id }) => id), found.items], [[], [notice.id], []]);
  const title = mark('引用');
  await centre.published([centre.entry({ title, script: `月租按${number.replace('〔', '[').replace('〕', ']')}执行。` })]);
  const [cited] = (await auditor.get('/trace/papers', { document_number: number })).is(200).body.items;
  assert.deepEqual([cited.title, cited.notice, cited.in_force], [title, null, true]);
  assert.match(cited.passage, /月租按市场\[2019\].*号执行/);
  (await auditor.get('/trace/papers', { document_number: '市场〔1999〕1号' })).is(404, 'not_found');
  assert.deepEqual((await auditor.get('/trace/papers')).is(422).pointers, ['notice']);
  (await auditor.get('/trace/papers', { notice: 1, document_number: 'x' })).is(422);
  (await auditor.get('/trace/uses', { entry: 987654, revision: 1 })).is(404);
  for (const path of ['/trace/papers', '/trace/uses/1']) (await agent.get(path)).is(403, 'not_allowed');
});

test('a list of entries shows what was known then', async () => {
  const early = new Date().toISOString();
  await pause(5);
  const { hit, title } = await heard();
  await pause(5);
  const then = new Date().toISOString();
  await pause(5);
  const renamed = mark('改名');
  await centre.revised(hit.entry, { title: renamed, script: '第二版。' });
  const rows = async (query) => {
    const all = [];
    for (let cursor; ; ) {
      const page = (await auditor.get('/entries', { ...query, limit: 100, cursor })).is(200).body;
      all.push(...page.items);
      if (!(cursor = page.next_cursor ?? undefined)) return all.map(({ id, revision, state }) => [id, revision, state]);
    }
  };
  assert.deepEqual(await rows({ q: title, recorded_at: early }), []);
  assert.deepEqual(await rows({ q: title, recorded_at: then }), [[hit.entry, 1, 'in_force']]);
  assert.deepEqual(await rows({ q: renamed, recorded_at: then }), []);
  assert.deepEqual(await rows({ q: renamed }), [[hit.entry, 2, 'in_force']]);
  assert.deepEqual(await rows({ q: title, recorded_at: then, as_of: '2001-01-01T00:00:00Z', state: 'scheduled' }), [[hit.entry, 1, 'scheduled']]);
});

test('a title is looked for among those of then, whichever clock is away', async () => {
  const [old, fresh] = [mark('旧题'), mark('新题')];
  await centre.published([centre.entry({ title: old })]);
  const { hit } = await findable(agent, old, old);
  await pause(5);
  const as_of = new Date().toISOString();
  await pause(5);
  await centre.revised(hit.entry, { title: fresh });
  const rows = async (query) => (await walk(auditor, '/entries', query)).map(({ id, title }) => [id, title]);
  assert.deepEqual(await rows({ q: old, as_of }), [[hit.entry, old]]);
  assert.deepEqual(await rows({ q: fresh, as_of }), []);
  assert.deepEqual(await rows({ q: fresh }), [[hit.entry, fresh]]);
  const numbers = async (query) => (await walk(auditor, `/entries/${hit.entry}/revisions`, query)).map(({ revision }) => revision);
  assert.deepEqual(await numbers({ recorded_at: as_of }), [1]);
  assert.deepEqual(await numbers({}), [2, 1]);
});

test('what ended without a confirmation is not called confirmed', async () => {
  const title = mark('未确认');
  const leader = await centre.person('leader');
  const urgent = { title, text: '抢修中。', script: '您好，正在抢修。', department: 'water', pinned_to: hours(1) };
  const { entry } = (await leader.post('/bulletins', urgent)).is(201).body;
  (await (await centre.person('director')).post(`/entries/${entry}/withdraw`, { reason: '写错了' })).is(200);
  const [row] = await walk(auditor, '/entries', { q: title });
  assert.deepEqual([row.state, row.standing], ['ended', 'unconfirmed']);
});

test('a search of then tells what was lately changed then, and nothing of checks', async () => {
  const { hit, title } = await heard();
  const found = async (query) => (await agent.get('/search', { q: title, ...query })).is(200).body.results.find(({ entry }) => entry === hit.entry);
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString(), late = new Date(Date.now() + 8 * 86_400_000).toISOString();
  assert.deepEqual([(await found({ as_of: soon })).changed_recently, (await found({ as_of: late })).changed_recently], [true, false]);
  assert.equal((await found({ as_of: soon })).verified, null);
  assert.equal((await agent.get(`/entries/${hit.entry}`, { as_of: soon })).is(200).body.care, null);
});

test('who only read an answer in a call has heard it; of then, what was heard by then', async () => {
  const title = mark('读过');
  await centre.published([centre.entry({ title })]);
  const { answer, hit } = await findable(agent, title, title);
  await pause(5);
  const recorded_at = new Date().toISOString();
  await pause(5);
  const call = mark('call');
  (await agent.post(`/search/${answer.body.search_id}/left`, { entry: hit.entry, revision: 1, seconds: 95, call_id: call })).is(204);
  const { notice } = (await auditor.get(`/entries/${hit.entry}/revisions`)).is(200).body.items[0];
  const counts = async (query) => (await auditor.get('/trace/papers', { notice: notice.id, ...query })).is(200).body.items.map(({ uses, reads, calls }) => [uses, reads, calls]);
  assert.deepEqual(await counts({}), [[0, 1, 1]]);
  assert.deepEqual(await counts({ recorded_at }), [[0, 0, 0]]);
  assert.deepEqual(await counts({ recorded_at: '2001-01-01T00:00:00Z' }), []);
  assert.deepEqual((await auditor.get('/trace/uses', { entry: hit.entry, revision: 1, recorded_at })).is(200).body.items, []);
});

test('an export and the catalogue of a moment have what was known then', async () => {
  const early = new Date().toISOString();
  await pause(5);
  const department = '市场部';
  const title = mark('当时');
  await centre.published([centre.entry({ title, script: `${title}甲说法`, catalogue: `${title}类/甲` })]);
  const { hit } = await findable(agent, title, title);
  await pause(5);
  const then = new Date().toISOString();
  await pause(5);
  await centre.revised(hit.entry, { title, script: `${title}乙说法`, catalogue: `${title}类/乙` });
  const text = async (query) => {
    const { status, bytes } = await auditor.get('/export', { format: 'markdown', department, ...query });
    return status === 404 ? '' : Buffer.from(bytes).toString();
  };
  const [now, past, before] = [await text({}), await text({ recorded_at: then }), await text({ recorded_at: early })];
  assert.ok(now.includes(`${title}乙说法`) && !now.includes(`${title}甲说法`));
  assert.ok(past.includes(`${title}甲说法`) && !past.includes(`${title}乙说法`));
  assert.ok(!before.includes(title));
  assert.ok(!(await text({ as_of: '2001-01-01T00:00:00Z' })).includes(title));
  const paths = async (query) => (await walk(auditor, '/catalogue', { counts: 'true', ...query })).filter(({ path }) => path.startsWith(`${title}类`)).map(({ path, entries }) => [path.slice(title.length), entries]);
  assert.deepEqual(await paths({ recorded_at: early }), []);
  assert.deepEqual(await paths({ recorded_at: then }), [['类', 0], ['类/甲', 1]]);
  assert.deepEqual(await paths({}), [['类', 0], ['类/乙', 1], ['类/甲', 0]]);
});

test('a node that was moved since stands where it was known to be', async () => {
  const title = mark('搬家');
  const [old, fresh] = [`${title}旧类`, `${title}新类`];
  await centre.published([centre.entry({ title, catalogue: old })]);
  const { hit } = await findable(agent, title, title);
  await pause(5);
  const recorded_at = new Date().toISOString();
  await pause(5);
  const node = (await walk(auditor, '/catalogue')).find(({ path }) => path === old);
  (await (await centre.person('editor')).put(`/catalogue/${node.id}`, { name: fresh, parent: null })).is(200);
  const search = async (query) => (await agent.get('/search', { q: title, ...query })).is(200).body;
  const facet = ({ facets, results }) => [results.map((one) => one.catalogue), facets.catalogue.map((one) => one.value)];
  await within(3_000, async () => (await search({ catalogue: fresh })).total, (total) => total === 1, 'the new place');
  assert.deepEqual(facet(await search({ catalogue: fresh })), [[fresh], [fresh]]);
  assert.deepEqual(facet(await search({ catalogue: old, recorded_at })), [[old], [old]]);
  assert.equal((await search({ catalogue: fresh, recorded_at })).total, 0);
  assert.equal((await auditor.get(`/entries/${hit.entry}`, { recorded_at })).is(200).body.revision.text.catalogue, old);
  assert.equal((await auditor.get(`/entries/${hit.entry}`)).is(200).body.revision.text.catalogue, fresh);
  const row = async (query) => (await auditor.get('/entries', { q: title, ...query })).is(200).body.items.map(({ catalogue }) => catalogue);
  assert.deepEqual([await row({ recorded_at }), await row({})], [[old], [fresh]]);
  const text = async (query) => Buffer.from((await auditor.get('/export', { format: 'markdown', ...query })).is(200).bytes).toString();
  assert.ok((await text({ catalogue: old, recorded_at })).includes(title));
  (await auditor.get('/export', { format: 'markdown', catalogue: fresh, recorded_at })).is(404, 'nothing_to_export');
  assert.ok((await text({ catalogue: fresh })).includes(title));
});

test('the journal by department, change set, call and time', async () => {
  const from = new Date().toISOString();
  const { call, change, hit } = await heard();
  const verbs = async (query) => (await auditor.get('/journal', { since: 0, limit: 100, ...query })).is(200).body.items.map(({ verb }) => verb);
  assert.deepEqual(await verbs({ call_id: call }), ['use_answer']);
  const ofSet = await verbs({ change: change.id });
  assert.deepEqual([ofSet[0], ofSet.at(-1)], ['draft_changes', 'publish_change']);
  const ofMarket = await verbs({ department: '市场部', from });
  assert.ok(ofMarket.includes('receive_notice') && ofMarket.includes('publish_change') && !ofMarket.includes('use_answer'));
  assert.ok(!(await verbs({ department: '供水管理部', from })).includes('receive_notice'));
  assert.deepEqual(await verbs({ entry: hit.entry, to: from }), []);
  (await auditor.get('/journal', { department: '没有这个部' })).is(422, 'invalid_input');
  (await auditor.get('/journal', { entry: 1, notice: 1 })).is(422, 'invalid_input');
});

test('the journal of a person and of a department has what was done to them', async () => {
  const all = (query) => walk(auditor, '/journal', { since: 0, ...query });
  const told = (records) => records.map(({ verb, actor, subject }) => [verb, actor?.name ?? null, subject.kind]);
  for (const step of ['disable', 'enable']) await mustRun(['user', step, 'water', '--data', server.data]);
  const ofPerson = told(await all({ person: 'water' }));
  for (const verb of ['add_person', 'save_person']) assert.ok(ofPerson.some((one) => one.join() === [verb, null, 'person'].join()), verb);
  assert.ok(!told(await all({ actor: 'water' })).some(([verb]) => verb === 'save_person'));
  assert.ok((await all({ person: 'market' })).some(({ verb, actor }) => verb === 'confirm_change' && actor.name === 'market'), 'and what the person did');
  const [to] = await all({ person: 'water', verb: 'save_person' });
  const ofDepartment = await all({ department: 'water' });
  assert.ok(ofDepartment.some(({ verb, subject }) => verb === 'add_department' && subject.id === 'water'));
  assert.ok(ofDepartment.some(({ seq }) => seq === to.seq), 'and what was done to its people');
  assert.ok(!ofDepartment.some(({ verb, subject }) => verb === 'add_department' && subject.id !== 'water'));
  const { stretches } = (await auditor.get('/journal/histogram', { person: 'water', verb: 'save_person' })).is(200).body;
  assert.equal(stretches.reduce((sum, { verbs }) => sum + (verbs.save_person ?? 0), 0), 2);
  for (const path of ['/journal', '/journal/histogram'])
    assert.deepEqual((await auditor.get(path, { person: '没有这个人' })).is(422, 'invalid_input').pointers, ['person']);
});

test('the timeline of an entry, a call, a person and the library', async () => {
  const from = new Date().toISOString();
  const { call, hit } = await heard();
  const timeline = async (query) => (await auditor.get('/journal/histogram', query)).is(200).body;
  const verbs = ({ stretches }) => stretches.flatMap((one) => Object.entries(one.verbs)).reduce((sums, [verb, records]) => ({ ...sums, [verb]: (sums[verb] ?? 0) + records }), {});
  assert.deepEqual(verbs(await timeline({ call_id: call })), { use_answer: 1 });
  const ofEntry = verbs(await timeline({ entry: hit.entry }));
  assert.equal(ofEntry.publish_change, 1);
  assert.equal(ofEntry.use_answer, 1);
  const { seq } = (await auditor.get('/journal/head')).is(200).body;
  const all = await timeline({});
  assert.ok(Object.values(verbs(all)).reduce((sum, one) => sum + one, 0) >= seq);
  for (const [i, one] of all.stretches.entries()) assert.equal(one.to, all.stretches[i + 1]?.from ?? one.to);
  const recent = await timeline({ actor: 'auditor', from });
  assert.ok(recent.stretches.every((one) => Date.parse(one.from) >= Date.parse(from)));
  assert.deepEqual(await timeline({ entry: hit.entry, to: from }), { step: null, stretches: [] });
  (await auditor.get('/journal/histogram', { department: '没有这个部' })).is(422, 'invalid_input');
});
