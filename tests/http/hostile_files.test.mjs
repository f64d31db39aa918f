// Files that mean harm: each is a clear error, its bytes are kept, and everybody else is answered meanwhile.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { CallCentre, mark } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';
import { docxOf } from '../support/zip.mjs';

let server, centre, market, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [market, agent] = await Promise.all(['market', 'agent'].map((name) => centre.person(name)));
});
after(() => server?.close());

const headers = { 'content-type': 'application/octet-stream' };
const upload = async (notice, name, body) =>
  (await market.send('POST', `/notices/${notice.id}/originals`, { query: { name }, body, headers })).is(201).body.originals;
const read = async (name, body) => (await market.send('POST', '/documents/read', { query: { name }, body, headers })).is(200).body;

const hostile = [
  ['a bomb of one member', '炸弹.docx', docxOf('0'.repeat(90_000_000)), /original_expands_too_far|original_takes_too_long/],
  [
    'entities out of the file',
    '实体.docx',
    docxOf('&secret;', { before: '<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/passwd">]>' }),
    /original_(with_entities|expands_too_far)/,
  ],
  ['what is not what it says', '假的.docx', Buffer.from('这不是 Word 文件'), /original_damaged/],
  ['an archive that is cut off', '断的.docx', docxOf('正文').subarray(0, 300), /original_damaged/],
];

for (const [what, name, bytes, code] of hostile)
  test(`${what} is refused by name, and kept`, async () => {
    const notice = await centre.notice({ subject: `关于${mark()}的通知` });
    const [original] = await upload(notice, name, bytes);
    assert.match(original.text_status, code);
    assert.equal(original.size, bytes.length);
    const kept = await market.get(original.href.slice('/api/v1'.length));
    assert.deepEqual(kept.is(200).bytes, bytes, 'byte for byte');
    const told = await read(name, bytes);
    assert.match(told.text_status, code);
    assert.ok(told.explanation.length > 10, told.explanation);
    assert.ok(!JSON.stringify(told).includes('root:'), 'nothing of the disk comes out');
  });

test('a file of another kind than its name says is read as what it is, and that is said', async () => {
  const told = await read('通知.pdf', docxOf('宽带每月 99 元'));
  assert.deepEqual([told.text.trim(), told.named_otherwise], ['宽带每月 99 元', 'docx']);
  const [original] = await upload(await centre.notice(), '通知.pdf', docxOf(`宽带${mark()}`));
  assert.deepEqual([original.text_status, original.named_otherwise], ['extracted', 'docx']);
});

test('an honest file is read in the child as well', async () => {
  const told = await read('通知.docx', docxOf('宽带每月 99 元'));
  assert.deepEqual([told.text.trim(), told.named_otherwise], ['宽带每月 99 元', '']);
  assert.match(told.media_type, /wordprocessingml/);
});

test('while bombs are read, an agent finds answers', async () => {
  const bomb = hostile[0][2];
  const reading = Promise.all(Array.from({ length: 4 }, () => read('炸弹.docx', bomb)));
  const found = [];
  for (let i = 0; i < 10; i += 1) found.push((await agent.get('/search', { q: '宽带报修' })).is(200).body.total);
  assert.ok(found.every((total) => total > 0));
  for (const told of await reading) assert.match(told.text_status, /^failed: /);
});

test('an upload of 2 GB is refused before it is sent', async () => {
  const { hostname, port } = new URL(server.url);
  const person = await centre.person('market');
  const answer = await new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        [
          'POST /api/v1/documents/read?name=big.docx HTTP/1.1',
          `Host: ${hostname}:${port}`,
          `Cookie: ${person.headers.cookie}`,
          `X-CSRF-Token: ${person.headers['x-csrf-token']}`,
          'Content-Type: application/octet-stream',
          'Accept-Language: en',
          'Content-Length: 2147483648',
          '',
          '',
        ].join('\r\n'),
      ),
    );
    let text = '';
    socket.on('data', (bytes) => (text += bytes));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    setTimeout(() => socket.destroy(), 5_000).unref();
  });
  assert.match(answer, /^HTTP\/1\.1 413 /);
  const { title, code, detail } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
  assert.deepEqual([title, code], ['Too large', 'http_413']);
  assert.match(detail, /^The body is over the limit of 21 MB/);
  (await agent.get('/search', { q: '宽带' })).is(200);
});
