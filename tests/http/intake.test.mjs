// What comes in: a file is read before anybody takes it in, and what it says of itself is proposed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, mark } from '../support/call_centre.mjs';
import { root, serveSample } from '../support/server.mjs';

let server, centre, editor, market, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, market, agent] = await Promise.all(['editor', 'market', 'agent'].map((name) => centre.person(name)));
});
after(() => server?.close());

const read = (who, name, bytes) =>
  who.send('POST', '/documents/read', {
    query: { name },
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  });
// A prefix of document numbers that nobody else uses: of letters alone, as prefixes are.
const prefix = () => mark('市场').replace(/\d/g, (digit) => 'abcdefghij'[digit]);
const text = (number, more = '') => `市场部文件\n\n${number}\n\n# 关于调整资费的通知\n\n各营业厅：\n\n${more}

一、新资费自2027年1月1日起执行，有效期两年。

二、请于12月20日前将培训情况反馈市场部。

市场部

2026年11月25日
`;

test('a document says its number, department, dates and what it repeals, and from which words', async () => {
  const word = prefix();
  const old = await centre.notice({ document_number: `${word}〔2024〕7号` });
  const bytes = Buffer.from(text(`${word}〔2026〕15 号`, `《关于资费的通知》（${word}〔2024〕7号）同时废止。`));
  const { body } = (await read(editor, '资费.md', bytes)).is(200);
  assert.equal(body.text_status, 'extracted');
  assert.deepEqual(body.facts.department, { code: 'market', name: '市场部', quote: '市场部' });
  assert.equal(body.facts.document_number.value, `${word}〔2026〕15号`);
  assert.equal(body.facts.subject.value, '关于调整资费的通知');
  assert.equal(body.facts.issued_on.value, '2026-11-25');
  assert.deepEqual(body.facts.effective_from, {
    value: '2027-01-01T00:00:00+08:00',
    quote: '一、新资费自2027年1月1日起执行，有效期两年。',
  });
  assert.equal(body.facts.effective_to.value, '2029-01-01T00:00:00+08:00');
  assert.equal(body.facts.deadline.value, '2026-12-20T23:59:00+08:00');
  assert.deepEqual(
    body.repealed.map(({ value, notices }) => [value, notices.map(({ id }) => id)]),
    [[`${word}〔2024〕7号`, [old.id]]],
  );
  assert.deepEqual([body.same_original, body.same_number], [[], []]);
});

test('the same file and the same number are noticed, however the number is written, by who may know', async () => {
  const word = prefix();
  const bytes = Buffer.from(text(`${word}〔2026〕15号`));
  const notice = await centre.notice({ document_number: `${word}[2026]15号` });
  await market.send('POST', `/notices/${notice.id}/originals`, {
    query: { name: '一.md' },
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  });
  const { body } = (await read(editor, '另一个名字.md', bytes)).is(200);
  assert.deepEqual(
    body.same_original.map(({ id }) => id),
    [notice.id],
  );
  assert.deepEqual(
    body.same_number.map(({ id }) => id),
    [notice.id],
  );
  const other = (await read(await centre.person('water'), '一.md', bytes)).is(200).body;
  assert.deepEqual([other.same_original, other.same_number], [[], []]);
});

test('nothing of a file that was only read is kept', async () => {
  const { body } = (await read(editor, '一.md', Buffer.from(text(prefix())))).is(200);
  (await editor.get(`/originals/${body.sha256}`)).is(404);
});

test('what cannot be read says why and what to do, and proposes nothing', async () => {
  const { body } = (await read(editor, '录音.mp3', Buffer.from('49443304000000', 'hex'))).is(200);
  assert.equal(body.text_status, 'unsupported');
  assert.match(body.explanation, /原件会原样保存|请/);
  assert.equal(body.facts.document_number, null);
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const cut = (await read(editor, '扫描件.png', picture)).is(200).body;
  assert.match(cut.text_status, /^failed: original_damaged/);
  const broken = (await read(editor, '坏的.docx', Buffer.from('不是文档'))).is(200).body;
  assert.match(broken.text_status, /^failed: original_damaged/);
  (await read(agent, '一.md', Buffer.from('一'))).is(403);
  (await read(editor, '空.md', Buffer.alloc(0))).is(422);
});

test('a notice keeps what was proposed, as it was corrected', async () => {
  const form = {
    subject: '关于资费的通知',
    issued_on: '2026-11-25',
    deadline: '2026-12-20T18:00:00+08:00',
    repeals: ['市场〔2024〕7号', '《关于资费的通知》'],
  };
  const made = (await market.post('/notices', form)).is(201);
  for (const [field, value] of Object.entries(form)) assert.deepEqual(made.body[field], value);
  const amended = (
    await market.put(`/notices/${made.body.id}`, { ...form, repeals: [], deadline: null }, { 'if-match': made.etag })
  ).is(200).body;
  assert.deepEqual([amended.repeals, amended.deadline, amended.issued_on], [[], null, '2026-11-25']);
  const wrong = await market.send('POST', '/notices', {
    json: { ...form, issued_on: '2026-02-30', repeals: [''] },
    against: true,
  });
  assert.deepEqual(
    wrong.is(422).body.errors.map(({ pointer }) => pointer),
    ['/issued_on', '/repeals/0'],
  );
});

test('every original of the sample says what its notice says', async () => {
  const { notices } = JSON.parse(await readFile(path.join(root, 'content/sample/library.json'), 'utf8'));
  for (const { form, originals } of notices) {
    const file = path.join(root, 'content/sample', originals[0]);
    const { facts } = (await read(editor, path.basename(file), await readFile(file))).is(200).body;
    assert.equal(facts.document_number?.value, form.document_number, file);
    assert.equal(facts.subject?.value.replace(/\s/g, ''), form.subject.replace(/\s/g, ''), file);
    assert.equal(facts.department?.code, form.department, file);
  }
});

test('a picture of a script is kept with the notice, and is none of its originals', async () => {
  const notice = await centre.notice();
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const market = await centre.person('market');
  const headers = { 'content-type': 'application/octet-stream' };
  const sent = await market.send('POST', `/notices/${notice.id}/originals`, { query: { name: '图.png', as: 'picture' }, body: png, headers });
  const { originals, pictures } = sent.is(201).body;
  assert.deepEqual([originals, pictures.map((one) => one.file_name)], [[], ['图.png']]);
  assert.deepEqual((await market.get(pictures[0].href.slice('/api/v1'.length))).is(200).bytes, png);
  const { items } = (await editor.get('/notices', { q: notice.subject })).is(200).body;
  assert.equal(items[0].originals, 0);
});
