// A library comes in from sheets and folders, looked over first; and goes out with who answers for it.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '../support/client.mjs';
import { mustRun, run, serve } from '../support/server.mjs';
import { docxOf } from '../support/zip.mjs';

let folder, data;
const file = (name) => path.join(folder, name);
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'koujing-io-'));
  data = file('data');
  await mustRun(['init', '--data', data]);
});
after(() => rm(folder, { recursive: true, force: true }));

const said = async (args) => JSON.parse(await mustRun([...args, '--json', '--data', data]));
const entries = async () => (await mustRun(['export', '--data', data])).split('\n').filter(Boolean).map((line) => JSON.parse(line));

const HOTLINE = `类目,标题,内容,发文单位,材料性质,关键字
供水/报修,水管爆了怎么办,请拨打 96160 报修。,供水管理部,咨询类,报修、水管，爆管
供水/水价,水费多少钱一吨,第一档每吨 3.05 元。,供水管理部,政策类,水价
`;

test('the sheet that hotlines exchange is taken in as it is, and twice is once', async () => {
  await writeFile(file('hotline.csv'), HOTLINE);
  const looked = await said(['import', '--dry-run', file('hotline.csv')]);
  assert.deepEqual(
    [looked.would_add, looked.faults, looked.new_departments],
    [2, [], ['供水管理部']],
  );
  assert.equal((await entries()).length, 0, 'looking writes nothing');
  assert.equal((await said(['import', file('hotline.csv')])).added, 2);
  assert.equal((await said(['import', file('hotline.csv')])).unchanged, 2);
  const [entry] = (await entries()).filter((one) => one.title === '水管爆了怎么办');
  assert.deepEqual(
    [entry.catalogue, entry.department, entry.script, entry.body, entry.keywords],
    ['供水/报修', '供水管理部', '请拨打 96160 报修。', '材料性质：咨询类', ['报修', '水管', '爆管']],
  );
});

test('what is wrong is told by row and column, and all or nothing means it', async () => {
  await writeFile(
    file('faulty.csv'),
    `编号,标题,口径,生效时间\na-1,好的,可以。,\n,没有编号,可以。,\na-3,坏的时间,可以。,明天\na-4,${'长'.repeat(201)},可以。,\n`,
  );
  const dry = await run(['import', '--dry-run', '--json', '--data', data, file('faulty.csv')]);
  assert.equal(dry.status, 1);
  const { would_add: adds, faults } = JSON.parse(dry.stdout);
  assert.equal(adds, 1);
  assert.deepEqual(
    faults.map(({ where, column }) => [where.split(':').at(-1), column]),
    [
      ['3', 'id'],
      ['4', 'effective_from'],
      ['5', 'title'],
    ],
  );
  const before = (await entries()).length;
  assert.equal((await run(['import', '--all-or-nothing', '--data', data, file('faulty.csv')])).status, 1);
  assert.equal((await entries()).length, before);
  assert.equal((await said(['import', file('faulty.csv')])).added, 1, 'without it, what is right comes in');
});

test('in a sheet without numbers a title may stand once', async () => {
  await writeFile(file('twice.csv'), `标题,内容\n同一个标题,甲\n同一个标题,乙\n`);
  const dry = await run(['import', '--dry-run', '--json', '--data', data, file('twice.csv')]);
  assert.deepEqual(JSON.parse(dry.stdout).faults.map(({ column }) => column), ['title']);
  const { added, refused } = await said(['import', file('twice.csv')]);
  assert.deepEqual([added, refused.length], [1, 1]);
  assert.equal((await entries()).find((one) => one.title === '同一个标题').script, '甲');
});

test('a folder of Word and Markdown files: a file an entry, its folder the catalogue', async () => {
  await mkdir(file('docs/宽带/办理'), { recursive: true });
  await writeFile(file('docs/宽带/办理/移机.md'), '# 宽带怎么移机\n\n同区 **50 元**。\n');
  await writeFile(file('docs/宽带/退订.docx'), docxOf('退订请带身份证。'));
  assert.equal((await said(['import', '--library', '百科知识库', file('docs')])).added, 2);
  const all = await entries();
  const moved = all.find((one) => one.id === '宽带/办理/移机.md');
  assert.deepEqual([moved.title, moved.catalogue, moved.library], ['宽带怎么移机', '宽带/办理', '百科知识库']);
  assert.match(moved.script, /\*\*50 元\*\*/);
  assert.equal(all.find((one) => one.id === '宽带/退订.docx').title, '退订');
  await writeFile(file('docs/宽带/办理/移机.md'), '# 宽带怎么移机\n\n同区 60 元。\n');
  const again = await said(['import', '--library', '百科知识库', file('docs')]);
  assert.deepEqual([again.revised, again.unchanged], [1, 1]);
});

test('a part goes out, and an Excel sheet comes back as it went', async () => {
  const part = await said(['export', '--format', 'jsonl', '--catalogue', '供水', '--out', file('part.jsonl')]);
  assert.equal(part.entries, 2);
  assert.equal((await said(['export', '--catalogue', '供', '--out', file('none.jsonl')])).entries, 0, 'a path, no prefix');
  assert.equal((await said(['export', '--department', '供水管理部', '--out', file('dept.jsonl')])).entries, 2);

  const sheet = await said(['export', '--format', 'xlsx', '--out', file('all.xlsx')]);
  assert.equal(sheet.entries, (await entries()).length);
  const copy = file('copy');
  await mustRun(['init', '--data', copy]);
  const back = JSON.parse(await mustRun(['import', file('all.xlsx'), '--json', '--data', copy]));
  assert.deepEqual([back.added, back.refused], [sheet.entries, []]);
  const exported = async (where) => (await mustRun(['export', '--format', 'csv', '--data', where])).split('\r\n').sort();
  assert.deepEqual(await exported(copy), await exported(data));
});

test('what is printed says who wrote, confirmed and published it', async () => {
  const sample = file('sample');
  await mustRun(['init', '--sample', '--data', sample]);
  for (const format of ['markdown', 'html']) {
    const text = await mustRun(['export', '--format', format, '--catalogue', '供水/水价', '--data', sample]);
    for (const words of [/版本.*v2/s, /编写.*郑伟/s, /确认.*供水管理部 何秀兰/s, /有效期/, /依据.*供水〔2026〕31号/s])
      assert.match(text, words, format);
  }
  assert.match(await readFile(file('part.jsonl'), 'utf8'), /水管爆了怎么办/);
});

test('documents come in as notices of the department that each names, once', async () => {
  const sample = file('notices-data');
  await mustRun(['init', '--sample', '--data', sample]);
  await mkdir(file('letters'), { recursive: true });
  const letter = (by, more = '') => `${by}文件\n\n${by}〔2026〕9号\n\n# 关于调整时间的通知\n\n各营业厅：\n\n自2027年1月1日起执行。${more}\n\n${by}\n\n2026年11月25日\n`;
  await writeFile(file('letters/a.md'), letter('供水管理部'));
  await writeFile(file('letters/b.md'), letter('某局'));
  await writeFile(file('letters/c.zip'), 'PK');
  const take = async (...more) => JSON.parse(await mustRun(['import', '--as', 'notices', '--json', '--data', sample, ...more, file('letters')]));
  const first = await take();
  assert.deepEqual([first.added, first.refused.map(({ where }) => path.basename(where))], [2, ['c.zip']]);
  assert.equal((await take()).unchanged, 2);
  await writeFile(file('letters/d.md'), letter('供水管理部', '请周知。'));
  await take('--department', 'market');
  const server = await serve(sample);
  const director = await Client.signIn(server.url, 'director');
  const { items } = (await director.get('/notices', { q: '关于调整时间' })).is(200).body;
  assert.deepEqual(items.map(({ department }) => department.name).sort(), ['供水管理部', '市场部', '未注明部门'].sort());
  assert.ok(items.every(({ document_number: number }) => number.endsWith('〔2026〕9号')));
  await server.stop();
});
