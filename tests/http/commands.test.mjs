// The command line: what it says as JSON, and that an export comes back as it was.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { mustRun, run } from '../support/server.mjs';

let directory, data;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'koujing-commands-'));
  data = path.join(directory, 'data');
  await mustRun(['init', '--data', data]);
});
after(() => rm(directory, { recursive: true, force: true }));

const said = async (args, where = data) => JSON.parse(await mustRun([...args, '--json', '--data', where]));
const file = (name) => path.join(directory, name);

test('init says as JSON whom to sign in as', async () => {
  const made = await said(['init', '--admin', 'root'], file('empty'));
  assert.deepEqual(made, { data: file('empty'), sign_ins: ['root'], password: made.password, sample: null });
  assert.ok(made.password.length >= 12);
  const sample = await said(['init', '--sample'], file('sample'));
  assert.deepEqual(sample.sign_ins, ['admin', 'director', 'editor', 'market', 'water', 'agent', 'leader', 'auditor']);
  assert.deepEqual(Object.keys(sample.sample).sort(), ['bulletins', 'changes', 'entries', 'notices', 'people']);
  assert.ok(Object.values(sample.sample).every((count) => count > 0));
  assert.equal((await run(['init', '--json', '--data', file('sample')])).status, 1, 'and makes nothing twice');
});

test('people and tokens are said as JSON', async () => {
  const person = { name: 'xiaowang', display_name: '小王', roles: ['agent'], department: '', disabled: false };
  const added = await said(['user', 'add', 'xiaowang', '--role', 'agent', '--display-name', '小王']);
  assert.deepEqual(added, { ...person, password: added.password });
  assert.ok(added.password.length >= 12);
  const given = await said(['user', 'add', 'li', '--role', 'editor', '--password', 'given-Password-7']);
  assert.equal(given.password, null, 'a password that was given is not repeated');
  const changed = await said(['user', 'password', 'xiaowang']);
  assert.equal(changed.name, 'xiaowang');
  assert.notEqual(changed.password, added.password);
  assert.deepEqual(await said(['user', 'disable', 'xiaowang']), { ...person, disabled: true });
  assert.deepEqual(await said(['user', 'enable', 'xiaowang']), person);

  const token = await said(['token', 'add', '--user', 'xiaowang', '--label', '耳机']);
  assert.deepEqual(token, { id: token.id, user: 'xiaowang', label: '耳机', token: token.token });
  const listed = (await said(['token', 'list'])).find(({ id }) => id === token.id);
  assert.deepEqual([listed.label, listed.revoked], ['耳机', false]);
  assert.deepEqual(await said(['token', 'revoke', String(token.id)]), { id: token.id, revoked: true });
  assert.equal((await run(['token', 'add', '--role', 'agent', '--json', '--quiet', '--data', data])).status, 2);
});

test('audit export says as JSON what audit verify finds in the report', async () => {
  const report = file('report.jsonl');
  const written = await said(['audit', 'export', report]);
  assert.equal(written.ok, true);
  assert.equal(written.report, report);
  assert.ok(written.public_key.length > 0);
  const found = JSON.parse(await mustRun(['audit', 'verify', report, '--json']));
  assert.deepEqual([found.ok, found.records, found.head], [true, written.records, written.head]);
});

test('what cannot be written leaves what was there', async () => {
  const kept = file('kept.jsonl');
  await writeFile(kept, 'what an auditor took last year\n');
  const refused = await run(['audit', 'export', kept, '--entry', 'K999999', '--data', data]);
  assert.equal(refused.status, 1, refused.stderr);
  assert.equal(await readFile(kept, 'utf8'), 'what an auditor took last year\n');
  assert.deepEqual((await readdir(directory)).filter((name) => name.startsWith('kept')), ['kept.jsonl']);
});

test('an export comes back as it was, as CSV and as JSONL, and no cell of it runs as a formula', async () => {
  const entry = {
    id: '=web-1',
    title: '-5 ℃ 怎么办',
    questions: ['=一|二', '反斜杠\\n', '两\r\n行', '@三'],
    brief: "'=一句话",
    script: '\t缩进\r\n第二行，"引号"',
    body: '+86\n',
    cautions: ['不要说“免费”'],
    keywords: ['C:\\目录'],
    scope: { region: ['城东|城西'], product: [], customers: [] },
    library: '@库',
    catalogue: '宽带/-资费',
    effective_from: '2026-01-01T00:00:00+08:00',
    effective_to: '9999-12-31T23:59:59Z',
    department: '=部门',
  };
  const urgent = { id: 'web-2', title: '停水', script: '正在抢修', standing: 'unconfirmed' };
  await writeFile(file('in.jsonl'), `${JSON.stringify(entry)}\n${JSON.stringify(urgent)}\n`);
  assert.equal((await said(['import', '--as', 'entries', file('in.jsonl')])).added, 2);
  for (const format of ['csv', 'jsonl']) {
    const [out, again, copy] = [`out.${format}`, `again.${format}`, `copy-${format}`].map(file);
    assert.deepEqual(await said(['export', '--format', format, '--out', out]), { entries: 2, file: out, format });
    await mustRun(['init', '--data', copy]);
    assert.deepEqual((await said(['import', '--as', 'entries', out], copy)).refused, []);
    await said(['export', '--format', format, '--out', again], copy);
    assert.equal(await readFile(again, 'utf8'), await readFile(out, 'utf8'), format);
    // The text is that of the beginning, whatever way it took.
    const line = (await mustRun(['export', '--data', copy])).split('\n')[0];
    const back = JSON.parse(line);
    for (const field of ['id', 'title', 'questions', 'brief', 'script', 'body', 'cautions', 'keywords', 'scope'])
      assert.deepEqual(back[field], entry[field], `${format} ${field}`);
    assert.equal(Date.parse(back.effective_to), Date.parse(entry.effective_to));
    assert.equal((await run(['doctor', '--json', '--data', copy])).stdout.includes('digest'), false);
  }
  const cells = (await readFile(file('out.csv'), 'utf8')).split(/[,\n]/);
  assert.ok(cells.length > 30);
  assert.deepEqual(
    cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell) && cell !== '\r'),
    [],
  );
  const refused = await run(['export', '--json', '--data', data]);
  assert.equal(refused.status, 2, 'on standard output stands the export itself');
});
