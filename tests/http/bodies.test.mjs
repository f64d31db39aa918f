// What comes in broken is named and refused; what is asked in English is answered in English.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { rawRequest } from '../support/raw.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, market, editor, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [market, editor, agent] = await Promise.all(['market', 'editor', 'agent'].map((name) => centre.person(name)));
});
after(() => server?.close());

const json = { 'content-type': 'application/json' };
const raw = { 'content-type': 'application/octet-stream' };
const send = (client, path, body, headers = json) => client.send('POST', path, { body, headers, against: true });

test('a body that is not JSON is 400', async () => {
  for (const body of ['{"subject": "半句', '{subject: 1}', 'null', '[]', '"文字"', '{} {}', '\u0000', '{"a":1,}'])
    (await send(market, '/notices', body)).is(400, 'bad_json');
});

test('broken UTF-8 is 400 in a body, in a query and in a path', async () => {
  (await send(market, '/notices', Buffer.from([...Buffer.from('{"subject":"'), 0xe5, 0x8f, ...Buffer.from('"}')]))).is(
    400,
    'bad_json',
  );
  const get = (target) =>
    rawRequest(
      server.url,
      `GET ${target} HTTP/1.1\r\nHost: x\r\nCookie: ${agent.headers.cookie}\r\nConnection: close\r\n\r\n`,
    );
  for (const target of [
    '/api/v1/search?q=%e5%8f',
    '/api/v1/search?q=%c0%af',
    '/api/v1/entries/%ff',
    '/api/v1/search?q=%zz',
  ])
    assert.equal((await get(target)).status, 400, target);
  assert.equal((await get('/api/v1/search?q=%e5%8f%a3')).status, 200);
});

test('unknown fields and wrong types are all named at once, by pointer', async () => {
  const notice = await send(
    market,
    '/notices',
    JSON.stringify({ subject: 3, urgency: 'soon', effective_from: 'tomorrow', colour: 'red' }),
  );
  assert.deepEqual(notice.is(422, 'invalid_input').pointers, ['/colour', '/effective_from', '/subject', '/urgency']);
  const assigned = await centre.assigned();
  const items = [
    { action: 'new', titel: 'x', questions: 'one', scope: { planet: ['earth'], region: [1] } },
    { action: 'burn' },
    'text',
  ];
  const change = await send(editor, `/notices/${assigned.id}/changes`, JSON.stringify({ items }));
  assert.deepEqual(change.is(422, 'invalid_input').pointers, [
    '/items/0/questions',
    '/items/0/scope/planet',
    '/items/0/scope/region/0',
    '/items/0/titel',
    '/items/1/action',
    '/items/2',
  ]);
  for (const error of change.body.errors) assert.ok(error.code.length > 0 && error.detail.length > 0);
});

test('limits of length and number hold, to the character', async () => {
  const subject = async (n) => (await send(market, '/notices', JSON.stringify({ subject: '字'.repeat(n) }))).status;
  assert.equal(await subject(200), 201);
  assert.equal(await subject(201), 422);
  assert.equal(await subject(0), 422);
  const notice = await centre.assigned();
  const long = centre.entry({
    title: '题'.repeat(201),
    script: '文'.repeat(20_001),
    questions: Array(201).fill('问'),
    catalogue: 'a//b',
    effective_from: '2026-02-01T00:00:00Z',
    effective_to: '2026-01-01T00:00:00Z',
  });
  const refused = await send(editor, `/notices/${notice.id}/changes`, JSON.stringify({ items: [long] }));
  assert.deepEqual(refused.is(422).pointers, [
    '/items/0/catalogue',
    '/items/0/effective_to',
    '/items/0/questions',
    '/items/0/script',
    '/items/0/title',
  ]);
  for (const entry of ['9223372036854775808', '18446744073709551615', '1e3', '1.5', '"1"'])
    assert.equal(
      (await send(editor, `/notices/${notice.id}/changes`, `{"items":[{"action":"retire","entry":${entry}}]}`)).status,
      422,
      `entry ${entry}`,
    );
});

test('control characters are refused, an emoji and a rare ideograph are kept', async () => {
  assert.deepEqual((await send(market, '/notices', '{"subject":"a\\u0000b"}')).is(422).pointers, ['/subject']);
  const subject = `𠮷野家😀${mark()}`;
  assert.equal((await market.post('/notices', { subject })).is(201).body.subject, subject);
});

test('a body that is too large is 413, an original may be larger', async () => {
  const huge = JSON.stringify({ subject: 'x', text: 'y'.repeat(3 << 20) });
  (await send(market, '/notices', huge)).is(413);
  const notice = await centre.notice();
  const path = `/notices/${notice.id}/originals`;
  const large = Buffer.alloc(3 << 20, 7);
  assert.equal((await send(market, path, large, raw)).is(201).body.originals[0].size, large.length);
  (await send(market, path, Buffer.alloc((20 << 20) + 1, 7), raw)).is(413);
  (await send(market, path, Buffer.alloc(23 << 20, 7), raw)).is(413);
  (await send(market, path, Buffer.alloc(0), raw)).is(422);
  const two = new FormData();
  two.append('file', new Blob(['第一份']), '一.txt');
  two.append('file', new Blob([]), '二.txt');
  (await market.send('POST', path, { body: two })).is(422);
  assert.equal(
    (await market.get(`/notices/${notice.id}`)).body.originals.length,
    1,
    'all files of one request, or none',
  );
});

test('a file name is kept as it was, and is never a path', async () => {
  const notice = await centre.notice();
  const upload = async (name) =>
    (
      await market.send('POST', `/notices/${notice.id}/originals`, {
        query: { name },
        body: Buffer.from(name),
        headers: raw,
      })
    )
      .is(201)
      .body.originals.at(-1);
  assert.equal((await upload('关于 "资费"（二）.txt')).file_name, '关于 "资费"（二）.txt');
  assert.equal((await upload('../../etc/passwd')).file_name, 'passwd');
  assert.equal((await upload('C:\\temp\\通知.docx')).file_name, '通知.docx');
  const original = await upload('a\r\nSet-Cookie: x=1.txt');
  const answer = (await market.get(original.href.slice('/api/v1'.length))).is(200);
  assert.equal(answer.headers.get('set-cookie'), null);
});

test('what is rendered is safe', async () => {
  const hostile = [
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '<img src=x onerror=alert(1)>',
    '![x](data:text/html,x)',
    '<a href="java\nscript:x">x</a>',
  ];
  const { html } = (await editor.post('/preview', { markdown: [...hostile, '# 好'] })).is(200).body;
  assert.equal(html.length, 6);
  for (const one of html)
    assert.doesNotMatch(one, /<script|javascript:|onerror=[^&]*>(?!.*&gt;)|<img[^>]+onerror|data:text/i);
  assert.match(html[5], /<h1>好<\/h1>/);
  const word = mark('标签');
  await centre.published([centre.entry({ title: `${word}<b>粗</b>`, script: `<img src=x onerror=alert(1)> ${word}` })]);
  const { hit } = await findable(agent, word, `${word}<b>粗</b>`);
  assert.doesNotMatch(hit.title_marked.replace(/<\/?mark>/g, ''), /</);
  assert.doesNotMatch(hit.snippet.replace(/<\/?mark>/g, ''), /</);
  assert.doesNotMatch(hit.script_html, /<img/);
});

test('a search box never answers with a fault', async () => {
  for (const q of [
    '"',
    '(((',
    'AND OR NOT',
    '*',
    '-',
    'a:b',
    '\\',
    '？！。',
    ' ',
    '　',
    '宽带 -',
    'title:',
    '🙂',
    'x'.repeat(5_000),
    '宽带'.repeat(200),
    '%',
    "'; DROP TABLE",
    'NEAR/3',
    '\u202e宽带',
  ])
    (await agent.get('/search', { q })).is(200);
  (await agent.get('/suggest', { q: '"(((' })).is(200);
});

test('errors speak Chinese, and English to whoever prefers it', async () => {
  const say = async (language) =>
    (
      await market.send('POST', '/notices', {
        json: {},
        headers: language ? { 'accept-language': language } : {},
        against: true,
      })
    ).is(422);
  for (const language of [undefined, 'zh-CN', 'zh-TW,en;q=0.5', 'fr', 'en;q=0.1,zh']) {
    const { body, headers } = await say(language);
    assert.match(body.detail, /有 1 处需要改正：\/subject 必须填写/, language);
    assert.equal(body.errors[0].detail, '必须填写');
    assert.equal(headers.get('content-language'), 'zh-CN');
  }
  for (const language of ['en', 'en-GB,zh;q=0.9', 'fr,en;q=0.8,zh;q=0.2']) {
    const { body, headers } = await say(language);
    assert.match(body.detail, /1 field needs correction: \/subject must be filled in/, language);
    assert.equal(body.title, 'Needs correction');
    assert.equal(headers.get('content-language'), 'en');
    assert.match(headers.get('vary'), /Accept-Language/i);
  }
});

test('numbers in an address that are none lead nowhere', async () => {
  for (const number of ['0', '-1', 'abc', '1.5', '99999999999999999999', '1e3', '%20', '１'])
    for (const thing of ['notices', 'changes', 'entries'])
      (await editor.get(`/${thing}/${number}`)).is(404, 'not_found');
});

test('HEAD answers as GET without a body', async () => {
  for (const path of ['/session', '/search?q=%E5%AE%BD%E5%B8%A6', '/notices', '/openapi.yaml']) {
    const head = await fetch(`${server.url}/api/v1${path}`, { method: 'HEAD', headers: editor.headers });
    const get = await fetch(`${server.url}/api/v1${path}`, { headers: editor.headers });
    assert.equal(head.status, 200, path);
    assert.equal(head.headers.get('content-type'), get.headers.get('content-type'), path);
    assert.equal((await head.arrayBuffer()).byteLength, 0);
    assert.ok((await get.arrayBuffer()).byteLength > 0);
  }
  assert.equal((await fetch(`${server.url}/api/v1/notices`, { method: 'HEAD' })).status, 401);
});

test('an anonymous client learns nothing from a broken request either', async () => {
  const nobody = new Client(server.url);
  (await send(nobody, '/notices', '{')).is(401, 'not_signed_in');
  (await nobody.get('/notices/abc')).is(401, 'not_signed_in');
});
