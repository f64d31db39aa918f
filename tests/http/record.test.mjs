// The journal over HTTP: every step leaves its record, the chain holds, and nobody can add to or take from it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, walk } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, auditor;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  auditor = await centre.person('auditor');
});
after(() => server?.close());

test('records follow each other without a gap, each naming the hash before it', async () => {
  await centre.published([centre.entry()]);
  const rows = (await walk(auditor, '/journal', { limit: 100 })).reverse();
  assert.equal(rows[0].seq, 1);
  for (const [i, row] of rows.entries()) {
    assert.equal(row.seq, i + 1);
    if (i > 0) assert.equal(row.previous_hash, rows[i - 1].hash);
    assert.match(row.hash, /^[0-9a-f]{64}$/);
    if (i > 0)
      assert.ok(Date.parse(row.at) >= Date.parse(rows[i - 1].at), `record ${row.seq} is older than the one before`);
  }
  const head = (await auditor.get('/journal/head')).is(200).body;
  assert.deepEqual([head.seq, head.hash], [rows.at(-1).seq, rows.at(-1).hash]);
  const verdict = (await auditor.post('/journal/verify')).is(200).body;
  assert.deepEqual([verdict.ok, verdict.records, verdict.head.hash], [true, rows.length, head.hash]);
});

test('since gives what came after, oldest first, and goes on by its cursor', async () => {
  const { seq } = (await auditor.get('/journal/head')).is(200).body;
  const notice = await centre.assigned();
  const news = (await auditor.get('/journal', { since: seq, limit: 1 })).is(200).body;
  assert.equal(news.items[0].verb, 'receive_notice');
  const rest = await walk(auditor, '/journal', { since: seq, limit: 1 });
  assert.deepEqual(rest.map(({ verb }) => verb).slice(0, 2), ['receive_notice', 'review_notice']);
  assert.deepEqual(rest.map(({ subject }) => [subject.kind, subject.id]).slice(0, 2), [
    ['notice', String(notice.id)],
    ['notice', String(notice.id)],
  ]);
  assert.deepEqual(
    rest.map((row) => row.seq),
    rest.map((_, i) => seq + 1 + i),
  );
});

test('filters by person, entry, notice and verb find what they name', async () => {
  const title = `${mark('账')}目`;
  const change = await centre.published([centre.entry({ title })]);
  const agent = await centre.person('agent');
  const { hit } = await findable(agent, title, title);
  const verbs = async (query) => (await walk(auditor, '/journal', { ...query, since: 0 })).map(({ verb }) => verb);
  assert.deepEqual(await verbs({ entry: hit.entry }), ['publish_change']);
  assert.deepEqual(await verbs({ notice: change.notice }), [
    'receive_notice',
    'review_notice',
    'draft_changes',
    'submit_change',
    'confirm_change',
    'publish_change',
  ]);
  const byEditor = await walk(auditor, '/journal', { actor: 'editor', notice: change.notice });
  assert.deepEqual(
    byEditor.map(({ verb, actor }) => [verb, actor.name]),
    [
      ['publish_change', 'editor'],
      ['submit_change', 'editor'],
      ['draft_changes', 'editor'],
    ],
  );
  const published = (await auditor.get('/journal', { verb: 'publish_change', limit: 1 })).is(200).body.items[0];
  assert.deepEqual(published.detail.entries, [hit.entry]);
  assert.equal(published.new_digest, change.digest);
  assert.deepEqual(await verbs({ actor: 'nobody-here' }), []);
});

test('what was refused leaves no record', async () => {
  const market = await centre.person('market');
  const change = await centre.submitted([centre.entry()]);
  const { seq } = (await auditor.get('/journal/head')).is(200).body;
  (await market.post(`/changes/${change.id}/confirm`, { digest: 'f'.repeat(64) })).is(412);
  (await market.post('/notices', { subject: ' ' })).is(422);
  (await market.post('/bulletins', { title: 'x', text: 'x' })).is(403);
  assert.equal((await auditor.get('/journal/head')).is(200).body.seq, seq);
});

test('reading and searching write no record of change', async () => {
  const agent = await centre.person('agent');
  const { seq } = (await auditor.get('/journal/head')).is(200).body;
  (await agent.get('/search', { q: '宽带' })).is(200);
  (await agent.get('/entries/1')).is(200);
  (await auditor.get('/journal')).is(200);
  assert.equal((await auditor.get('/journal/head')).is(200).body.seq, seq);
});
