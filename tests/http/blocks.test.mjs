// Reusable blocks: one wording in many entries, changed by a notice for all of them; and templates.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, walk } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, agent] = [await centre.person('editor'), await centre.person('agent')];
});
after(() => server?.close());

const block = async (text, name = mark('热线')) => (await editor.post('/blocks', { name, text })).is(201).body;
const marked = (id, text) => `<!--block:${id}-->${text}<!--/block:${id}-->`;
const get = async (id) => (await editor.get(`/blocks/${id}`)).is(200).body;

test('an entry holds the words whole, readers never see the marks, and the block knows its entries', async () => {
  const made = await block('10000');
  const title = `${mark('含块')}怎么办`;
  await centre.published([centre.entry({ title, script: `请拨打${marked(made.id, '10000')}。` })]);
  const { hit } = await findable(agent, title, title);
  assert.equal(hit.script, '请拨打10000。');
  assert.ok(!hit.script_html.includes('block'));
  const diff = (await editor.get(`/entries/${hit.entry}/diff`, { from: 1, to: 1 })).is(200).body;
  assert.ok(!JSON.stringify(diff).includes('block:'));
  const { uses } = await get(made.id);
  assert.deepEqual(
    uses.map(({ entry, title: of, current, answers }) => [entry, of, current, answers]),
    [[hit.entry, title, true, true]],
  );
  assert.equal((await walk(editor, '/blocks')).find(({ id }) => id === made.id).uses, 1);
});

test('changing a block is a draft over all entries that hold it, one for each department', async () => {
  const made = await block('10001');
  const titles = [mark('市场甲'), mark('市场乙'), mark('网络丙')];
  const entry = (title) => centre.entry({ title, body: `热线 ${marked(made.id, '10001')}` });
  await centre.published([entry(titles[0]), entry(titles[1])]);
  await centre.published([entry(titles[2])], { department: 'network' });
  assert.equal((await get(made.id)).uses.length, 3);
  const form = { name: made.name, text: '10002' };
  (await editor.put(`/blocks/${made.id}`, form, { 'if-match': `"${made.version}"` })).is(409, 'in_use');
  const notice = await centre.assigned({});
  const drafts = (await editor.post(`/blocks/${made.id}/changes`, { notice: notice.id, text: '10002' })).is(201).body
    .changes;
  assert.deepEqual(drafts.map(({ department, items, state }) => [department.name !== '', items, state]).sort(), [
    [true, 1, 'draft'],
    [true, 2, 'draft'],
  ]);
  assert.ok((await get(made.id)).uses.every(({ current }) => !current), 'nothing answers with it yet');
  const foreign = drafts.find(({ items }) => items === 1);
  const shown = (await editor.get(`/changes/${foreign.id}`)).is(200).body;
  assert.ok(shown.items[0].body.includes(marked(made.id, '10002')));
  // The other department is asked, and then sees the notice that it rests on.
  const network = await centre.person('network');
  (await network.get(`/notices/${notice.id}`)).is(404);
  (await editor.post(`/changes/${foreign.id}/submit`)).is(200);
  (await network.get(`/notices/${notice.id}`)).is(200);
  const { digest } = (await network.get(`/changes/${foreign.id}`)).is(200).body;
  (await network.post(`/changes/${foreign.id}/confirm`, { digest })).is(200);
  (await editor.post(`/changes/${foreign.id}/publish`, {})).is(200);
  const { uses, versions } = await get(made.id);
  assert.deepEqual(uses.map(({ title, current }) => [title, current]), [
    [titles[0], false],
    [titles[1], false],
    [titles[2], true],
  ]);
  assert.deepEqual(versions.map(({ version, text, notice: of }) => [version, text, of]), [
    [2, '10002', notice.id],
    [1, '10001', null],
  ]);
  (await editor.post(`/blocks/${made.id}/changes`, { notice: notice.id, text: '10002' })).is(409, 'same_text');
});

test('a block that nobody holds is just edited, and names are one block’s alone', async () => {
  const made = await block('旧话');
  const put = (form, version) => editor.put(`/blocks/${made.id}`, form, { 'if-match': `"${version}"` });
  assert.equal((await put({ name: made.name, text: '新话' }, 1)).is(200).body.text, '新话');
  (await put({ name: made.name, text: '再新' }, 1)).is(412, 'stale_version');
  (await editor.post('/blocks', { name: made.name, text: 'x' })).is(409, 'name_taken');
  assert.deepEqual((await put({ name: made.name, text: marked(1, 'x') }, 2)).is(422).pointers, ['/text']);
  const notice = await centre.assigned({});
  (await editor.post(`/blocks/${made.id}/changes`, { notice: notice.id, text: '又一' })).is(409, 'not_in_use');
});

test('words between marks that are not the block’s are noticed while writing', async () => {
  const made = await block('10003');
  const items = [centre.entry({ script: `打${marked(made.id, '10086')}。` })];
  const { findings } = (await editor.post('/checks', { items })).is(200).body;
  assert.deepEqual(
    findings.filter(({ rule }) => rule === 'block').map(({ field, quote }) => [field, quote]),
    [['script', made.name]],
  );
});

test('a set is not submitted while an item lacks what its template asks for', async () => {
  const now = await editor.get('/templates');
  const items = [{ name: '资费', script: '每月【金额】元。', required: ['brief', 'region'] }];
  const kept = (await editor.put('/templates', { items }, { 'if-match': now.headers.get('etag') })).is(200).body;
  assert.deepEqual([kept.version, kept.items[0].required, kept.by.name], [1, ['brief', 'region'], 'editor']);
  (await editor.put('/templates', { items: [] }, { 'if-match': '"0"' })).is(412, 'stale_version');
  const draft = await centre.draft([centre.entry({ template: '资费', script: '每月【金额】元。' })]);
  const refused = (await editor.post(`/changes/${draft.id}/submit`)).is(422);
  assert.deepEqual(refused.pointers, ['/items/0/brief', '/items/0/scope/region', '/items/0/script']);
  const whole = [{ ...draft.items[0], brief: '39 元', scope: { ...draft.items[0].scope, region: ['江宁'] }, script: '每月 39 元。' }];
  const tag = (await editor.get(`/changes/${draft.id}`)).headers.get('etag');
  (await editor.put(`/changes/${draft.id}`, { ...{ summary: draft.summary, items: whole } }, { 'if-match': tag })).is(200);
  (await editor.post(`/changes/${draft.id}/submit`)).is(200);
  const gone = await centre.draft([centre.entry({ template: '没有这个' })]);
  assert.deepEqual((await editor.post(`/changes/${gone.id}/submit`)).is(422).pointers, ['/items/0/template']);
});

test('a department returns a set with comments on passages', async () => {
  const change = await centre.submitted([centre.entry({ script: '每月 39 元。' })]);
  const market = await centre.person('market');
  const send = (body) => market.send('POST', `/changes/${change.id}/return`, { json: body, against: true });
  assert.deepEqual((await send({})).is(422).pointers, ['/comment']);
  const passage = { item: 0, field: 'script', quote: '39 元', comment: '应为 49 元' };
  assert.deepEqual((await send({ passages: [{ ...passage, item: 3 }] })).is(422).pointers, ['/passages/0/item']);
  assert.deepEqual((await send({ passages: [{ ...passage, comment: '' }] })).is(422).pointers, ['/passages/0/comment']);
  const returned = (await send({ passages: [passage] })).is(200).body;
  assert.equal(returned.state, 'returned');
  const seen = (await editor.get(`/changes/${change.id}`)).is(200).body.comments.at(-1);
  assert.deepEqual([seen.text, seen.passages], ['', [passage]]);
});
