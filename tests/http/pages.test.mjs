// What stands beside the API: health for operators, the pages for browsers, and the headers that guard both.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, within } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { rawRequest } from '../support/raw.mjs';
import { root, run, samplePassword, serveSample } from '../support/server.mjs';

let server;
before(async () => {
  server = await serveSample();
});
after(() => server?.close());

const get = async (target, options) => {
  const response = await fetch(server.url + target, options);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const built = existsSync(path.join(root, 'web/dist/index.html'));
const needsPages = { skip: built ? false : 'web/dist is not built' };

test('the program is alive and ready, and says so to nobody in particular', async () => {
  assert.deepEqual([(await get('/healthz')).status, (await get('/healthz')).text], [200, 'ok\n']);
  const ready = await get('/readyz');
  assert.deepEqual([ready.status, ready.text], [200, 'ready\n']);
  assert.equal(ready.headers.get('cache-control'), 'no-store');
});

test('metrics are in the format of Prometheus, and count', async () => {
  const metric = async (name) => {
    const { status, headers, text } = await get('/metrics');
    assert.equal(status, 200);
    assert.match(headers.get('content-type'), /^text\/plain; version=0\.0\.4/);
    for (const line of text.trimEnd().split('\n'))
      assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[^}]*\})? -?[0-9.e+]+)$/);
    return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)[1]);
  };
  const before = await metric('koujing_http_requests_total');
  await get('/healthz');
  assert.ok((await metric('koujing_http_requests_total')) > before);
  // The server writes by itself when it starts: late questions are escalated.
  await within(
    5_000,
    async () => [await metric('koujing_index_position'), await metric('koujing_feed_head')],
    ([position, head]) => head > 0 && position === head,
    'the index at the head of the feed',
  );
});

test('every answer carries the guarding headers', async () => {
  const centre = new CallCentre(server);
  const agent = await centre.person('agent');
  for (const target of [
    '/',
    '/healthz',
    '/api/v1/search?q=a',
    '/api/v1/nowhere',
    '/api/v1/openapi.yaml',
    '/missing.js',
  ]) {
    const { headers } = await get(target, { headers: agent.headers });
    assert.equal(headers.get('x-content-type-options'), 'nosniff', target);
    assert.equal(headers.get('x-frame-options'), 'DENY', target);
    assert.match(headers.get('referrer-policy') ?? '', /same-origin|no-referrer/, target);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'/, target);
    assert.match(policy, /frame-ancestors 'none'/, target);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe|default-src[^;]*unsafe/, target);
  }
  assert.equal((await get('/api/v1/search?q=a', { headers: agent.headers })).headers.get('cache-control'), 'no-store');
});

test('any address of the desks gives the one page; a file that is missing gives 404', needsPages, async () => {
  const page = await get('/');
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type'), /^text\/html; charset=utf-8/);
  assert.match(page.text, /<div id="app"/);
  for (const target of ['/search', '/notices/3', '/entries/1/history', '/nowhere/at/all']) {
    const other = await get(target);
    assert.deepEqual([other.status, other.text], [200, page.text], target);
  }
  for (const target of ['/missing.js', '/assets/missing.css', '/favicon.txt'])
    assert.equal((await get(target)).status, 404, target);
  for (const method of ['POST', 'PUT', 'DELETE']) assert.equal((await get('/', { method })).status, 405, method);
  const head = await get('/', { method: 'HEAD' });
  assert.deepEqual([head.status, head.text], [200, '']);
});

test('files with a fingerprint are kept for good, the page is asked for again', needsPages, async () => {
  const page = await get('/');
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  const again = await get('/', { headers: { 'if-none-match': page.headers.get('etag') } });
  assert.deepEqual([again.status, again.text], [304, '']);
  const scripts = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, target]) => target);
  assert.ok(scripts.length > 0);
  for (const target of scripts) {
    const file = await get(target);
    assert.equal(file.status, 200, target);
    assert.match(file.headers.get('cache-control'), /immutable/);
    assert.match(file.headers.get('content-type'), target.endsWith('.css') ? /^text\/css/ : /^text\/javascript/);
  }
});

test('no address leads out of the pages', async () => {
  for (const target of [
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2fetc/passwd',
    '/..%5c..%5cetc/passwd',
    '//etc/passwd',
    '/assets/%00',
  ]) {
    const answer = await rawRequest(server.url, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    assert.ok(answer.status >= 200 && answer.status < 500, `${target} → ${answer.status}`);
    assert.doesNotMatch(answer.body, /root:.*:0:0/, target);
  }
});

test('only the origins that the operator names may frame the desks', async () => {
  const other = await serveSample({ args: ['--embed-origins', 'https://crm.example,https://cti.example:8443'] });
  try {
    const { headers } = await fetch(`${other.url}/healthz`);
    assert.match(headers.get('content-security-policy'), /frame-ancestors 'self' https:\/\/crm\.example https:\/\/cti\.example:8443;/);
    assert.equal(headers.get('x-frame-options'), null, 'it knows no list');
    const agent = await new CallCentre(other).person('agent');
    const { embed_origins: origins } = (await agent.get('/session')).is(200).body;
    assert.deepEqual(origins, ['https://crm.example', 'https://cti.example:8443']);
    // A frame of another site needs a cookie of its own; browsers give it over TLS only.
    const signIn = async (headers) =>
      (await new Client(other.url).post('/session', { name: 'market', password: samplePassword }, headers))
        .is(200)
        .headers.get('set-cookie');
    assert.match(await signIn({ 'x-forwarded-proto': 'https' }), /; SameSite=None; Partitioned; .*; Secure$/);
    assert.match(await signIn({}), /; SameSite=Strict; Max-Age=\d+$/);
  } finally {
    await other.close();
  }
  const wrong = await run(['serve', '--data', server.data, '--listen', '127.0.0.1:0', '--embed-origins', "https://a.example; script-src *"]);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /--embed-origins/);
});
