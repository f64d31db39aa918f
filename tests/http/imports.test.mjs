// A library that exists already comes in by the API: looked over first, all of a file or nothing, and twice is once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, mark } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';
import { docxOf, zipOf } from '../support/zip.mjs';

let server, centre, admin, editor;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [admin, editor] = [await centre.person('admin'), await centre.person('editor')];
});
after(() => server?.close());

const send = (name, body, query = {}) =>
  admin.send('POST', '/imports', { query: { name, ...query }, body, headers: { 'content-type': 'application/octet-stream' } });
const take = async (name, body, query) => (await send(name, body, query)).is(200).body;
const titled = async (q) => (await editor.get('/entries', { q })).is(200).body.items;
const exported = async (catalogue) => {
  const lines = (await editor.get('/export', { format: 'jsonl', catalogue })).is(200).bytes.toString();
  return lines.trim().split('\n').map((line) => JSON.parse(line));
};
const counts = ({ added, revised, unchanged, refused }) => [added, revised, unchanged, refused];

const sheet = (lines) => Buffer.from(['类目,标题,内容,发文单位,材料性质,关键字,备注', ...lines].join('\r\n'));

test('a hotline sheet is looked over, taken in once, and marked as imported', async () => {
  const title = `${mark('爆管')}怎么办`;
  const department = mark('水务处');
  const rows = sheet([`供水/报修,${title},请拨打 96160 报修。,${department},咨询类,报修、水管,内部`, ',,,,,,']);
  const looked = await take('热线.csv', rows, { dry_run: true, library: '热线知识库' });
  assert.deepEqual([looked.dry_run, ...counts(looked)], [true, 1, 0, 0, 0]);
  assert.deepEqual([looked.new_departments, looked.new_libraries], [[department], ['热线知识库']]);
  assert.match(looked.notes.map(({ why }) => why).join(), /不认识，不会导入：备注/);
  assert.deepEqual(await titled(title), [], 'looking writes nothing');

  assert.deepEqual(counts(await take('热线.csv', rows, { library: '热线知识库' })), [1, 0, 0, 0]);
  const [entry] = await titled(title);
  assert.deepEqual([entry.state, entry.standing ?? entry.revision?.standing], ['in_force', 'imported']);
  assert.deepEqual(counts(await take('热线.csv', rows, { library: '热线知识库' })), [0, 0, 1, 0]);
  const { items } = (await admin.get('/journal', { verb: 'import_entries' })).is(200).body;
  assert.equal(items[0].actor.id, (await admin.get('/session')).body.person.id, 'who did it is on record');
});

test('what is wrong is told by row and column, and nothing of the file comes in until it is said to skip', async () => {
  const name = mark('行');
  const rows = Buffer.from(`编号,标题,口径,生效时间\n${name}-1,${name}好的,可以。,\n,没有编号,可以。,\n${name}-3,坏的时间,可以。,明天\n${name}-4,${'长'.repeat(201)},可以。,\n`);
  const looked = await take('表.csv', rows, { dry_run: true });
  assert.deepEqual(counts(looked), [1, 0, 0, 3]);
  assert.deepEqual(
    looked.faults.map(({ row, column }) => [row, column]),
    [
      [3, 'id'],
      [4, 'effective_from'],
      [5, 'title'],
    ],
  );
  const refused = (await send('表.csv', rows)).is(422, 'rows_refused');
  assert.deepEqual(refused.pointers, ['/3/id', '/4/effective_from', '/5/title']);
  assert.deepEqual(await titled(`${name}好的`), []);
  assert.deepEqual(counts(await take('表.csv', rows, { skip_faulty: true })), [1, 0, 0, 3]);
  assert.equal((await titled(`${name}好的`)).length, 1);
});

test('a document is an entry, its folders the catalogue, its path its number', async () => {
  const folder = mark('宽带');
  const path = `${folder}/办理/移机.docx`;
  assert.deepEqual(counts(await take(path, docxOf('同区 50 元。'))), [1, 0, 0, 0]);
  assert.deepEqual(counts(await take(path, docxOf('同区 60 元。'), { dry_run: true })), [0, 1, 0, 0]);
  assert.deepEqual(counts(await take(path, docxOf('同区 60 元。'))), [0, 1, 0, 0]);
  const [entry, ...others] = await exported(`${folder}/办理`);
  assert.deepEqual([entry.id, entry.script.trim(), others.length], [path, '同区 60 元。', 0]);
});

test('an import over a confirmed wording says so before', async () => {
  const title = `${mark('确认')}怎么办`;
  const catalogue = `测试/${mark('确认')}`;
  await centre.published([centre.entry({ title, catalogue })]);
  const [line] = await exported(catalogue);
  assert.deepEqual(counts(await take('条目.jsonl', Buffer.from(JSON.stringify(line)))), [0, 0, 1, 0], 'as it went out');
  const again = Buffer.from(JSON.stringify({ ...line, script: '另一种说法。' }));
  const looked = await take('条目.jsonl', again, { dry_run: true });
  assert.deepEqual(counts(looked), [0, 1, 0, 0]);
  assert.match(looked.notes[0].why, /已确认/);
});

test('a file that is not what it says, an empty one and a sheet that swells are each refused', async () => {
  (await send('空.csv', Buffer.alloc(0))).is(422, 'file_empty');
  (await send('图.png', Buffer.from('x'))).is(415, 'not_a_library');
  (await send('假.xlsx', Buffer.from('PK\u0003\u0004 no sheet'))).is(422);
  const bomb = zipOf([['xl/workbook.xml', ' '.repeat(300 * 1024 * 1024)]]);
  const swelled = await send('炸弹.xlsx', bomb);
  assert.ok([413, 422].includes(swelled.status), `${swelled.status}`);
  assert.deepEqual(counts(await take('好.csv', sheet([]), { dry_run: true })), [0, 0, 0, 0], 'the server goes on');
  for (const name of ['', '/etc/a.csv', '../a.csv', 'a/../b.csv', 'a//b.csv', 'a/'])
    assert.equal((await send(name, sheet([]))).status, 400, name);
  (await send('a.csv', sheet([]), { dry_run: 'maybe' })).is(400, 'bad_parameter');
});
