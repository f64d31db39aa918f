// Going live and being taken back: whole sets at once, one entry by itself, the library as it will be.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, within } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, agent, leader;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, agent, leader] = await Promise.all(['editor', 'agent', 'leader'].map((name) => centre.person(name)));
});
after(() => server?.close());

const gone = (title) =>
  within(
    1_000,
    () => agent.get('/search', { q: title }),
    (found) => found.status === 200 && found.body.results.every((hit) => hit.title !== title),
    `'${title}' gone`,
  );
const answers = async (entry) => (await agent.get(`/entries/${entry}`)).is(200).body;

test('one entry is withdrawn at once with a reason, and its set stays', async () => {
  const [one, other] = [centre.entry(), centre.entry()];
  const set = await centre.published([one, other]);
  const { hit } = await findable(agent, one.title, one.title);
  (await editor.post(`/entries/${hit.entry}/withdraw`, { reason: ' ' })).is(422);
  (await agent.post(`/entries/${hit.entry}/withdraw`, { reason: '不对' })).is(403);
  const now = (await leader.post(`/entries/${hit.entry}/withdraw`, { reason: '金额有误' })).is(200).body;
  assert.equal(now.state, 'ended');
  await gone(one.title);
  await findable(agent, other.title, other.title);
  assert.equal((await editor.get(`/changes/${set.id}`)).is(200).body.state, 'published');
  assert.equal((await editor.post(`/entries/${hit.entry}/withdraw`, { reason: '再来' })).is(409).body.code, 'not_in_force');
  const auditor = await centre.person('auditor');
  const [record] = (await auditor.get('/journal', { entry: hit.entry, limit: 1 })).is(200).body.items;
  assert.deepEqual([record.verb, record.detail.reason], ['withdraw_entry', '金额有误']);
  // It comes back by a new revision, and by nothing else.
  const item = { ...one, action: 'revise', entry: hit.entry, script: '您好，已更正。' };
  await centre.published([item]);
  await findable(agent, one.title, one.title);
});

test('the text before answers again when only the one in force is withdrawn', async () => {
  const title = `${mark()}怎么办`;
  await centre.published([centre.entry({ title, script: '第一版。' })]);
  const { hit } = await findable(agent, title, title);
  await centre.revised(hit.entry, { title, script: '第二版。' });
  await within(1_000, () => answers(hit.entry), (entry) => entry.revision.text.script === '第二版。');
  const now = (
    await editor.post(`/entries/${hit.entry}/withdraw`, { reason: '第二版有误', restore_previous: true })
  ).is(200).body;
  assert.equal(now.revision.text.script, '第一版。');
  await within(
    1_000,
    () => agent.get('/search', { q: title }),
    (found) => found.body.results?.[0]?.script === '第一版。',
  );
});

test('what is scheduled goes with it', async () => {
  const title = `${mark()}怎么办`;
  await centre.published([centre.entry({ title, script: '现在。' })]);
  const { hit } = await findable(agent, title, title);
  await centre.revised(hit.entry, { title, script: '以后。' }, { at: hours(2) });
  assert.equal((await answers(hit.entry)).next.text.script, '以后。');
  // The library as it will be at T shows it before it holds.
  await within(
    1_000,
    () => agent.get('/search', { q: title, as_of: hours(3) }),
    (found) => found.body.results?.[0]?.script === '以后。',
  );
  const now = (await editor.post(`/entries/${hit.entry}/withdraw`, { reason: '都不对' })).is(200).body;
  assert.deepEqual([now.revision, now.next], [null, null]);
  await within(
    1_000,
    () => agent.get('/search', { q: title, as_of: hours(3) }),
    (found) => found.body.results.every((one) => one.title !== title),
  );
});

test('500 revised entries go live as one for a client that polls throughout', { timeout: 120_000 }, async () => {
  const word = mark('原子').toLowerCase();
  const items = Array.from({ length: 500 }, (_, i) =>
    centre.entry({ title: `${word} 第${i}条`, script: `旧${word}。`, catalogue: '测试/原子' }),
  );
  await centre.published(items);
  const heads = [];
  for (let cursor; heads.length < 500; ) {
    const page = (await editor.get('/entries', { q: word, limit: 100, cursor })).is(200).body;
    heads.push(...page.items);
    cursor = page.next_cursor ?? undefined;
    if (!cursor) break;
  }
  assert.equal(heads.length, 500);
  const query = { q: `"${word}"`, catalogue: '测试/原子', limit: 100 };
  await within(10_000, () => agent.get('/search', query), (found) => found.body.total === 500, 'all 500');

  const revised = await centre.confirmed(
    heads.map((head) => ({
      ...centre.entry({ title: head.title, script: `新${word}。`, catalogue: '测试/原子' }),
      action: 'revise',
      entry: head.id,
    })),
  );
  let done = false;
  const seen = [];
  const poll = (async () => {
    while (!done) {
      const { results, total } = (await agent.get('/search', query)).is(200).body;
      const fresh = results.filter((one) => one.script.startsWith('新')).length;
      seen.push([total, results.length, fresh]);
    }
  })();
  (await editor.post(`/changes/${revised.id}/publish`, {})).is(200);
  await within(
    10_000,
    () => new Promise((resolve) => setTimeout(() => resolve(seen.at(-1)), 20)),
    (last) => last?.[2] === 100,
    'the new texts',
  );
  done = true;
  await poll;
  for (const [total, shown, fresh] of seen) {
    assert.equal(total, 500, 'never fewer, never more');
    assert.ok(fresh === 0 || fresh === shown, `${fresh} of ${shown} new: a set that is half live`);
  }
  assert.ok(seen.some(([, , fresh]) => fresh === 0) && seen.length > 3, `${seen.length} answers seen`);
});
