// What the law wants deleted: bytes and texts go, signed stubs stay, and everything still verifies.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, within } from '../support/call_centre.mjs';
import { run, serve, serveSample } from '../support/server.mjs';

let server, centre, admin, auditor, market, editor;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [admin, auditor, market, editor] = await Promise.all(['admin', 'auditor', 'market', 'editor'].map((name) => centre.person(name)));
});
after(() => server?.close());

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const fileOf = (sum) => path.join(server.data, 'originals', sum.slice(0, 2), sum.slice(2));
const there = (file) => access(file).then(() => true, () => false);
const upload = (notice, text, against) =>
  market.send('POST', `/notices/${notice}/originals`, {
    query: { name: '名单.md' },
    body: text,
    headers: { 'content-type': 'application/octet-stream' },
    ...(against && { against }),
  });

/** Files below the data directory that have this in them as it is. */
async function holders(data, secret) {
  const files = await readdir(data, { recursive: true, withFileTypes: true });
  const holding = [];
  for (const file of files.filter((one) => one.isFile())) {
    const name = path.join(file.path, file.name);
    const bytes = await readFile(name).catch((error) => (error.code === 'ENOENT' ? Buffer.alloc(0) : Promise.reject(error)));
    if (bytes.includes(secret)) holding.push(name);
  }
  return holding;
}
async function bundleOf(entry) {
  const out = path.join(server.data, `${entry}.bundle`);
  assert.equal((await run(['audit', 'export', out, '--entry', `K${entry}`, '--data', server.data])).status, 0);
  const checked = await run(['audit', 'verify', out]);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  return (await readFile(out, 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

test('the texts of a revision and of its notice go from store, index and log; everything still verifies', async () => {
  const why = { reason: '王某要求', law: '《个人信息保护法》第四十七条' };
  const secret = mark('wangmou');
  const [agent, director] = await Promise.all(['agent', 'director'].map((name) => centre.person(name)));
  const notice = (await market.post('/notices', { department: 'market', subject: `${secret}的投诉`, text: `${secret}住在西街`, urgency: 'normal' })).is(201).body;
  (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
  const publish = async (item) => {
    const change = (await editor.post(`/notices/${notice.id}/changes`, { summary: `${secret}的答复`, items: [item] })).is(201).body;
    const { digest } = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
    (await market.post(`/changes/${change.id}/confirm`, { digest })).is(200);
    (await editor.post(`/changes/${change.id}/publish`, { at: null })).is(200);
    return change.id;
  };
  const first = await publish(centre.entry({ title: `${secret}怎么报修`, script: `${secret}住在西街，请上门。` }));
  const { hit } = await findable(agent, `${secret}怎么报修`, `${secret}怎么报修`);
  const { entry } = hit;
  const redact = (who, number, form = why) => who.post(`/entries/${entry}/revisions/${number}/redact`, form);

  assert.notDeepEqual(await holders(path.join(server.data, 'index'), secret), []);
  (await redact(auditor, 1)).is(403, 'not_allowed');
  (await redact(admin, 1, { reason: '要求', law: ' ' })).is(422, 'invalid_input');
  (await redact(admin, 1)).is(409, 'in_force');
  (await redact(admin, 9)).is(404, 'not_found');
  (await admin.post('/notices/987654/redact', why)).is(404, 'not_found');
  const title = mark('上门报修');
  const second = (await editor.post(`/notices/${notice.id}/changes`, { summary: '改', items: [{ ...centre.entry({ title, script: '您好。' }), action: 'revise', entry, base_revision: 1 }] })).is(201).body;
  (await admin.post(`/notices/${notice.id}/redact`, why)).is(409, 'in_progress');
  const { digest } = (await editor.post(`/changes/${second.id}/submit`)).is(200).body;
  (await market.post(`/changes/${second.id}/confirm`, { digest })).is(200);
  (await editor.post(`/changes/${second.id}/publish`, { at: null })).is(200);
  await findable(agent, title, title);

  const kept = async () => JSON.stringify((await agent.get('/offline-copy')).is(200).body).includes(secret);
  assert.ok(await kept(), 'the copy for desks has it, too');
  const made = (await redact(admin, 1)).is(200).body.items;
  assert.deepEqual(made.map(({ kind, subject }) => [kind, subject]), [['change', String(first)], ['revision', `${entry}/1`]]);
  (await redact(admin, 1)).is(409, 'redacted');
  const [now, before] = (await auditor.get(`/entries/${entry}/revisions`)).is(200).body.items;
  assert.equal(now.redaction, null);
  const { fields } = (await auditor.get(`/entries/${entry}/diff`, { from: 1, to: 2 })).is(200).body;
  assert.ok(!JSON.stringify(fields).includes('已依法删除'), 'the placeholder is no wording');
  assert.deepEqual((await agent.get(`/entries/${entry}`)).is(200).body.replaced.fields, []);
  assert.deepEqual([before.redaction.law, before.redaction.reason], [why.law, why.reason]);
  assert.ok(before.redaction.by.display_name && Date.parse(before.redaction.at));
  assert.deepEqual([before.text.title, before.text.script, before.digest], ['（已依法删除）', '', made[1].digest]);
  const set = (await auditor.get(`/changes/${first}`)).is(200).body;
  assert.deepEqual([set.redaction.law, set.items, set.summary, set.digest], [why.law, [], '', made[0].digest]);

  const forms = (await admin.post(`/notices/${notice.id}/redact`, why)).is(200).body.items;
  assert.deepEqual(forms.map(({ kind }) => kind), ['change', 'notice'], 'the first set is gone already');
  assert.equal(await kept(), false, 'nor does the copy for desks hold it, though a page of it is kept for ten minutes');
  const shown = (await editor.get(`/notices/${notice.id}`)).is(200).body;
  assert.deepEqual([shown.subject, shown.text, shown.contact, shown.redaction.law], ['（已依法删除）', '', '', why.law]);
  const wordings = (await editor.get(`/notices/${notice.id}/versions`)).is(200).body.items;
  assert.ok(wordings.length > 0 && wordings.every((one) => one.redacted && /^[0-9a-f]{64}$/.test(one.digest)));
  const { version } = wordings[0];
  const left = (await editor.get(`/notices/${notice.id}/diff`, { from: version, to: version })).is(200).body.fields;
  assert.deepEqual([...new Set(left.flatMap(({ changed, segments }) => [changed, ...segments]))], [false]);
  (await editor.post(`/notices/${notice.id}/changes`, { summary: '再改', items: [] })).is(409, 'redacted');
  assert.equal((await agent.get('/search', { q: title })).is(200).body.results[0].script, '您好。', 'what stands goes on answering');
  const restored = (await editor.post(`/changes/${second.id}/withdraw`, { reason: '写错', restore_previous: true })).is(409, 'redacted').body;
  assert.match(restored.detail, /不能恢复/);

  const lines = await bundleOf(entry);
  const gone = lines.filter(({ redaction }) => redaction);
  assert.deepEqual([...new Set(gone.map(({ kind }) => kind))].sort(), ['change', 'notice', 'revision']);
  for (const line of gone) assert.equal('text' in line, false, line.kind);
  assert.equal((await auditor.post('/journal/verify')).is(200).body.ok, true);
  assert.equal((await run(['doctor', '--data', server.data])).status, 0, 'nothing is missed');
  await within(20_000, () => holders(path.join(server.data, 'index'), secret), (found) => found.length === 0, 'the index is sealed anew');
  const exported = path.join(server.data, 'library.jsonl');
  assert.equal((await run(['export', '--out', exported, '--data', server.data])).status, 0);
  assert.equal((await readFile(exported, 'utf8')).includes(secret), false);
});

test('the bytes and their text go, a signed stub stays, and a bundle still verifies', async () => {
  const secret = mark('王某');
  const text = `# 名单\n\n${secret} 13800000000\n`;
  const sum = sha256(text);
  const notice = await centre.notice({});
  (await upload(notice.id, text)).is(201);
  (await (await centre.person('director')).post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
  const title = mark('名单');
  const change = (await editor.post(`/notices/${notice.id}/changes`, { summary: '起草', items: [centre.entry({ title })] })).is(201).body;
  const { digest } = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
  (await market.post(`/changes/${change.id}/confirm`, { digest })).is(200);
  (await editor.post(`/changes/${change.id}/publish`, { at: null })).is(200);
  const { hit } = await findable(await centre.person('agent'), title, title);
  assert.ok(await there(fileOf(sum)));

  const why = { reason: '名单上的客户要求删除', law: '《个人信息保护法》第四十七条' };
  (await admin.send('POST', `/originals/${sum}/redact`, { json: { reason: '' , law: ' ' }, against: true })).is(422, 'invalid_input');
  (await auditor.post(`/originals/${sum}/redact`, why)).is(403, 'not_allowed');
  (await admin.post(`/originals/${'0'.repeat(64)}/redact`, why)).is(404, 'not_found');
  assert.ok(await there(fileOf(sum)));
  const made = (await admin.post(`/originals/${sum}/redact`, why)).is(200).body;
  (await admin.post(`/originals/${sum}/redact`, why)).is(409, 'redacted');
  const stub = JSON.parse(made.stub);
  assert.deepEqual([stub.digest, stub.by, stub.reason, stub.law, stub.kind], [sum, 'admin', why.reason, why.law, 'original']);

  assert.equal(await there(fileOf(sum)), false, 'the file is gone');
  const gone = (await auditor.get(`/originals/${sum}`)).is(404, 'original_redacted').body;
  assert.match(gone.detail, /依法删除（《个人信息保护法》第四十七条，名单上的客户要求删除）/);
  const [shown] = (await editor.get(`/notices/${notice.id}`)).is(200).body.originals;
  assert.deepEqual([shown.redacted, shown.text_status, shown.file_name], [true, 'redacted', '名单.md']);
  assert.equal((await editor.get(`/notices/${notice.id}/originals/${sum}/text`)).is(200).body.text, '');
  (await upload((await centre.notice({})).id, text)).is(409, 'redacted');

  const [record] = (await auditor.get('/journal', { verb: 'redact_original', limit: 1 })).is(200).body.items;
  assert.deepEqual([record.subject, record.old_digest, record.new_digest], [{ kind: 'original', id: sum }, sum, sha256(made.stub)]);
  assert.equal((await auditor.post('/journal/verify')).is(200).body.ok, true);

  const lines = await bundleOf(hit.entry);
  const original = lines.find(({ kind }) => kind === 'original');
  assert.deepEqual([original.bytes, original.redaction], [undefined, { stub: made.stub, signature: made.signature }]);
  assert.equal((await run(['doctor', '--data', server.data])).status, 0, 'nothing is missed');

  // A copy of the file that comes back, as from a backup, goes when the server starts.
  await server.stop();
  assert.deepEqual(await holders(server.data, secret), [], 'nothing on the disk holds its text');
  await mkdir(path.dirname(fileOf(sum)), { recursive: true });
  await writeFile(fileOf(sum), text);
  const again = await serve(server.data);
  assert.equal(await there(fileOf(sum)), false, 'swept');
  await again.stop();
});
