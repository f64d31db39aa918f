// The contract both ways: no undocumented route, method or field; every documented operation answers as it says.
// Answers are held to their schemas by support/client.mjs in every test of this folder, too.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, walk } from '../support/call_centre.mjs';
import { answered, Client } from '../support/client.mjs';
import { base, faultOfResponse, operations, text } from '../support/contract.mjs';
import { root, serveSample } from '../support/server.mjs';

let server, centre;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
});
after(() => server?.close());

const shape = (method, pattern) => `${method} ${pattern.replace(/\{[^}]+\}/g, '{}')}`;

function routesInTheCode() {
  const folder = path.join(root, 'editor_api/routes');
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.cc'))
    .flatMap((file) => [
      ...readFileSync(path.join(folder, file), 'utf8').matchAll(/\{\s*"(GET|POST|PUT|DELETE|PATCH)",\s*"(\/[^"]*)"/g),
    ]);
  return found.map(([, method, pattern]) => shape(method, pattern)).sort();
}

test('every route of the code is documented, and every documented route is in the code', () => {
  assert.deepEqual(routesInTheCode(), operations.map(({ method, pattern }) => shape(method, pattern)).sort());
});

test('the contract is served as it stands in the repository', async () => {
  const answer = await new Client(server.url).get('/openapi.yaml');
  assert.equal(answer.is(200).bytes.toString('utf8'), text);
});

test('a method that is not documented is 405 and names those that are', async () => {
  const admin = await centre.person('admin');
  for (const pattern of new Set(operations.map((operation) => operation.pattern))) {
    const allowed = operations
      .filter((operation) => operation.pattern === pattern)
      .map((operation) => operation.method);
    const path = pattern.replace('{sha256}', 'a'.repeat(64)).replace(/\{[^}]+\}/g, '1');
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter((one) => !allowed.includes(one))) {
      const answer = await admin.send(method, path);
      answer.is(405, 'method_not_allowed');
      const named = (answer.headers.get('allow') ?? '')
        .split(/,\s*/)
        .filter((one) => one !== 'HEAD' && one !== 'OPTIONS');
      assert.deepEqual(named.sort(), [...allowed].sort(), `Allow of ${method} ${path}`);
    }
  }
});

test('an address that does not exist is a 404 problem', async () => {
  const admin = await centre.person('admin');
  for (const path of ['/nowhere', '/notices/1/2/3', '/entry', '/', '/session/1'])
    assert.equal((await admin.get(path)).is(404).body.code, 'no_such_address', path);
  for (const target of ['/api/v2/search', '/api/search', '/api/']) {
    const answer = await fetch(server.url + target);
    assert.equal(answer.status, 404, target);
  }
});

test('the judge itself refuses an undocumented status, field and missing field', async () => {
  const operation = operations.find(({ id }) => id === 'listLibraries');
  const json = new Headers({ 'content-type': 'application/json' });
  const fault = (status, body) => faultOfResponse(operation, status, json, Buffer.from(JSON.stringify(body)));
  assert.equal(fault(200, { items: [{ name: '信息库' }], next_cursor: null }), undefined);
  assert.match(fault(202, { items: [] }), /202, which is not documented/);
  assert.match(fault(200, { items: [{ name: '信息库', id: 3 }], next_cursor: null }), /additional properties.*"id"/);
  assert.match(fault(200, {}), /items/);
});

test('every documented operation answers with its documented success', async () => {
  const [market, director, editor, agent, auditor, leader, admin] = await Promise.all(
    ['market', 'director', 'editor', 'agent', 'auditor', 'leader', 'admin'].map((name) => centre.person(name)),
  );
  const word = mark('合同');

  (await agent.get('/session')).is(200);
  (await agent.get('/departments')).is(200);
  (await agent.get('/libraries')).is(200);
  (await director.get('/people', { role: 'editor' })).is(200);
  (await new Client(server.url).get('/openapi.yaml')).is(200);

  const notice = (await market.post('/notices', { subject: word, effective_from: hours(1), effective_to: null })).is(
    201,
  );
  assert.equal(notice.headers.get('location'), `${base}/notices/${notice.body.id}`);
  const noticePath = `/notices/${notice.body.id}`;
  (await market.put(noticePath, { subject: word, contact: '分机 8001' }, { 'if-match': notice.etag })).is(200);
  const kept = await market.send('POST', `${noticePath}/originals`, {
    query: { name: '通知.txt' },
    body: Buffer.from(word),
    headers: { 'content-type': 'application/octet-stream' },
  });
  const read = await market.send('POST', '/documents/read', {
    query: { name: '通知.txt' },
    body: Buffer.from(word),
    headers: { 'content-type': 'application/octet-stream' },
  });
  assert.equal(read.is(200).body.text.trim(), word);
  (await market.get(kept.is(201).body.originals[0].href.slice(base.length))).is(200);
  const [{ sha256 }] = kept.body.originals;
  assert.equal((await market.get(`${noticePath}/originals/${sha256}/text`)).is(200).body.text.trim(), word);
  (await market.get('/notices', { state: 'received', q: word })).is(200);
  (await director.get(noticePath)).is(200);
  const wordings = (await director.get(`${noticePath}/versions`)).is(200).body.items;
  (await director.get(`${noticePath}/diff`, { from: wordings[1].version, to: wordings[0].version })).is(200);
  (
    await director.post(`${noticePath}/review`, {
      decision: 'assign',
      editor: 'editor',
      instruction: '请办',
      due: hours(2),
    })
  ).is(200);

  const items = [
    centre.entry({
      title: `${word}怎么办`,
      brief: '照办',
      body: '| 甲 | 乙 |\n|---|---|\n| 1 | 2 |',
      questions: [`${word}谁管`],
      cautions: ['不要承诺时间'],
      keywords: [word],
      scope: { region: ['城东区'], product: ['宽带'], customers: [] },
      external_id: word,
    }),
  ];
  const change = (await editor.post(`${noticePath}/changes`, { summary: '新增', study_notes: '已核对', items })).is(
    201,
  );
  assert.equal(change.headers.get('location'), `${base}/changes/${change.body.id}`);
  const changePath = `/changes/${change.body.id}`;
  (await editor.put(changePath, { summary: '新增一条', items }, { 'if-match': change.etag })).is(200);
  (await editor.get(changePath)).is(200);
  (await editor.get('/changes', { notice: notice.body.id })).is(200);
  (await editor.get(`${changePath}/diff`)).is(200);
  (await director.get(`${noticePath}/touched`)).is(200);
  (await editor.get(`${changePath}/touched`)).is(200);
  (await editor.post(`${changePath}/grounds`, { script: '您好，请按通知办理。' })).is(200);
  (await editor.post('/checks', { items: [{ ...items[0], script: '绝对可以，请看[条目](/entries/99999)。' }] })).is(200);
  const stages = (await director.get('/stage-rules')).is(200);
  (await director.put('/stage-rules', {}, { 'if-match': stages.etag })).is(200);
  (await director.put('/delegation', { to: 'leader', ends: hours(1) })).is(200);
  (await director.get('/delegation')).is(200);
  (await director.put('/delegation', { to: null })).is(200);
  const rules = (await editor.get('/check-rules')).is(200);
  (await director.put('/check-rules', { questions_fewest: 2 }, { 'if-match': rules.etag })).is(200);
  (await editor.post(`${changePath}/presence`)).is(200);
  (await editor.post('/preview', { markdown: ['**好**'] })).is(200);
  (await editor.post(`${changePath}/submit`)).is(200);
  (await market.post(`${changePath}/return`, { comment: '请写明时间' })).is(200);
  const again = (await editor.post(`${changePath}/submit`)).is(200);
  const link = (await director.post(`${changePath}/confirm-link`, { name: '王处长', contact: '8123' })).is(201).body;
  (await new Client(server.url).post('/session/link', { secret: link.secret })).is(200);
  (await market.post(`${changePath}/confirm`, { digest: again.body.digest })).is(200);
  (await editor.post(`${changePath}/publish`, {})).is(200);
  const discarded = await centre.draft([centre.entry()]);
  (await editor.post(`/changes/${discarded.id}/discard`)).is(200);

  const { answer, hit } = await findable(agent, `${word}怎么办`, `${word}怎么办`, {
    region: '城东区',
    call_id: 'call-1',
  });
  (await agent.get('/suggest', { q: word })).is(200);
  (
    await agent.post(`/search/${answer.body.search_id}/used`, {
      entry: hit.entry,
      revision: hit.revision,
      how: 'copied',
    })
  ).is(201);
  const left = { entry: hit.entry, revision: hit.revision, seconds: 3 };
  (await agent.post(`/search/${answer.body.search_id}/left`, left)).is(204);
  (await editor.get(`/entries/${hit.entry}/variant-proposals`)).is(200);
  const synonym = (await editor.post('/synonyms', { from: word, to: ['口径'], both_ways: false })).is(201);
  const synonymPath = `/synonyms/${synonym.body.id}`;
  (await auditor.get('/synonyms', { state: 'active', q: word })).is(200);
  (await auditor.get(synonymPath)).is(200);
  (await editor.put(synonymPath, { from: word, to: ['标准口径'] }, { 'if-match': synonym.etag })).is(200);
  (await director.post(`${synonymPath}/decide`, { decision: 'decline' })).is(200);
  (await editor.delete(synonymPath)).is(204);
  (await editor.post('/synonyms/mine')).is(200);
  (await editor.put('/dictionary', { add: [word] })).is(200);
  (await editor.get('/dictionary')).is(200);
  const rule = (await editor.post('/search-rules', { kind: 'pin', queries: [word], entry: hit.entry })).is(201);
  const rulePath = `/search-rules/${rule.body.id}`;
  await walk(auditor, '/search-rules');
  (await auditor.get(rulePath)).is(200);
  const banning = { kind: 'ban', queries: [`${word}不`], entry: hit.entry };
  (await editor.put(rulePath, banning, { 'if-match': rule.etag })).is(200);
  (await editor.delete(rulePath)).is(204);
  const golden = (await editor.post('/golden-queries', { text: word, entry: hit.entry })).is(201).body;
  await walk(auditor, '/golden-queries');
  (await auditor.get(`/golden-queries/${golden.id}`)).is(200);
  (await editor.post('/search-trials', { add_rules: [banning], queries: [word] })).is(200);
  (await editor.delete(`/golden-queries/${golden.id}`)).is(204);
  (await agent.get('/offline-copy', { limit: 1 })).is(200);
  const offline = { id: 'c'.repeat(32), at: hours(-1), q: word, copy_made_at: hours(-2), total: 0, shown: [], acts: [] };
  (await agent.post('/offline-searches', { searches: [offline] })).is(200);
  (await admin.post('/learning/reset')).is(200);
  await centre.revised(hit.entry, { title: `${word}怎么办`, script: '您好，请到营业厅办理。' });
  (await agent.get(`/entries/${hit.entry}`)).is(200);
  (await editor.get('/entries', { q: word })).is(200);
  (await editor.get('/export', { format: 'csv', library: '业务知识库' })).is(200);
  const sheet = { query: { name: '表.csv', dry_run: true }, body: '标题,内容\n甲,乙\n', headers: { 'content-type': 'application/octet-stream' } };
  (await admin.send('POST', '/imports', sheet)).is(200);
  (await auditor.get(`/entries/${hit.entry}/revisions`)).is(200);
  (await auditor.get(`/entries/${hit.entry}/diff`, { from: 1, to: 2 })).is(200);
  (await auditor.get(`/entries/${hit.entry}/timeline`)).is(200);
  (await editor.get('/care', { state: 'soon', owner: 'editor' })).is(200);
  (await editor.put(`/entries/${hit.entry}/care`, { owner: 'editor', next_check: hours(1) })).is(200);
  (await editor.post(`/entries/${hit.entry}/verify`, { revision: 2 })).is(200);
  const careRules = (await director.get('/care-rules')).is(200);
  (await director.put('/care-rules', { interval_days: 90 }, { 'if-match': careRules.etag })).is(200);
  (await leader.post(`/entries/${hit.entry}/withdraw`, { reason: '有误', restore_previous: true })).is(200);
  const nodes = await walk(editor, '/catalogue');
  const node = nodes.find(({ library, path }) => library === '业务知识库' && path === '测试/流程');
  (await agent.get(`/catalogue/${node.id}`)).is(200);
  (await editor.put(`/catalogue/${node.id}`, { name: '办理', parent: node.parent })).is(200);
  const block = (await editor.post('/blocks', { name: '契约块', text: '10000' })).is(201).body;
  await walk(editor, '/blocks');
  (await editor.get(`/blocks/${block.id}`)).is(200);
  (await editor.put(`/blocks/${block.id}`, { name: '契约块', text: '10001' }, { 'if-match': '"1"' })).is(200);
  const holding = centre.entry({ body: `<!--block:${block.id}-->10001<!--/block:${block.id}-->` });
  const resting = await centre.published([holding]);
  const revising = { notice: resting.notice, text: '10002' };
  (await editor.post(`/blocks/${block.id}/changes`, revising)).is(201);
  const templates = await editor.get('/templates');
  (await editor.put('/templates', { items: [{ name: '契约' }] }, { 'if-match': templates.headers.get('etag') })).is(200);
  const added = (await editor.post('/catalogue', { library: node.library, name: '临时', parent: null })).is(201).body;
  assert.ok((await walk(editor, '/catalogue', { counts: true })).every((one) => Number.isInteger(one.entries)));
  const form = { summary: '并回去', steps: [{ action: 'merge', node: added.id, version: 1, into: node.id }] };
  (await editor.post('/catalogue-changes', { ...form, dry_run: true })).is(200);
  const arranged = (await editor.post('/catalogue-changes', form)).is(201).body;
  await walk(editor, '/catalogue-changes');
  (await editor.get(`/catalogue-changes/${arranged.id}`)).is(200);
  (await editor.post(`/catalogue-changes/${arranged.id}/withdraw`, { reason: '试一下' })).is(200);
  (await editor.post(`${changePath}/withdraw`, { reason: '撤回' })).is(200);

  const bulletin = (await leader.post('/bulletins', { title: '提醒', text: '请学习新口径' })).is(201);
  assert.equal(bulletin.headers.get('location'), `${base}/bulletins/${bulletin.body.id}`);
  (await agent.get('/bulletins', { all: true })).is(200);
  (await agent.get(`/bulletins/${bulletin.body.id}`)).is(200);
  (await agent.post(`/bulletins/${bulletin.body.id}/ack`)).is(200);
  const charges = (await director.get('/departments-in-charge')).is(200);
  (await director.put('/departments-in-charge', { departments: {} }, { 'if-match': charges.etag })).is(200);
  const asked = (await agent.post('/questions', { text: `${word}归谁管`, query: word, callback: '下午三点回电' })).is(201);
  const asking = `/questions/${asked.body.id}`;
  assert.equal(asked.headers.get('location'), `${base}${asking}`);
  (await leader.get('/questions', { state: 'open' })).is(200);
  (await leader.get('/questions/alike', { q: `${word}归谁管` })).is(200);
  (await leader.get('/questions/late')).is(200);
  (await leader.post(`${asking}/join`, { callback: '不急' })).is(200);
  (await leader.post(`${asking}/route`, { department: 'water' })).is(200);
  const water = await centre.person('water');
  (await water.post(`${asking}/give-back`, { reason: '不归我们' })).is(200);
  (await leader.post(`${asking}/route`, { department: 'market', note: '请答复' })).is(200);
  (await leader.post(`${asking}/answer-link`, { name: '王处长', contact: '微信' })).is(201);
  (await market.post(`${asking}/answer`, { answer: '由市场部负责。' })).is(200);
  (await agent.get(asking)).is(200);
  (await agent.post(`${asking}/seen`)).is(200);
  (await editor.post(`${asking}/draft`)).is(201);
  const told = { revision: 1, kind: 'wrong', text: '电话不对' };
  const feedback = (await agent.post('/entries/1/feedback', told)).is(201);
  (await leader.post(`/questions/${feedback.body.id}/close`, { reason: '核对过，没有错' })).is(200);
  (await leader.get(`/bulletins/${bulletin.body.id}/acknowledgements`)).is(200);
  const groups = (await leader.get('/skill-groups')).is(200);
  (await leader.put('/skill-groups', { groups: [{ name: '宽带技术席', filters: { product: ['宽带'] } }] }, { 'if-match': groups.etag })).is(200);
  (await agent.put('/my/favourites/1', { category: '常用' })).is(204);
  (await agent.put('/my/subscriptions/entries/1')).is(204);
  (await agent.put('/my/subscriptions/catalogue/1')).is(204);
  (await agent.get('/my/desk')).is(200);
  (await agent.get('/my/changes', { since: hours(-1), all: true })).is(200);
  (await agent.post('/entries/1/acknowledge', { revision: 1 })).is(204);
  for (const kept of ['favourites/1', 'subscriptions/entries/1', 'subscriptions/catalogue/1']) (await agent.delete(`/my/${kept}`)).is(204);
  (await agent.get('/exposures')).is(200);
  (await agent.get('/feed', { since: 0 })).is(200);
  (await auditor.get('/journal', { notice: notice.body.id })).is(200);
  (await auditor.get('/journal/histogram', { notice: notice.body.id })).is(200);
  (await auditor.get('/journal/head')).is(200);
  (await auditor.post('/journal/verify')).is(200);
  (await auditor.get('/journal/key')).is(200);
  (await auditor.get('/journal/checkpoints')).is(200);
  (await auditor.get('/journal/growth', { first: 1 })).is(200);
  (await auditor.get('/journal/bundle', { entry: 1 })).is(200);
  (await auditor.get('/journal/1/proof')).is(200);
  (await auditor.get('/trace/papers', { notice: notice.body.id })).is(200);
  (await auditor.get('/trace/uses', { entry: 1, revision: 1 })).is(200);
  const [use] = (await auditor.get('/journal', { verb: 'use_answer', limit: 1 })).is(200).body.items;
  (await auditor.get(`/trace/uses/${use.seq}`)).is(200);
  const retention = (await admin.get('/retention-rules')).is(200);
  (await admin.put('/retention-rules', { search_days: 0 }, { 'if-match': retention.etag })).is(200);
  (await admin.post(`/search/${answer.body.search_id}/forget`, { reason: '客户要求' })).is(204);
  const [gone] = (await market.send('POST', `/notices/${(await centre.notice({})).id}/originals`, { query: { name: '名单.md' }, body: word, headers: { 'content-type': 'application/octet-stream' } })).is(201).body.originals;
  (await admin.post(`/originals/${gone.sha256}/redact`, { reason: '客户要求', law: '个人信息保护法' })).is(200);
  const name = mark('已撤回的口径');
  const past = await centre.published([centre.entry({ title: name })]);
  const [{ id: withdrawn }] = (await editor.get('/entries', { q: name })).is(200).body.items;
  (await editor.post(`/changes/${past.id}/withdraw`, { reason: '写错' })).is(200);
  const law = { reason: '客户要求', law: '个人信息保护法' };
  (await admin.post(`/entries/${withdrawn}/revisions/1/redact`, law)).is(200);
  (await admin.post(`/notices/${past.notice}/redact`, law)).is(200);
  for (const address of [`/entries/${withdrawn}/revisions`, `/notices/${past.notice}`, `/changes/${past.id}`]) (await auditor.get(address)).is(200);
  (await auditor.get('/reports/audit', { from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' })).is(200);
  const leaving = await Client.signIn(server.url, 'leader2');
  (await leaving.delete('/session')).is(204);

  const silent = operations.map(({ id }) => id).filter((id) => !answered.has(id));
  assert.deepEqual(silent, [], 'operations that this test did not reach');
});
