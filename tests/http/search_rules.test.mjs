// Pins, bans and golden queries: what they do to searches, and that no change goes live untried.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, walk } from '../support/call_centre.mjs';
import { run, serveSample } from '../support/server.mjs';

let server, centre, editor, agent, director, auditor;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, agent, director, auditor] = await Promise.all(['editor', 'agent', 'director', 'auditor'].map((name) => centre.person(name)));
});
after(() => server?.close());

const ids = (list) => list.map(({ entry }) => entry);
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const search = async (q, query = {}) => (await agent.get('/search', { q, limit: 50, ...query })).is(200).body;
// Two entries that a question finds, the first and the second of them.
const pair = async () => {
  const word = mark('补卡');
  await centre.published([
    centre.entry({ title: `${word}怎么办理`, script: `${word}请到营业厅。` }),
    centre.entry({ title: `${word}要带什么材料`, script: `带身份证。` }),
  ]);
  const first = (await findable(agent, word, `${word}怎么办理`)).hit.entry;
  const second = (await findable(agent, word, `${word}要带什么材料`)).hit.entry;
  const { results } = await search(word);
  return { word, first, second, place: ids(results).indexOf(second) + 1 };
};
// A change of the lexicon is followed within a second.
const soon = async (work) => {
  for (let tries = 0; ; ++tries) {
    try {
      return await work();
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};
const rule = async (form, query = {}) => (await editor.send('POST', '/search-rules', { json: form, query })).is(201);
const golden = async (text, entry, within) => (await editor.post('/golden-queries', { text, entry, within })).is(201).body;

test('a pin puts its entry at its place for these queries, in its period, and says so', async () => {
  const { word, first, second } = await pair();
  const made = await rule({ kind: 'pin', queries: [` ${word} `, `${word}丢了`], entry: second, note: '本周主推' });
  assert.deepEqual([made.body.queries[0], made.body.position, made.body.state, made.body.entry_state], [word, 1, 'active', 'in_force']);
  await soon(async () => {
    const { results } = await search(word);
    assert.deepEqual([results[0].entry, results[0].pinned], [second, true]);
    assert.deepEqual([results[1].entry, results[1].pinned], [first, false]);
  });
  assert.equal((await search(`${word} 丢了`)).results[0].entry, second, 'blanks do not matter');
  assert.equal((await search(`${word}怎么办理`)).results[0].entry, first, 'another query');
  const before = new Date(Date.now() - 3600_000).toISOString();
  assert.ok(!ids((await search(word, { recorded_at: before })).results).includes(second), 'it was not known then');

  const later = { kind: 'pin', queries: [word], entry: second, position: 1, from: hours(1), to: hours(2) };
  const changed = (await editor.put(`/search-rules/${made.body.id}`, later, { 'if-match': made.etag })).is(200);
  assert.deepEqual([changed.body.state, changed.body.version], ['scheduled', 2]);
  await soon(async () => assert.equal((await search(word)).results[0].entry, first));
  assert.equal((await search(word, { as_of: new Date(Date.now() + 5400_000).toISOString() })).results[0].entry, second);
  (await editor.put(`/search-rules/${made.body.id}`, later, { 'if-match': made.etag })).is(412, 'stale_version');
});

test('what is pinned need not match, but must be in force and pass the filters', async () => {
  const { word } = await pair();
  const title = mark('另一件事');
  const found = await search(`请问${word}`);
  await centre.published([centre.entry({ title, scope: { region: ['城东区'], product: [], customers: [] } })]);
  const { hit } = await findable(agent, title, title);
  await rule({ kind: 'pin', queries: [word], match: 'contains', entry: hit.entry, position: 2 });
  await soon(async () => {
    const { results, total } = await search(`请问${word}`);
    assert.deepEqual([results[1].entry, results[1].pinned, total], [hit.entry, true, found.total + 1]);
  });
  assert.ok(!ids((await search(word, { region: '城西区' })).results).includes(hit.entry));
  (await editor.post(`/entries/${hit.entry}/withdraw`, { reason: '停办' })).is(200);
  await soon(async () => assert.ok(!ids((await search(word)).results).includes(hit.entry)));
  const listed = (await walk(auditor, '/search-rules', { entry: hit.entry }))[0];
  assert.equal(listed.entry_state, 'ended', 'whoever owns the rule sees that it does nothing');
});

test('a ban takes an entry out of results, totals and facets, and out of its own pin', async () => {
  const { word, first } = await pair();
  const before = await search(word);
  const made = await rule({ kind: 'ban', queries: [word], entry: first });
  await rule({ kind: 'pin', queries: [word], entry: first });
  await soon(async () => {
    const answer = await search(word);
    assert.deepEqual(sorted(ids(answer.results)), sorted(ids(before.results).filter((entry) => entry !== first)));
    assert.equal(answer.total, before.total - 1);
    assert.equal(answer.facets.library[0].count, before.facets.library[0].count - 1);
  });
  assert.equal((await search(`${word}怎么办理`)).results[0].entry, first);
  (await editor.delete(`/search-rules/${made.body.id}`)).is(204);
  (await editor.get(`/search-rules/${made.body.id}`)).is(404);
  await soon(async () => assert.equal((await search(word)).results[0].pinned, true));
  const verbs = (await auditor.get('/journal', { entry: first, limit: 20 })).is(200).body.items.map(({ verb }) => verb);
  assert.deepEqual(verbs.filter((verb) => verb.includes('search_rule')), ['remove_search_rule', 'add_search_rule', 'add_search_rule']);
});

test('a search of the past goes by the rules that held then', async () => {
  const { word, first, second } = await pair();
  const made = await rule({ kind: 'pin', queries: [word], entry: second });
  await soon(async () => assert.equal((await search(word)).results[0].entry, second));
  const then = new Date().toISOString();
  (await editor.delete(`/search-rules/${made.body.id}`)).is(204);
  await soon(async () => assert.equal((await search(word)).results[0].entry, first));
  assert.equal((await search(word, { recorded_at: then })).results[0].entry, second);
});

test('a trial tells gains and losses and changes nothing', async () => {
  const { word, first, second, place } = await pair();
  const kept = await golden(word, second, 1);
  assert.equal(kept.rank, place);
  const form = { add_rules: [{ kind: 'pin', queries: [word], entry: second }], queries: [word] };
  const trial = (await editor.post('/search-trials', form)).is(200).body;
  assert.deepEqual(trial.gains.map(({ golden: id, before, after: now }) => [id, before, now]), [[kept.id, place, 1]]);
  assert.deepEqual(trial.losses, []);
  assert.equal(trial.after.kept, trial.before.kept + 1);
  assert.equal(trial.queries[0].before[0].entry, first);
  assert.deepEqual([trial.queries[0].after[0].entry, trial.queries[0].after[0].pinned], [second, true]);
  assert.equal((await search(word)).results[0].entry, first);
  const words = (await editor.post('/search-trials', { add_synonyms: [{ from: mark('口语'), to: [word] }], add_words: ['与此无关的词'] })).is(200).body;
  assert.deepEqual([words.gains, words.losses], [[], []]);
  const wrong = await editor.send('POST', '/search-trials', { json: { add_rules: [{ kind: 'odd', queries: [], entry: 1 }], add_synonyms: [{ from: '', to: [] }] }, against: true });
  const many = (n, one) => Array.from({ length: n }, () => one);
  const much = { add_synonyms: many(101, { from: '甲', to: ['乙'] }), add_words: many(5001, '词'), remove_rules: many(101, 1), queries: many(21, '问') };
  const refused = (await editor.send('POST', '/search-trials', { json: much, against: true })).is(422);
  assert.deepEqual(refused.body.errors.filter(({ code }) => code === 'too_many').map(({ pointer }) => pointer), ['/add_synonyms', '/remove_rules', '/add_words', '/queries']);
  assert.deepEqual(wrong.is(422).pointers, ['/add_rules/0/kind', '/add_rules/0/queries', '/add_synonyms/0/from', '/add_synonyms/0/to']);
});

test('a change that loses golden answers is refused until somebody takes it upon themselves', async () => {
  const { word, first, second } = await pair();
  const kept = await golden(word, first, 1);
  const form = { kind: 'pin', queries: [word], entry: second };
  const refused = (await editor.post('/search-rules', form)).is(409, 'golden_losses');
  assert.equal(refused.body.errors[0].pointer, `/golden/${kept.id}`);
  assert.match(refused.body.errors[0].detail, /1.*2/);
  assert.deepEqual(await walk(editor, '/search-rules', { entry: second }), []);
  const made = await rule(form, { accept_losses: true });
  const [tried] = (await auditor.get('/journal', { verb: 'try_search_change' })).is(200).body.items;
  assert.deepEqual([tried.subject, tried.actor.name !== ''], [{ kind: 'search_rule', id: String(made.body.id) }, true]);
  assert.deepEqual(tried.detail.losses.map((one) => [one.golden, one.before, one.after]), [[kept.id, 1, 2]]);
  // Taking it away again is a gain, and needs no leave; a ban of the answer is a loss without end.
  (await editor.delete(`/search-rules/${made.body.id}`)).is(204);
  const gone = (await editor.post('/search-rules', { ...form, kind: 'ban', entry: first })).is(409, 'golden_losses');
  assert.match(gone.body.errors[0].detail, /1/);
  (await editor.delete(`/golden-queries/${kept.id}`)).is(204);
  (await editor.delete(`/golden-queries/${kept.id}`)).is(404);
  await rule({ ...form, kind: 'ban', entry: first });
});

test('synonyms and words go through the same gate', async () => {
  const [said, word] = [mark('掉链子'), mark('断线')];
  await centre.published([centre.entry({ title: `${said}说明`, script: '甲' }), centre.entry({ title: `${word}排查`, script: '乙' })]);
  const { hit } = await findable(agent, `${word}排查`, `${word}排查`);
  const synonym = (await editor.post('/synonyms', { from: `${said}了`, to: [`${word}排查`], both_ways: false })).is(201);
  await soon(async () => assert.ok(ids((await search(`${said}了`)).results).includes(hit.entry)));
  await golden(`${said}了`, hit.entry, 3);
  const at = `/synonyms/${synonym.body.id}`;
  (await editor.delete(at)).is(409, 'golden_losses');
  (await editor.post(`${at}/decide`, { decision: 'decline' })).is(409, 'golden_losses');
  (await editor.put(at, { from: mark('别的'), to: ['口径'] }, { 'if-match': synonym.etag })).is(409, 'golden_losses');
  (await editor.put('/dictionary', { add: [mark('专用词')] })).is(200);
  (await editor.send('DELETE', at, { query: { accept_losses: true } })).is(204);
});

test('the command line goes through the same gate', async () => {
  const [said, word] = [mark('掉链子'), mark('断线')];
  const command = (...words) => run(['synonyms', ...words, '--data', server.data]);
  const synonyms = async () => (await walk(editor, '/synonyms', { q: said })).map(({ from, state }) => [from, state]);
  await centre.published([centre.entry({ title: `${word}排查`, script: '乙' })]);
  const { hit } = await findable(agent, `${word}排查`, `${word}排查`);
  const kept = await golden(said, hit.entry, 3);
  const added = await command('add', said, `${word}排查`, '--one-way', '--json');
  assert.equal(added.status, 0, added.stderr);
  assert.match(added.stderr, new RegExp(`gains places: '${said}': .* -> place \\d+\n`));
  const { id } = JSON.parse(added.stdout);
  const [tried] = (await auditor.get('/journal', { verb: 'try_search_change', limit: 1 })).is(200).body.items;
  assert.deepEqual([tried.subject, tried.detail.gains.map((one) => one.golden), tried.detail.losses], [{ kind: 'synonym', id: String(id) }, [kept.id], []]);

  for (const words of [['remove', String(id)], ['decline', String(id)]]) {
    const refused = await command(...words);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, new RegExp(`loses places: '${said}': place \\d+ -> `));
    assert.match(refused.stderr, /1 golden queries would lose places.*--accept-losses \[golden_losses\]/);
  }
  assert.deepEqual(await synonyms(), [[said, 'active']], 'nothing was changed');
  assert.equal((await command('decline', String(id), '--accept-losses')).status, 0);
  assert.deepEqual(await synonyms(), [[said, 'declined']]);
  const approved = await command('approve', String(id));
  assert.deepEqual([approved.status, /gains places/.test(approved.stderr)], [0, true]);
  const removed = await command('remove', String(id), '--accept-losses');
  assert.deepEqual([removed.status, removed.stdout], [0, `removed ${id}\n`]);
  assert.deepEqual(await synonyms(), []);

  const file = path.join(server.data, '..', 'tried.csv');
  await writeFile(file, `${said},${word}排查,1\n,空\n`);
  const imported = await command('import', file, '--json');
  assert.deepEqual(JSON.parse(imported.stdout), { added: 1, refused: 1 });
  assert.match(imported.stderr, /gains places/);
  (await editor.delete(`/golden-queries/${kept.id}`)).is(204);
});

test('everything wrong with a form is said at once', async () => {
  const send = (json) => editor.send('POST', '/search-rules', { json, against: true });
  const wrong = await send({ kind: 'pin', queries: ['甲', '甲', 'x'.repeat(65)], entry: 1, position: 11, from: hours(2), to: hours(1), note: 'x'.repeat(501) });
  assert.deepEqual(wrong.is(422).pointers, ['/note', '/position', '/queries/1', '/queries/2', '/to']);
  assert.deepEqual((await send({ kind: 'pin', queries: ['甲'], entry: 987654 })).is(422).pointers, ['/entry']);
  assert.deepEqual((await send({ kind: 'no', match: 'no', more: 1 })).is(422).pointers, ['/entry', '/kind', '/match', '/more']);
  const { word, first } = await pair();
  await rule({ kind: 'pin', queries: [word], entry: first });
  assert.equal((await send({ kind: 'pin', queries: [word], entry: first, position: 2 })).is(422).body.errors[0].code, 'duplicate');
  const twice = await golden(word, first, 3);
  assert.equal((await editor.post('/golden-queries', { text: ` ${word}`, entry: first })).is(422).body.errors[0].code, 'duplicate');
  assert.deepEqual((await editor.send('POST', '/golden-queries', { json: { text: '', entry: 987654, within: 21 }, against: true })).is(422).pointers, ['/entry', '/text', '/within']);
  (await editor.delete(`/golden-queries/${twice.id}`)).is(204);
});

test('a key makes one rule and one golden query, and lists walk by pages', async () => {
  const { word, first } = await pair();
  const key = { 'idempotency-key': mark('key') };
  const made = (await editor.post('/search-rules', { kind: 'pin', queries: [word], entry: first }, key)).is(201);
  const again = (await editor.post('/search-rules', { kind: 'pin', queries: [word], entry: first }, key)).is(201);
  assert.equal(again.body.id, made.body.id);
  const other = { 'idempotency-key': mark('key') };
  const one = (await editor.post('/golden-queries', { text: word, entry: first }, other)).is(201).body;
  assert.equal((await editor.post('/golden-queries', { text: word, entry: first }, other)).is(201).body.id, one.id);
  assert.deepEqual((await director.get(`/golden-queries/${one.id}`)).is(200).body, one);
  await rule({ kind: 'ban', queries: [`${word}不`], entry: first });
  assert.equal((await walk(auditor, '/search-rules', { entry: first, limit: 1 })).length, 2);
  assert.deepEqual((await walk(auditor, '/search-rules', { entry: first, kind: 'ban' })).map(({ kind, position }) => [kind, position]), [['ban', null]]);
  assert.ok((await walk(auditor, '/golden-queries', { limit: 1 })).some(({ id, rank }) => id === one.id && rank === 1));
});
