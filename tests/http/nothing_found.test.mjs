// Nothing found is never a dead end: what the filters shut out, or what is near, and what was asked before.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, agent;
before(async () => {
  server = await serveSample();
  agent = await new CallCentre(server).person('agent');
});
after(() => server?.close());

const ask = async (query) => (await agent.get('/search', query)).is(200).body;

test('filters are kept; what they shut out is beside the empty result', async () => {
  const all = await ask({ q: '水费' });
  assert.ok(all.results.length > 0);
  assert.deepEqual([all.nearest, all.nearest_catalogue, all.relaxed], [[], '', []]);
  const none = await ask({ q: '水费', library: '没有这个库' });
  assert.deepEqual([none.total, none.results, none.relaxed], [0, [], ['filters']]);
  assert.deepEqual(
    none.nearest.map(({ entry }) => entry),
    all.results.slice(0, 5).map(({ entry }) => entry),
  );
});

test('what nothing has leads to what was published last nearby', async () => {
  const none = await ask({ q: '䶮䶮䶮' });
  const newest = await ask({ limit: 5 });
  assert.deepEqual([none.total, none.results, none.relaxed, none.nearest_catalogue], [0, [], [], '']);
  assert.deepEqual(
    none.nearest.map(({ entry }) => entry),
    newest.results.map(({ entry }) => entry),
  );
});

test('suggestions keep to the filters', async () => {
  const items = async (query) => (await agent.get('/suggest', query)).is(200).body.items;
  assert.ok((await items({ q: '水费' })).length > 0);
  assert.deepEqual(await items({ q: '水费', library: '没有这个库' }), []);
});
