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
