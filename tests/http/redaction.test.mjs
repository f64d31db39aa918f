// An original whose deletion the law demands: the bytes go, a signed stub stays, and everything still verifies.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark } from '../support/call_centre.mjs';
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

  const out = path.join(server.data, 'redacted.bundle');
  assert.equal((await run(['audit', 'export', out, '--entry', `K${hit.entry}`, '--data', server.data])).status, 0);
  const checked = await run(['audit', 'verify', out]);
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const lines = (await readFile(out, 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const original = lines.find(({ kind }) => kind === 'original');
  assert.deepEqual([original.bytes, original.redaction], [undefined, { stub: made.stub, signature: made.signature }]);
  assert.equal((await run(['doctor', '--data', server.data])).status, 0, 'nothing is missed');

  // A copy of the file that comes back, as from a backup, goes when the server starts.
  await server.stop();
  const files = await readdir(server.data, { recursive: true, withFileTypes: true });
  const holding = [];
  for (const file of files.filter((one) => one.isFile())) {
    const name = path.join(file.path, file.name);
    if ((await readFile(name)).includes(secret)) holding.push(name);
  }
  assert.deepEqual(holding, [], 'nothing on the disk holds its text');
  await mkdir(path.dirname(fileOf(sum)), { recursive: true });
  await writeFile(fileOf(sum), text);
  const again = await serve(server.data);
  assert.equal(await there(fileOf(sum)), false, 'swept');
  await again.stop();
});
