// Who oversees reads everything, and the journal says what; what was on a desk is in it for them alone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, walk } from '../support/call_centre.mjs';
import { mustRun, run, serveSample } from '../support/server.mjs';

let server, centre, agent, auditor, inspector, director, editor, heard;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, auditor, director, editor, inspector] = await Promise.all(
    ['agent', 'auditor', 'director', 'editor', 'inspector'].map((name) => centre.person(name)),
  );
  heard = await used();
});
after(() => server?.close());

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const head = async () => (await auditor.get('/journal/head')).is(200).body.seq;
// What the journal got by `act`, oldest first.
async function noted(act) {
  const since = await head();
  await act();
  const upto = await head(); // which waits for what was read
  const rows = await walk(auditor, '/journal', { since, limit: 100 });
  return rows.filter(({ seq }) => seq > since && seq <= upto);
}
// An answer that was read out in a call.
async function used() {
  const [title, call] = [mark('查阅'), mark('call')];
  const change = await centre.published([centre.entry({ title, script: '第一版。' })]);
  const { answer, hit } = await findable(agent, title, title);
  const seen = { entry: hit.entry, revision: hit.revision, call_id: call };
  const use = (await agent.post(`/search/${answer.body.search_id}/used`, { ...seen, how: 'read_out' })).is(201).body;
  await centre.revised(hit.entry, { title, script: '第二版。' });
  return { call, entry: hit.entry, notice: change.notice, seq: use.journal_seq };
}

test('each look of an auditor or inspector at a person, a call, an entry or a paper is one record', async () => {
  const { entry, call, notice } = heard;
  let paper;
  for (const { id } of await walk(auditor, '/notices')) {
    const { originals } = (await auditor.get(`/notices/${id}`)).is(200).body;
    for (const { sha256, text_status: status } of originals) if (status === 'extracted') paper ??= { id, sha256 };
  }
  const of = (kind, id) => ({ kind, id: String(id) });
  const [probe] = await noted(async () => (await auditor.get('/journal', { actor: 'agent' })).is(200));
  const watched = probe.subject.id;
  const looks = [
    ['/journal', { actor: 'agent' }, 'listJournal', of('person', watched)],
    ['/journal', { person: 'agent' }, 'listJournal', of('person', watched)],
    ['/journal', { call_id: call }, 'listJournal', of('call', call)],
    ['/journal', { entry, verb: 'use_answer' }, 'listJournal', of('entry', entry)],
    ['/journal/histogram', { person: 'agent' }, 'getJournalHistogram', of('person', watched)],
    ['/journal/histogram', { entry, actor: 'agent' }, 'getJournalHistogram', of('entry', entry)],
    ['/trace/papers', { notice }, 'tracePapers', of('notice', notice)],
    [`/entries/${entry}/revisions`, {}, 'listRevisions', of('entry', entry)],
    [`/entries/${entry}/timeline`, {}, 'getTimeline', of('entry', entry)],
    [`/entries/${entry}/diff`, { from: 1, to: 2 }, 'diffRevisions', of('entry', entry)],
    [`/originals/${paper.sha256}`, {}, 'getOriginal', of('original', paper.sha256)],
    [`/notices/${paper.id}/originals/${paper.sha256}/text`, {}, 'getOriginalText', of('original', paper.sha256)],
  ];
  for (const who of [auditor, inspector])
    for (const [target, query, operation, subject] of looks) {
      const rows = await noted(async () => (await who.get(target, query)).is(200));
      assert.deepEqual(rows.map((row) => [row.verb, row.subject, row.detail.operation]), [['read_record', subject, operation]], target);
      const { filters } = rows[0].detail;
      assert.deepEqual(filters, Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])));
      assert.equal(rows[0].actor.name, who === auditor ? 'auditor' : 'inspector');
    }
  assert.equal((await auditor.post('/journal/verify')).is(200).body.ok, true);
});

test('later pages, what is new and the whole journal are no looks of their own, nor is what others read', async () => {
  const { entry } = heard;
  const quiet = async (who, target, query = {}) => assert.deepEqual(await noted(async () => (await who.get(target, query)).is(200)), [], `${target} ${JSON.stringify(query)}`);
  await quiet(auditor, '/journal');
  await quiet(auditor, '/journal', { verb: 'publish_change' });
  await quiet(auditor, '/journal/histogram');
  await quiet(auditor, '/journal', { entry, since: heard.seq });
  const { next_cursor: cursor } = (await auditor.get('/journal', { entry, limit: 1 })).is(200).body;
  await quiet(auditor, '/journal', { entry, limit: 1, cursor });
  await quiet(auditor, `/entries/${entry}/revisions`, { limit: 1, cursor: 2 });
  for (const target of [`/entries/${entry}/revisions`, `/entries/${entry}/timeline`]) await quiet(editor, target);
  await quiet(director, '/journal', { entry });
  const refused = await noted(async () => (await auditor.get('/entries/987654/revisions')).is(404));
  assert.deepEqual(refused, [], 'nothing was read');
});

test('whoever takes the library away is in the journal, with the digest of the file', async () => {
  for (const who of [auditor, editor]) {
    let bytes;
    const [row, ...more] = await noted(async () => ({ bytes } = (await who.get('/export', { format: 'csv', department: '市场部' })).is(200)));
    assert.deepEqual(more, []);
    assert.deepEqual([row.verb, row.subject, row.new_digest], ['take_export', { kind: 'library', id: '' }, sha256(bytes)]);
    assert.deepEqual([row.detail.format, row.detail.department, row.detail.entries > 0], ['csv', '市场部', true]);
  }
  assert.deepEqual(await noted(async () => (await editor.get('/export', { format: 'csv', library: '没有的库' })).is(404)), []);
});

test('what the command line takes is in the journal too, and nothing is taken without', async () => {
  const file = path.join(server.data, '..', 'taken.jsonl');
  const cases = [[[], { kind: 'journal', id: '' }], [['--entry', `K${heard.entry}`], { kind: 'entry', id: String(heard.entry) }]];
  for (const [more, subject] of cases) {
    const rows = await noted(() => mustRun(['audit', 'export', file, ...more, '--data', server.data]));
    assert.deepEqual(rows.map((row) => [row.verb, row.actor, row.subject, row.new_digest]), [['take_bundle', null, subject, sha256(await readFile(file))]]);
    assert.ok(rows[0].detail.records > 0);
    await mustRun(['audit', 'verify', file]);
  }
  assert.deepEqual(await noted(async () => assert.equal((await run(['audit', 'export', file, '--entry', 'K987654', '--data', server.data])).status, 1)), []);
});

test('what was on a desk is in the journal for those alone whose reading is recorded', async () => {
  const admin = await centre.person('admin');
  const ofDesks = (rows) => rows.filter(({ verb }) => ['use_answer', 'leave_answer', 'report_offline_search'].includes(verb));
  assert.ok(ofDesks(await walk(auditor, '/journal', { limit: 100 })).length > 0);
  for (const who of [director, admin]) {
    for (const query of [{}, { actor: 'agent' }, { call_id: heard.call }, { entry: heard.entry }, { verb: 'use_answer' }]) {
      assert.deepEqual(ofDesks(await walk(who, '/journal', { ...query, limit: 100 })), [], JSON.stringify(query));
      const { stretches } = (await who.get('/journal/histogram', query)).is(200).body;
      assert.ok(stretches.every(({ verbs }) => !('use_answer' in verbs)));
    }
    const pages = (await walk(who, '/journal', { limit: 7 })).map(({ seq }) => seq);
    assert.deepEqual(pages, (await walk(who, '/journal', { limit: 100 })).map(({ seq }) => seq));
    // The chain is proved to them without what the record says.
    const proof = (await who.get(`/journal/${heard.seq}/proof`)).is(200).body;
    const whole = (await auditor.get(`/journal/${heard.seq}/proof`, { size: proof.size })).is(200).body;
    assert.ok(whole.body.includes(heard.call));
    assert.deepEqual(proof, { ...whole, body: null });
    assert.equal(typeof (await who.get(`/journal/${heard.seq - 1}/proof`)).is(200).body.body, 'string');
    assert.equal((await who.post('/journal/verify')).is(200).body.ok, true);
    for (const query of [{ call: heard.call }, { from: '2020-01-01T00:00:00Z' }]) (await who.get('/journal/bundle', query)).is(403, 'not_allowed');
    const { bytes } = (await who.get('/journal/bundle', { entry: heard.entry })).is(200);
    assert.ok(bytes.includes('"publish_change"') && !bytes.includes(heard.call));
    const file = path.join(server.data, '..', 'without_uses.bundle');
    await writeFile(file, bytes);
    await mustRun(['audit', 'verify', file]);
  }
  const { bytes } = (await auditor.get('/journal/bundle', { entry: heard.entry })).is(200);
  assert.ok(bytes.includes(heard.call));
  // What was looked for by a number that no notice has is in a bundle of the period like everything else.
  const number = `市场〔2019〕${mark('').slice(-4)}号`;
  await centre.notice({ repeals: [number] });
  const [look] = await noted(async () => (await auditor.get('/trace/papers', { document_number: number })).is(200));
  assert.deepEqual(look.subject, { kind: 'document_number', id: number });
  (await auditor.get('/journal/bundle', { from: look.at })).is(200);
});
