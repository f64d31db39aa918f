// The journal as a transparency log, checked by a program of its own: what is here is written from RFC 6962, RFC 9162
// and C2SP (signed-note, tlog-checkpoint), and shares nothing with the server but those texts.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, within } from '../support/call_centre.mjs';
import { run, serveSample } from '../support/server.mjs';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (body) => sha256(Buffer.of(0), Buffer.from(body, 'utf8'));
const nodeOf = (left, right) => sha256(Buffer.of(1), left, right);
const bytes = (text) => Buffer.from(text, 'base64');

// The root that a path leads to: RFC 9162, 2.1.3.2.
function rootFrom(leaf, index, size, steps) {
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const step of steps) {
    assert.ok(sn > 0, 'the path is too long');
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeOf(step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else hash = nodeOf(hash, step);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  assert.equal(sn, 0, 'the path is too short');
  return hash;
}

// The two roots that a consistency path leads to: RFC 9162, 2.1.4.2.
function rootsFrom(first, firstRoot, second, steps) {
  const path = [...steps];
  if ((first & (first - 1)) === 0) path.unshift(firstRoot);
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  let [fr, sr] = [path[0], path[0]];
  for (const step of path.slice(1)) {
    assert.ok(sn > 0, 'the path is too long');
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeOf(step, fr), nodeOf(step, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else sr = nodeOf(sr, step);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  assert.equal(sn, 0, 'the path is too short');
  return [fr, sr];
}

// What a checkpoint says, once its signature was found to hold by the key as other programs are told it.
function opened(note, verifier) {
  const [name, id, key] = verifier.split('+').length === 3 ? verifier.split('+') : splitVerifier(verifier);
  const raw = bytes(key);
  assert.equal(raw[0], 1, 'Ed25519');
  assert.equal(sha256(Buffer.from(`${name}\n`), raw).subarray(0, 4).toString('hex'), id);
  const [text, signatures] = [note.slice(0, note.indexOf('\n\n') + 1), note.slice(note.indexOf('\n\n') + 2)];
  const [, by, signed] = /^— (\S+) (\S+)\n$/u.exec(signatures);
  assert.equal(by, name);
  assert.equal(bytes(signed).subarray(0, 4).toString('hex'), id);
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  assert.ok(verifySignature(null, Buffer.from(text), publicKey, bytes(signed).subarray(4)), 'the signature holds');
  const [origin, size, root, end] = text.split('\n');
  assert.deepEqual([origin, end], [name, '']);
  return { size: Number(size), root };
}
// Base64 may hold a plus sign itself.
function splitVerifier(verifier) {
  const [name, id, ...key] = verifier.split('+');
  return [name, id, key.join('+')];
}

let server;
let centre;
let auditor;
const folder = mkdtempSync(path.join(tmpdir(), 'koujing-log-'));
const posted = path.join(folder, 'checkpoints.txt');
const received = [];
const outside = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => (text += part));
  request.on('end', () => {
    received.push([request.method, request.url, request.headers['content-type'], text]);
    response.writeHead(201).end();
  });
});
before(async () => {
  await new Promise((done) => outside.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${outside.address().port}/audit/checkpoints`;
  server = await serveSample({ args: ['--checkpoint-file', posted, '--checkpoint-url', url] });
  centre = new CallCentre(server);
  auditor = await centre.person('auditor');
});
after(async () => {
  await server?.close();
  outside.close();
  rmSync(folder, { recursive: true, force: true });
});

const koujing = async (...args) => run(['audit', ...args, '--data', server.data]);

test('the first checkpoint is there at the start, opens with the published key, and is posted to the file', async () => {
  const key = (await auditor.get('/journal/key')).is(200).body;
  const { items } = await within(
    10_000,
    async () => (await auditor.get('/journal/checkpoints')).is(200).body,
    (page) => page.items.length > 0,
    'the first checkpoint',
  );
  const said = opened(items.at(-1).note, key.verifier_key);
  assert.equal(said.size, items.at(-1).size);
  assert.ok(said.size > 0);
  const file = await within(
    5_000,
    async () => {
      try {
        return readFileSync(posted, 'utf8');
      } catch {
        return '';
      }
    },
    (text) => text.includes(items.at(-1).note),
    'the file of checkpoints',
  );
  assert.ok(file.endsWith('\n'));
  const [[method, target, type, note]] = await within(5_000, () => received, (all) => all.length > 0, 'the posted checkpoint');
  assert.deepEqual([method, target, type], ['POST', '/audit/checkpoints', 'text/plain; charset=utf-8']);
  assert.ok(opened(note, key.verifier_key).size >= items.at(-1).size, 'the newest of them');
});

test('every record is proved to be in the checkpoint, and the journal to have grown from it', async () => {
  const { verifier_key: key } = (await auditor.get('/journal/key')).is(200).body;
  const first = opened((await auditor.get('/journal/checkpoints')).is(200).body.items[0].note, key);
  await centre.published([centre.entry({ title: '日志增长' })]);
  for (const seq of [1, 2, Math.floor(first.size / 2), first.size]) {
    const proof = (await auditor.get(`/journal/${seq}/proof`, { size: first.size })).is(200).body;
    const leaf = leafOf(proof.body);
    assert.equal(leaf.toString('base64'), proof.leaf);
    assert.equal(rootFrom(leaf, seq - 1, first.size, proof.path.map(bytes)).toString('base64'), first.root);
    assert.equal(JSON.parse(proof.body).seq, seq);
  }
  // What is newer than the checkpoint is proved in what the journal is now.
  const head = (await auditor.get('/journal/head')).is(200).body;
  const newest = (await auditor.get(`/journal/${head.seq}/proof`)).is(200).body;
  assert.ok(newest.size >= head.seq);
  assert.equal(
    rootFrom(leafOf(newest.body), head.seq - 1, newest.size, newest.path.map(bytes)).toString('base64'),
    newest.root,
  );
  const growth = (await auditor.get('/journal/growth', { first: first.size })).is(200).body;
  assert.ok(growth.second > first.size);
  const roots = rootsFrom(first.size, bytes(first.root), growth.second, growth.path.map(bytes));
  assert.deepEqual(roots.map((root) => root.toString('base64')), [first.root, growth.second_root]);
  assert.equal(growth.first_root, first.root);
});

test('what cannot be proved is refused in words', async () => {
  const { seq } = (await auditor.get('/journal/head')).is(200).body;
  (await auditor.get(`/journal/${seq + 500}/proof`)).is(404);
  (await auditor.get('/journal/1/proof', { size: seq + 500 })).is(422, 'beyond_the_tree');
  (await auditor.get('/journal/2/proof', { size: 1 })).is(422, 'beyond_the_tree');
  (await auditor.get('/journal/growth', { first: 5, second: 4 })).is(422, 'beyond_the_tree');
  const agent = await centre.person('agent');
  for (const target of ['/journal/key', '/journal/checkpoints', '/journal/growth', '/journal/1/proof'])
    (await agent.get(target)).is(403, 'not_allowed');
});

test('the journal is compared with checkpoints that somebody holds', async () => {
  const plain = (await auditor.post('/journal/verify')).is(200).body;
  assert.ok(plain.ok && plain.checkpoints >= 1, JSON.stringify(plain));
  const file = readFileSync(posted, 'utf8');
  const held = (await auditor.post('/journal/verify', { checkpoints: file })).is(200).body;
  assert.ok(held.ok && held.checkpoints > plain.checkpoints - 1);
  const altered = file.replace(/\n(\d+)\n/, (all, size) => `\n${Number(size) - 1}\n`);
  (await auditor.post('/journal/verify', { checkpoints: altered })).is(422);
  (await auditor.post('/journal/verify', { checkpoints: 'nothing' })).is(422);
});

test('the command line makes checkpoints, and holds the store and a report to them', async () => {
  const made = await koujing('checkpoint');
  assert.equal(made.status, 0, made.stderr);
  const { verifier_key: key, public_key: hex } = (await auditor.get('/journal/key')).is(200).body;
  const said = opened(made.stdout, key);
  const kept = path.join(folder, 'kept.txt');
  writeFileSync(kept, made.stdout);
  const good = await koujing('verify', '--checkpoint', kept, '--checkpoint', posted, '--json');
  assert.equal(good.status, 0, good.stderr);
  assert.ok(JSON.parse(good.stdout).checkpoints >= 2);

  const report = path.join(folder, 'report.jsonl');
  assert.equal((await koujing('export', report)).status, 0);
  const checked = await run(['audit', 'verify', report, '--checkpoint', kept, '--key', hex]);
  assert.equal(checked.status, 0, checked.stderr);
  assert.match(checked.stdout, /as 1 checkpoint says/);
  // A report that ends before the checkpoint, signed anew by the same key, is what a truncated journal gives.
  const other = await serveSample();
  try {
    const foreign = path.join(folder, 'foreign.jsonl');
    assert.equal((await run(['audit', 'export', foreign, '--data', other.data])).status, 0);
    const refused = await run(['audit', 'verify', foreign, '--checkpoint', kept, '--key', hex]);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /checkpoint|another key/);
  } finally {
    await other.close();
  }
  assert.ok(said.size > 0);
});

const linesOf = (bundle) => bundle.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
const about = (query) => auditor.get('/journal/bundle', query);

test('a bundle proves every record that it has, holds its texts, and was itself recorded', async () => {
  const { verifier_key: key, public_key: hex } = (await auditor.get('/journal/key')).is(200).body;
  const taken = await about({ entry: 1 });
  assert.equal(taken.status, 200);
  assert.match(taken.headers.get('content-disposition'), /filename="koujing-K1-\d{4}-\d\d-\d\d\.bundle"/);
  const lines = linesOf(taken.bytes);
  const said = opened(lines[0].checkpoint, key);
  const records = lines.filter(({ kind }) => kind === 'record');
  assert.ok(records.length > 3);
  for (const { record, proof } of records) {
    const { body } = (await auditor.get(`/journal/${record.seq}/proof`)).is(200).body;
    assert.equal(rootFrom(leafOf(body), record.seq - 1, said.size, proof.map(bytes)).toString('base64'), said.root);
  }
  for (const one of lines.filter(({ text }) => text !== undefined && text !== null))
    if (one.digest) assert.equal(sha256(Buffer.from(one.text)).toString('hex'), one.digest);
  const paper = lines.find(({ kind }) => kind === 'original');
  assert.equal(sha256(bytes(paper.bytes)).toString('hex'), paper.digest);
  const [noted] = (await auditor.get('/journal', { verb: 'take_bundle' })).is(200).body.items;
  assert.deepEqual(
    [noted.actor.name, noted.subject, noted.new_digest],
    ['auditor', { kind: 'entry', id: '1' }, sha256(taken.bytes).toString('hex')],
  );

  const file = path.join(folder, 'K1.bundle');
  writeFileSync(file, taken.bytes);
  assert.equal((await run(['audit', 'verify', file, '--key', hex])).status, 0);
  writeFileSync(file, taken.bytes.toString('utf8').replace('"verb":"publish_change"', '"verb":"discard_change"'));
  const refused = await run(['audit', 'verify', file]);
  assert.deepEqual([refused.status, /line \d+ of the bundle cannot be trusted/.test(refused.stderr)], [1, true]);
});

test('a bundle is about one thing, and that of a call is for those who may see what an agent searched', async () => {
  const agent = await centre.person('agent');
  const found = (await agent.get('/search', { q: '宽带', call_id: 'call-of-bundle' })).is(200).body;
  const [hit] = found.results;
  (await agent.post(`/search/${found.search_id}/used`, { entry: hit.entry, revision: hit.revision, how: 'copied', call_id: 'call-of-bundle' })).is(201);
  const lines = linesOf((await about({ call: 'call-of-bundle' })).bytes);
  assert.deepEqual(lines.filter(({ kind }) => kind === 'search').map(({ text, call }) => [text, call]), [['宽带', 'call-of-bundle']]);
  assert.ok(lines.some(({ record }) => record?.verb === 'use_answer'));
  assert.ok(lines.some(({ kind, entry }) => kind === 'revision' && entry === hit.entry));
  (await about({ entry: 1, call: 'x' })).is(400, 'bad_parameter');
  (await about({})).is(400, 'bad_parameter');
  (await about({ entry: 987654 })).is(404, 'nothing_to_bundle');
  const director = await centre.person('director');
  (await director.get('/journal/bundle', { call: 'call-of-bundle' })).is(403, 'not_allowed');
  (await agent.get('/journal/bundle', { entry: 1 })).is(403, 'not_allowed');
});
