// The catalogue: nodes keep their numbers, entries move with them, and a search by path follows at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, walk, within } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, agent] = [await centre.person('editor'), await centre.person('agent')];
});
after(() => server?.close());

const node = async (path, library = '业务知识库') =>
  (await walk(agent, '/catalogue')).find((one) => one.library === library && one.path === path);

test('parents come before their children, and paths are made of names', async () => {
  const nodes = await walk(agent, '/catalogue', { limit: 7 });
  assert.ok(nodes.length > 10);
  const seen = new Map();
  for (const one of nodes) {
    const parent = one.parent === null ? null : seen.get(one.parent);
    assert.notEqual(parent, undefined, `${one.path} before its parent`);
    assert.equal(one.path, parent ? `${parent.path}/${one.name}` : one.name);
    if (parent) assert.equal(one.library, parent.library);
    seen.set(one.id, one);
  }
});

test('a renamed and moved node keeps its number, and its entries are found below the new path', async () => {
  const [from, to, title] = [mark('原处'), mark('新处'), `${mark('搬家')}的条目`];
  await centre.published([centre.entry({ title, catalogue: `${from}/小类` }), centre.entry({ catalogue: to })]);
  const { hit } = await findable(agent, title, title, { catalogue: from });
  const [moved, parent] = [await node(`${from}/小类`), await node(to)];
  const answer = (
    await editor.put(
      `/catalogue/${moved.id}`,
      { name: '大类', parent: parent.id },
      { 'if-match': `"${moved.version}"` },
    )
  ).is(200);
  assert.deepEqual(answer.body, {
    ...moved,
    name: '大类',
    parent: parent.id,
    path: `${to}/大类`,
    version: moved.version + 1,
  });
  await findable(agent, title, title, { catalogue: `${to}/大类` });
  await within(
    1_000,
    () => agent.get('/search', { q: title, catalogue: from }),
    ({ body }) => body.total === 0,
    'the old path to be empty',
  );
  assert.equal((await agent.get(`/entries/${hit.entry}`)).is(200).body.newest_revision, 1, 'a move is no revision');
  const auditor = await centre.person('auditor');
  const record = (await auditor.get('/journal', { verb: 'move_catalogue' })).is(200).body.items[0];
  assert.deepEqual(
    [record.subject.id, record.detail.from, record.detail.to],
    [String(moved.id), `${from}/小类`, `${to}/大类`],
  );
  (await editor.put(`/catalogue/${moved.id}`, { name: '再改', parent: null }, { 'if-match': `"${moved.version}"` })).is(
    412,
    'stale_version',
  );
});

test('a node that is only renamed stays where it hangs', async () => {
  const above = mark('上级');
  await centre.published([centre.entry({ catalogue: `${above}/旧名` })]);
  const [parent, child] = [await node(above), await node(`${above}/旧名`)];
  const renamed = (await editor.put(`/catalogue/${child.id}`, { name: '新名' })).is(200).body;
  assert.deepEqual([renamed.parent, renamed.path], [parent.id, `${above}/新名`]);
  const lifted = (await editor.put(`/catalogue/${child.id}`, { name: `${above}新名`, parent: null })).is(200).body;
  assert.deepEqual([lifted.parent, lifted.path], [null, `${above}新名`]);
});

test('a node cannot hang below itself, in another library, or beside its namesake', async () => {
  const [a, b] = [mark('甲'), mark('乙')];
  await centre.published([
    centre.entry({ catalogue: `${a}/子` }),
    centre.entry({ catalogue: b }),
    centre.entry({ library: '信息库', catalogue: a }),
  ]);
  const [top, child, other, foreign] = [await node(a), await node(`${a}/子`), await node(b), await node(a, '信息库')];
  const move = (id, name, parent) => editor.put(`/catalogue/${id}`, { name, parent });
  (await move(top.id, a, child.id)).is(409, 'would_loop');
  (await move(top.id, a, top.id)).is(409, 'would_loop');
  assert.deepEqual((await move(top.id, a, foreign.id)).is(422).pointers, ['/parent']);
  assert.deepEqual((await move(top.id, a, 999_999)).is(422).pointers, ['/parent']);
  const namesake = await move(other.id, a, null);
  assert.ok([409, 422].includes(namesake.status), `${namesake.status} ${JSON.stringify(namesake.body)}`);
  const unnamed = await editor.send('PUT', `/catalogue/${top.id}`, { json: { name: ' ' }, against: true });
  assert.deepEqual(unnamed.is(422).pointers, ['/name']);
  assert.deepEqual((await move(top.id, 'a/b', null)).is(422).pointers, ['/name']);
  (await move(987_654, 'x', null)).is(404, 'not_found');
});

test('an entry is put where its change set says, and the path is made when it does not exist', async () => {
  const path = `${mark('一级')}/二级/三级`;
  assert.equal(await node(path), undefined);
  await centre.published([centre.entry({ catalogue: path })]);
  assert.equal((await node(path)).name, '三级');
});

// ---- change sets of the catalogue

const arrange = (steps, form = {}) => editor.post('/catalogue-changes', { summary: '整理目录', steps, ...form });
const move = (one, name, parent) => ({ action: 'move', node: one.id, version: one.version, name, parent: parent?.id ?? null });
const merge = (one, into) => ({ action: 'merge', node: one.id, version: one.version, into: into.id });

test('a merge takes along what hangs below, and what has its like is merged into that', async () => {
  const [a, b, title] = [mark('并入'), mark('被并'), `${mark('同名')}的条目`];
  await centre.published([
    centre.entry({ catalogue: `${a}/资费` }),
    centre.entry({ title, catalogue: `${b}/资费/套餐` }),
    centre.entry({ title: `${title}二`, catalogue: `${b}/故障` }),
    centre.entry({ title: `${title}三`, catalogue: b }),
  ]);
  const [into, gone] = [await node(a), await node(b)];
  const planned = (await arrange([merge(gone, into)], { dry_run: true })).is(200).body;
  assert.deepEqual([planned.id, planned.entries], [null, 3]);
  assert.ok(await node(b), 'a dry run does nothing');
  const done = (await arrange([merge(gone, into)])).is(201).body;
  assert.deepEqual(
    done.steps.map(({ action, from, to }) => [action, from, to]).sort(),
    [
      ['merge', b, a],
      ['merge', `${b}/资费`, `${a}/资费`],
      ['move', `${b}/故障`, `${a}/故障`],
      ['move', `${b}/资费/套餐`, `${a}/资费/套餐`],
    ].sort(),
  );
  assert.equal(await node(b), undefined);
  const kept = (await agent.get(`/catalogue/${gone.id}`)).is(200).body;
  assert.deepEqual([kept.id, kept.path, kept.merged_into], [gone.id, a, into.id]);
  const { hit } = await findable(agent, title, title, { catalogue: `${a}/资费/套餐` });
  assert.equal(hit.revision, 1);
  await findable(agent, `${title}三`, `${title}三`, { catalogue: a });
  // An old path still leads to where its entries went.
  await centre.published([centre.entry({ title: `${title}四`, catalogue: `${b}/资费` })]);
  await findable(agent, `${title}四`, `${title}四`, { catalogue: `${a}/资费` });
  assert.equal(await node(b), undefined, 'and nothing is made anew');
});

test('several steps are one: all of them or none', async () => {
  const [a, b, c] = [mark('甲'), mark('乙'), mark('丙')];
  await centre.published([a, b, c].map((path) => centre.entry({ catalogue: path })));
  const nodes = [await node(a), await node(b), await node(c)];
  const stale = [move(nodes[0], a, nodes[1]), { ...move(nodes[2], c, nodes[1]), version: 7 }];
  (await arrange(stale)).is(412, 'stale_version');
  const loop = [move(nodes[0], a, nodes[1]), move(nodes[1], b, nodes[0])];
  (await arrange(loop)).is(409, 'would_loop');
  assert.ok((await node(a)) && (await node(b)), 'nothing was moved');
  const swapped = (await arrange([move(nodes[0], `${a}旧`), move(nodes[1], a), move(nodes[0], b, null)])).is(201).body;
  assert.deepEqual(swapped.steps.map(({ from, to }) => [from, to]), [[a, `${a}旧`], [b, a], [`${a}旧`, b]]);
  assert.deepEqual([(await node(a)).id, (await node(b)).id], [nodes[1].id, nodes[0].id]);
});

test('what was rearranged is put back in one step, unless a node was moved again', async () => {
  const [a, b, title] = [mark('原先'), mark('合去'), `${mark('撤回')}的条目`];
  await centre.published([
    centre.entry({ title, catalogue: `${a}/小类` }),
    centre.entry({ catalogue: `${b}/小类` }),
    centre.entry({ catalogue: `${a}/别类` }),
  ]);
  const change = (await arrange([merge(await node(a), await node(b))])).is(201).body;
  await findable(agent, title, title, { catalogue: `${b}/小类` });
  assert.deepEqual((await editor.post(`/catalogue-changes/${change.id}/withdraw`, { reason: ' ' })).is(422).pointers, ['/reason']);
  const undone = (await editor.post(`/catalogue-changes/${change.id}/withdraw`, { reason: '并错了' })).is(200).body;
  assert.deepEqual([undone.withdrawn_by.name, undone.withdraw_reason], ['editor', '并错了']);
  await findable(agent, title, title, { catalogue: `${a}/小类` });
  assert.ok((await node(`${a}/别类`)) && (await node(`${b}/小类`)));
  (await editor.post(`/catalogue-changes/${change.id}/withdraw`, { reason: '再来' })).is(409, 'already_withdrawn');
  const first = (await arrange([move(await node(a), `${a}一`)])).is(201).body;
  const second = (await arrange([move(await node(`${a}一`), `${a}二`)])).is(201).body;
  (await editor.post(`/catalogue-changes/${first.id}/withdraw`, { reason: '顺序' })).is(409, 'moved_since');
  (await editor.post(`/catalogue-changes/${second.id}/withdraw`, { reason: '顺序' })).is(200);
  assert.ok((await walk(editor, '/catalogue-changes')).find(({ id }) => id === second.id).withdrawn_at);
});

test('a merged node is no place to go, and a new one is made empty', async () => {
  const [a, b] = [mark('留下'), mark('并走')];
  await centre.published([a, b].map((path) => centre.entry({ catalogue: path })));
  const [stays, gone] = [await node(a), await node(b)];
  (await arrange([merge(gone, stays)])).is(201);
  (await arrange([{ action: 'move', node: stays.id, name: a, parent: gone.id }])).is(409, 'merged');
  (await arrange([{ action: 'move', node: gone.id, name: b }])).is(409, 'merged');
  assert.deepEqual((await arrange([{ action: 'merge', node: stays.id }])).is(422).pointers, ['/steps/0/into']);
  const none = await editor.send('POST', '/catalogue-changes', { json: { summary: '空', steps: [] }, against: true });
  assert.deepEqual(none.is(422).pointers, ['/steps']);
  const added = await editor.post('/catalogue', { library: '业务知识库', name: '新建', parent: stays.id });
  assert.equal(added.is(201).body.path, `${a}/新建`);
  (await editor.post('/catalogue', { library: '业务知识库', name: '新建', parent: stays.id })).is(409, 'name_taken');
  const counted = (await walk(editor, '/catalogue', { counts: true })).filter(({ path }) => path.startsWith(a));
  assert.deepEqual(counted.map(({ path, entries }) => [path, entries]), [[a, 2], [`${a}/新建`, 0]]);
});
