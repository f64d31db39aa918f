// Lists: cursors walk every row exactly once, limits hold, filters filter.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, walk } from '../support/call_centre.mjs';
import { mustRun, serveSample } from '../support/server.mjs';

let server, centre, editor, auditor, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, auditor, agent] = await Promise.all(['editor', 'auditor', 'agent'].map((name) => centre.person(name)));
});
after(() => server?.close());

const lists = {
  '/notices': { who: () => editor, key: 'id', order: -1, atLeast: 12 },
  '/changes': { who: () => editor, key: 'id', order: -1, atLeast: 12 },
  '/entries': { who: () => editor, key: 'id', order: 1, atLeast: 60 },
  '/bulletins': { who: () => agent, key: 'id', order: -1, atLeast: 2, query: { all: true } },
  '/journal': { who: () => auditor, key: 'seq', order: -1, atLeast: 60 },
};

for (const [path, { who, key, order, atLeast, query }] of Object.entries(lists)) {
  test(`${path} gives every row once, in order, for every size of page`, async () => {
    // The journal grows while it is walked by nobody but us: reading writes no record.
    const whole = (await walk(who(), path, { ...query, limit: 100 })).map((row) => row[key]);
    assert.ok(whole.length >= atLeast, `${whole.length} rows`);
    assert.deepEqual(
      whole,
      [...whole].sort((a, b) => order * (a - b)),
    );
    assert.equal(new Set(whole).size, whole.length);
    for (const limit of [1, 7]) {
      if (limit === 1 && whole.length > 130) continue;
      assert.deepEqual(
        (await walk(who(), path, { ...query, limit })).map((row) => row[key]),
        whole,
        `limit ${limit}`,
      );
    }
  });

  test(`${path} refuses a limit or a cursor that is none`, async () => {
    for (const wrong of [
      { limit: 0 },
      { limit: 101 },
      { limit: 'all' },
      { cursor: 'x' },
      { cursor: '-1' },
      { cursor: '99999999999999999999' },
    ])
      (await who().get(path, wrong)).is(400, 'bad_parameter');
    assert.ok((await who().get(path, { limit: 3 })).is(200).body.items.length <= 3);
  });
}

const names = {
  '/catalogue': ({ id }) => id,
  '/people': ({ name }) => name,
  '/departments': ({ code }) => code,
  '/libraries': ({ name }) => name,
};

for (const [path, nameOf] of Object.entries(names)) {
  test(`${path} is given in pages too, and the pages make the whole`, async () => {
    const whole = (await walk(agent, path, { limit: 100 })).map(nameOf);
    assert.ok(whole.length > 1);
    assert.equal(new Set(whole).size, whole.length);
    for (const limit of [1, 3])
      assert.deepEqual((await walk(agent, path, { limit })).map(nameOf), whole, `limit ${limit}`);
    const unasked = (await agent.get(path)).is(200).body;
    assert.equal(unasked.items.length, Math.min(whole.length, 20));
    assert.equal(unasked.next_cursor === null, whole.length <= 20);
    for (const wrong of [{ limit: 0 }, { limit: 101 }, { cursor: 'x' }, { cursor: '987654321' }])
      (await agent.get(path, wrong)).is(400, 'bad_parameter');
  });
}

test('people of a role are walked as they are', async () => {
  const editors = (await walk(editor, '/people', { role: 'editor', limit: 1 })).map(({ name }) => name);
  assert.deepEqual(editors, [...new Set(editors)].sort());
  assert.ok(editors.includes('editor') && editors.includes('editor2') && !editors.includes('agent'));
});

test('the timeline of an entry is given in pages', async () => {
  const { hit } = await (async () => {
    const title = mark('时间线');
    await centre.published([centre.entry({ title })]);
    const found = await findable(agent, title, title);
    for (const base_revision of [1, 2]) await centre.revised(found.hit.entry, { title, base_revision });
    return found;
  })();
  const path = `/entries/${hit.entry}/timeline`;
  const whole = (await editor.get(path, { limit: 100 })).is(200).body;
  assert.equal(whole.next_cursor, null);
  assert.ok(whole.spans.length >= 4);
  assert.deepEqual(await walk(editor, path, { limit: 2 }, { rowsOf: 'spans' }), whole.spans);
  (await editor.get(path, { cursor: '99' })).is(400, 'bad_parameter');
});

test('filters leave only what they name, and together leave everything', async () => {
  const notices = await walk(editor, '/notices');
  const byState = [];
  for (const state of ['received', 'returned', 'filed', 'assigned', 'published']) {
    const rows = await walk(editor, '/notices', { state, limit: 2 });
    assert.ok(rows.every((row) => row.state === state));
    byState.push(...rows);
  }
  assert.deepEqual(
    byState.map(({ id }) => id).sort((a, b) => b - a),
    notices.map(({ id }) => id),
  );
  const byName = await walk(editor, '/notices', { department: '市场部' });
  assert.deepEqual(byName, await walk(editor, '/notices', { department: 'market' }));
  assert.ok(byName.length > 0 && byName.every(({ department }) => department.code === 'market'));
  const mine = await walk(editor, '/notices', { editor: 'editor2' });
  assert.ok(mine.length > 0 && mine.every((row) => row.editor.name === 'editor2'));
  const one = notices.find(({ document_number }) => document_number !== '');
  assert.ok((await walk(editor, '/notices', { q: one.document_number })).some(({ id }) => id === one.id));
  assert.deepEqual(await walk(editor, '/notices', { q: '%' }), [], 'a percent sign is itself');
  assert.deepEqual((await editor.get('/notices', { department: '没有' })).is(422).pointers, ['department']);
});

test('entries by state add up to all of them', async () => {
  const all = (await walk(editor, '/entries')).map(({ id }) => id);
  const parts = [];
  for (const state of ['in_force', 'scheduled', 'ended']) {
    const rows = await walk(editor, '/entries', { state, limit: 3 });
    assert.ok(rows.length > 0 && rows.every((row) => row.state === state), state);
    parts.push(...rows.map(({ id }) => id));
  }
  assert.deepEqual(
    parts.sort((a, b) => a - b),
    all,
  );
  const libraries = (await agent.get('/libraries')).body.items.map(({ name }) => name);
  assert.equal(libraries.length, 4);
  let counted = 0;
  for (const library of libraries) counted += (await walk(editor, '/entries', { library })).length;
  assert.equal(counted, all.length);
});

test('a search walks to its last result without a repeat, and as many as it promised', async () => {
  for (const q of ['', '宽带', '水费怎么交']) {
    const first = (await agent.get('/search', { q, limit: 4 })).is(200).body;
    const seen = [...first.results];
    let cursor = first.next_cursor;
    while (cursor !== null) {
      const page = (await agent.get('/search', { q, limit: 4, cursor })).is(200).body;
      assert.ok(page.results.length > 0, `${q}: an empty page`);
      seen.push(...page.results);
      cursor = page.next_cursor;
    }
    const entries = seen.map(({ entry }) => entry);
    assert.equal(new Set(entries).size, entries.length, `${q}: a repeat`);
    if (first.total_exact) assert.equal(entries.length, first.total);
    const scores = seen.map(({ score }) => score);
    if (q !== '')
      assert.deepEqual(
        scores,
        [...scores].sort((a, b) => b - a),
        `${q}: best first`,
      );
    assert.ok(entries.length > 4, `${q}: more than a page`);
  }
});

test('search filters and facets agree', async () => {
  const all = (await agent.get('/search', { q: '', limit: 100 })).is(200).body;
  for (const [filter, of] of [
    ['library', (hit) => hit.library],
    ['department', (hit) => hit.department.name],
  ]) {
    assert.ok(all.facets[filter].length > 1, filter);
    for (const { value, count } of all.facets[filter]) {
      const only = (await agent.get('/search', { q: '', [filter]: value, limit: 100 })).is(200).body;
      assert.equal(only.results.length, count, `${filter} ${value}`);
      assert.ok(
        only.results.every((hit) => [of(hit), hit.department.code].includes(value)),
        `${filter} ${value}`,
      );
    }
  }
  const two = all.facets.library.slice(0, 2);
  const either = (await agent.get('/search', { q: '', library: two.map(({ value }) => value), limit: 100 })).is(
    200,
  ).body;
  assert.equal(either.results.length, two[0].count + two[1].count);
  const path = all.results.find(({ catalogue }) => catalogue.includes('/')).catalogue.split('/')[0];
  const below = (await agent.get('/search', { q: '', catalogue: path, limit: 100 })).is(200).body.results;
  assert.ok(below.length > 0 && below.every(({ catalogue }) => catalogue === path || catalogue.startsWith(`${path}/`)));
  const region = all.facets.region[0].value;
  const there = (await agent.get('/search', { q: '', region, limit: 100 })).is(200).body.results;
  assert.ok(
    there.some(({ scope }) => scope.region.includes(region)) && there.some(({ scope }) => scope.region.length === 0),
  );
  assert.ok(there.every(({ scope }) => scope.region.length === 0 || scope.region.includes(region)));
});

test('the feed goes on from where a desk left off', async () => {
  const rows = [];
  let since = 0;
  for (;;) {
    const page = (await agent.get('/feed', { since, limit: 50 })).is(200).body;
    if (page.items.length === 0) {
      assert.equal(page.next, since);
      break;
    }
    rows.push(...page.items.map(({ seq }) => seq));
    assert.equal(page.next, rows.at(-1));
    since = page.next;
  }
  assert.ok(rows.length >= 60);
  assert.deepEqual(
    rows,
    [...new Set(rows)].sort((a, b) => a - b),
  );
  await centre.published([centre.entry()]);
  const news = (await agent.get('/feed', { since })).is(200).body.items;
  assert.deepEqual(
    news.map(({ kind }) => kind),
    ['entry'],
  );
});

// The last one: what it imports would fill the pages of the others.
test('few entries of a state among many: a request ends early, and its cursor goes on', async () => {
  // 620 that answer, and behind them one that is to come: more than one request looks at.
  const lines = Array.from({ length: 620 }, (_, i) => JSON.stringify({ id: `many-${i}`, title: `很多 ${i}`, script: '有' }));
  lines.push(JSON.stringify({ id: 'many-last', title: '最后', script: '将有', effective_from: hours(24) }));
  const directory = await mkdtemp(path.join(tmpdir(), 'koujing-lists-'));
  const file = path.join(directory, 'many.jsonl');
  await writeFile(file, `${lines.join('\n')}\n`);
  await mustRun(['import', '--as', 'entries', file, '--data', server.data]);
  await rm(directory, { recursive: true });
  const before = (await walk(editor, '/entries', { limit: 100 })).find(({ external_id }) => external_id === 'many-0');
  const early = (await editor.get('/entries', { state: 'scheduled', cursor: before.id - 1 })).is(200).body;
  assert.deepEqual(early.items, []);
  assert.equal(early.next_cursor, String(before.id + 499));
  const rest = (await editor.get('/entries', { state: 'scheduled', cursor: early.next_cursor })).is(200).body;
  assert.deepEqual(
    rest.items.map(({ title }) => title),
    ['最后'],
  );
  assert.equal(rest.next_cursor, null);
  const scheduled = await walk(editor, '/entries', { state: 'scheduled', limit: 1 }, { mayBeEmpty: true });
  assert.equal(scheduled.at(-1).title, '最后');
});
