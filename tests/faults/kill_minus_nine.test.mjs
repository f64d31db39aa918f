// kill -9 while change sets are being published: what was acknowledged is there, what was not is there whole or not at all.
//
// The small run (40 sets, 4 kills) is in the default suite; KOUJING_FULL=1 makes it 200 sets and 12 kills.
// KOUJING_SEED repeats a run's moments of death as nearly as a second run can.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { CallCentre, walk } from '../support/call_centre.mjs';
import { makeSample, run, serve } from '../support/server.mjs';

const full = process.env.KOUJING_FULL === '1';
const sets = full ? 200 : 40;
const kills = full ? 12 : 4;
const atOnce = 4;
const requestsOfASet = 11; // see publishOne
const seed = Number(process.env.KOUJING_SEED ?? Date.now() % 1_000_000);

// mulberry32: small, seeded, good enough to choose moments.
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const titles = (i) => [`断电试验第${i}号甲`, `断电试验第${i}号乙`];

// One set of two new entries through the whole flow. Every step carries what makes it safe to send again; a step
// whose answer was lost is looked up before it is repeated. Says what was acknowledged in `told`.
async function publishOne(centre, i, told) {
  const [market, director, editor] = [
    await centre.person('market'),
    await centre.person('director'),
    await centre.person('editor'),
  ];
  const form = { subject: `断电试验第${i}号` };
  const notice = (await market.post('/notices', form, { 'idempotency-key': `notice-${seed}-${i}` })).is(201).body;
  told.notices.set(i, notice.id);
  const look = async (who, path) => (await who.get(path)).is(200).body;
  if ((await look(director, `/notices/${notice.id}`)).state === 'received')
    (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' })).is(200);
  const items = titles(i).map((title) => centre.entry({ title, script: `您好，${title}。`, catalogue: '断电/试验' }));
  const made = (
    await editor.post(`/notices/${notice.id}/changes`, { items }, { 'idempotency-key': `change-${seed}-${i}` })
  ).is(201).body;
  const state = async () => (await look(editor, `/changes/${made.id}`)).state;
  const path = `/changes/${made.id}`;
  if ((await state()) === 'draft') (await editor.post(`${path}/submit`)).is(200);
  if ((await state()) === 'submitted') {
    (await market.post(`${path}/confirm`, { digest: made.digest })).is(200);
    told.confirmed.set(i, made.id);
  }
  if ((await state()) === 'confirmed') {
    (await editor.post(`${path}/publish`, {})).is(200);
    told.acknowledged.set(i, made.id);
  }
  assert.equal(await state(), 'published');
  told.published.set(i, made.id);
}

// The two answers of a dead server: no connection, or one that broke. Everything else is a finding.
const isDeath = (error) =>
  error instanceof TypeError && /fetch failed|terminated|other side closed/.test(error.message);

test(
  `${kills} kills during ${sets} publications lose nothing and leave nothing half done (seed ${seed})`,
  { timeout: full ? 900_000 : 120_000 },
  async (t) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'koujing-faults-'));
    const data = path.join(directory, 'data');
    let server;
    const end = async () => {
      await server?.kill();
      await rm(directory, { recursive: true, force: true });
    };
    t.after(end);
    await makeSample(data);
    const chance = random(seed);
    const told = { notices: new Map(), confirmed: new Map(), acknowledged: new Map(), published: new Map() };
    const waiting = Array.from({ length: sets }, (_, i) => i);
    let died = 0;
    let interrupted = 0;

    server = await serve(data);
    while (waiting.length > 0) {
      const centre = new CallCentre(server);
      const doomed = died < kills;
      const target = server;
      // The axe falls at some request of this life's share of sets, or a little after it was sent, whatever the
      // machine's speed; everybody goes on until the server is gone.
      const axe = 1 + Math.floor(chance() * (sets / (kills + 1) - atOnce / 2) * requestsOfASet);
      let requests = 0;
      let killing;
      for (const name of ['market', 'director', 'editor']) {
        const client = await centre.person(name);
        const send = client.send.bind(client);
        client.send = (...request) => {
          if (doomed && ++requests === axe) killing = pause(chance() * 3).then(() => target.kill());
          return send(...request);
        };
      }
      const worker = async () => {
        while (waiting.length > 0) {
          const i = waiting.shift();
          try {
            await publishOne(centre, i, told);
          } catch (error) {
            if (!isDeath(error)) throw error;
            waiting.unshift(i);
            ++interrupted;
            return;
          }
        }
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      if (!killing) break;
      const { signal } = await killing;
      assert.equal(signal, 'SIGKILL');
      ++died;
      const audit = await run(['audit', 'verify', '--data', data]);
      assert.equal(audit.status, 0, `after kill ${died}: ${audit.stdout}${audit.stderr}`);
      server = await serve(data);
    }

    assert.equal(died, kills);
    assert.ok(interrupted > 0, 'no kill met a publication under way');
    const centre = new CallCentre(server);
    const [editor, agent, auditor] = [
      await centre.person('editor'),
      await centre.person('agent'),
      await centre.person('auditor'),
    ];

    // Nothing acknowledged is missing, nothing came twice, every set is whole.
    const notices = await walk(editor, '/notices', { q: '断电试验第', limit: 100 });
    assert.equal(notices.length, sets);
    for (const [i, id] of told.notices)
      assert.equal(notices.find((notice) => notice.id === id)?.subject, `断电试验第${i}号`);
    assert.ok(notices.every(({ state }) => state === 'published'));
    const entries = await walk(editor, '/entries', { q: '断电试验第', limit: 100 });
    assert.deepEqual(
      entries.map(({ title }) => title).sort(),
      Array.from({ length: sets }, (_, i) => titles(i))
        .flat()
        .sort(),
    );
    assert.ok(entries.every(({ state, revision }) => state === 'in_force' && revision === 1));
    for (const map of [told.confirmed, told.acknowledged, told.published])
      for (const id of map.values()) assert.equal((await editor.get(`/changes/${id}`)).is(200).body.state, 'published');

    // The index has all of it, once it has caught up.
    const deadline = performance.now() + 10_000;
    let found;
    do {
      found = [];
      for (let cursor; cursor !== null;) {
        const page = (await agent.get('/search', { q: '', catalogue: '断电/试验', limit: 100, cursor })).is(200).body;
        found.push(...page.results.map(({ title }) => title));
        cursor = page.next_cursor;
      }
    } while (found.length < sets * 2 && performance.now() < deadline);
    assert.deepEqual(found.sort(), entries.map(({ title }) => title).sort());

    const verdict = (await auditor.post('/journal/verify')).is(200).body;
    assert.equal(verdict.ok, true, verdict.finding);
    const steps = (await walk(auditor, '/journal', { verb: 'publish_change', limit: 100 })).filter(({ subject }) =>
      [...told.published.values()].includes(Number(subject.id)),
    );
    assert.equal(steps.length, sets, 'one record for each publication');

    await server.stop();
    const audit = await run(['audit', 'verify', '--data', data]);
    assert.equal(audit.status, 0, audit.stdout + audit.stderr);
    const index = await run(['index', '--verify', '--data', data]);
    assert.equal(index.status, 0, `the index differs from a rebuild: ${index.stdout}${index.stderr}`);
    t.diagnostic(`${sets} sets, ${died} kills, ${interrupted} publications interrupted`);
  },
);
