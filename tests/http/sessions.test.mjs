// Signing in and out: the cookie, its CSRF token, bearer tokens, and whoever guesses passwords.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, walk } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { mustRun, samplePassword, serveSample } from '../support/server.mjs';

let server, centre;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
});
after(() => server?.close());

test('signing in sets a cookie that no script can read and tells who one is', async () => {
  const nobody = new Client(server.url);
  const answer = (await nobody.post('/session', { name: 'market', password: samplePassword })).is(200);
  const cookie = answer.headers.get('set-cookie');
  assert.match(cookie, /^koujing_session=[A-Za-z0-9_-]{32,}; Path=\/; /);
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; SameSite=Strict/);
  assert.doesNotMatch(cookie, /Secure/);
  assert.deepEqual(answer.body.person.roles, ['department']);
  assert.deepEqual(answer.body.person.department, { code: 'market', name: '市场部' });
  assert.ok(answer.body.csrf_token.length >= 32);
  assert.ok(Math.abs(Date.parse(answer.body.server_time) - Date.now()) < 5_000);
  assert.ok(Date.parse(answer.body.expires_at) > Date.now());
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const secure = await nobody.post(
    '/session',
    { name: 'market', password: samplePassword },
    { 'x-forwarded-proto': 'https' },
  );
  assert.match(secure.is(200).headers.get('set-cookie'), /; Secure/);
});

test('a change by cookie needs the CSRF token, a reading does not', async () => {
  const market = await Client.signIn(server.url, 'market');
  const bare = new Client(server.url, { cookie: market.headers.cookie });
  (await bare.get('/session')).is(200);
  (await bare.post('/notices', { subject: '没有令牌' })).is(403, 'bad_csrf_token');
  (await bare.with({ 'x-csrf-token': 'guess' }).post('/notices', { subject: '错的令牌' })).is(403, 'bad_csrf_token');
  (await bare.delete('/session')).is(403, 'bad_csrf_token');
  const other = await Client.signIn(server.url, 'market');
  (await bare.with({ 'x-csrf-token': other.headers['x-csrf-token'] }).post('/notices', { subject: '别人的令牌' })).is(
    403,
    'bad_csrf_token',
  );
  (await market.post('/notices', { subject: '自己的令牌' })).is(201);
});

test('a program with a bearer token needs no CSRF token', async () => {
  const program = await centre.program('leader');
  const session = (await program.get('/session')).is(200).body;
  assert.equal(session.csrf_token, null);
  assert.ok(session.person.roles.includes('leader'));
  (await program.post('/bulletins', { title: '程序发布', text: '正文' })).is(201);
  const reader = await centre.program('agent');
  (await reader.get('/search', { q: '宽带' })).is(200);
  (await reader.post('/bulletins', { title: '程序发布', text: '正文' })).is(403, 'not_allowed');
});

test('after signing out the cookie is worth nothing', async () => {
  const agent = await Client.signIn(server.url, 'agent');
  const answer = (await agent.delete('/session')).is(204);
  assert.match(answer.headers.get('set-cookie'), /Max-Age=0/);
  (await agent.get('/session')).is(401, 'bad_credential');
});

test('a person who is disabled is out at once, and a revoked token is worth nothing', async () => {
  const data = ['--data', server.data];
  await mustRun(['user', 'add', 'leaver', '--role', 'agent', '--password', samplePassword, ...data]);
  const person = await Client.signIn(server.url, 'leaver');
  const token = (await mustRun(['token', 'add', '--user', 'leaver', '--label', 'headset', '--quiet', ...data])).trim();
  const program = Client.bearer(server.url, token);
  (await program.get('/search', { q: '宽带' })).is(200);
  const id = (await mustRun(['token', 'list', ...data]))
    .split('\n')
    .find((line) => line.includes('headset'))
    .split('\t')[0];
  await mustRun(['token', 'revoke', id, ...data]);
  (await program.get('/search', { q: '宽带' })).is(401, 'bad_credential');
  (await person.get('/search', { q: '宽带' })).is(200);
  await mustRun(['user', 'disable', 'leaver', ...data]);
  (await person.get('/search', { q: '宽带' })).is(401, 'bad_credential');
  (await new Client(server.url).post('/session', { name: 'leaver', password: samplePassword })).is(401, 'bad_password');
  const names = (await walk(await centre.person('director'), '/people', { role: 'agent' })).map(({ name }) => name);
  assert.ok(names.includes('agent') && !names.includes('leaver'));
});

test('a wrong name and a wrong password sound the same', async () => {
  const nobody = new Client(server.url);
  const answers = [
    await nobody.post('/session', { name: 'nobody-here', password: 'x' }),
    await nobody.post('/session', { name: 'inspector', password: 'x' }),
  ];
  for (const answer of answers) answer.is(401, 'bad_password');
  assert.equal(answers[0].body.detail, answers[1].body.detail);
  assert.equal(answers[0].headers.get('set-cookie'), null);
});

test('missing and unknown fields of a sign-in are named', async () => {
  const nobody = new Client(server.url);
  const answer = await nobody.send('POST', '/session', { json: { name: 'agent', pass: 'x' }, against: true });
  assert.deepEqual(answer.is(422).pointers, ['/pass', '/password']);
});

test('whoever guesses passwords is slowed down, and others are not', async () => {
  const nobody = new Client(server.url);
  const guess = () => nobody.post('/session', { name: 'water2', password: 'wrong' });
  const seen = [];
  for (let i = 0; i < 6; ++i) seen.push((await guess()).status);
  assert.deepEqual(seen, [401, 401, 401, 401, 401, 429]);
  const slowed = (await guess()).is(429, 'too_many_tries');
  const wait = Number(slowed.headers.get('retry-after'));
  assert.ok(wait >= 1 && wait <= 300, `Retry-After: ${wait}`);
  assert.equal(slowed.body.retry_after, wait);
  (await nobody.post('/session', { name: 'water2', password: samplePassword })).is(429, 'too_many_tries');
  (await nobody.post('/session', { name: 'network2', password: samplePassword })).is(200);
});

test('signing in and out stands in the journal with the person, without the password', async () => {
  const auditor = await centre.person('auditor');
  const rows = (await auditor.get('/journal', { actor: 'network2', verb: 'sign_in' })).is(200).body.items;
  assert.ok(rows.length >= 1);
  const all = (await auditor.get('/journal', { limit: 100 })).is(200);
  assert.ok(!all.bytes.toString('utf8').includes(samplePassword));
});
