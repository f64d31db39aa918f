// Questions that miss a due time: escalated to the shift leaders by the server itself, once for each due time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, mark, within } from '../support/call_centre.mjs';
import { serve, serveSample } from '../support/server.mjs';
import { missDue } from '../support/store.mjs';

let server, running;
before(async () => {
  server = running = await serveSample();
});
after(async () => {
  await running?.stop();
  await server?.close();
});

// The server looks every minute, and when it starts: these have become late meanwhile.
async function restarted(...late) {
  await running.stop();
  for (const id of late) missDue(server.data, id);
  running = await serve(server.data);
  const centre = new CallCentre(running);
  const [agent, leader, market, auditor] = await Promise.all(['agent', 'leader', 'market', 'auditor'].map((name) => centre.person(name)));
  return { agent, leader, market, auditor };
}
const raised = async (agent) => (await agent.post('/questions', { text: `${mark('超时')}怎么收费` })).is(201).body;
const question = async (leader, id) => (await leader.get(`/questions/${id}`)).is(200).body;
const escalations = ({ steps }) => steps.filter(({ verb }) => verb === 'escalate');
const escalatedTimes = (leader, id, times) =>
  within(10_000, () => question(leader, id), (one) => escalations(one).length === times, `escalation ${times} of question ${id}`);

test('once for each due time, by the system, across restarts; leaders read how many are late', async () => {
  let { agent, leader, auditor } = await restarted();
  const unrouted = await raised(agent);
  const routed = await raised(agent);
  const { version } = (await leader.post(`/questions/${routed.id}/route`, { department: 'market' })).is(200).body;
  const { head } = (await leader.get('/feed', { since: 0, limit: 1 })).is(200).body;

  ({ agent, leader, auditor } = await restarted(unrouted.id, routed.id));
  const open = await escalatedTimes(leader, unrouted.id, 1);
  const waiting = await escalatedTimes(leader, routed.id, 1);
  assert.deepEqual([open.late, waiting.late], [true, true]);
  assert.deepEqual([escalations(open)[0].by, escalations(open)[0].department], [null, null]);
  assert.deepEqual([escalations(waiting)[0].by, escalations(waiting)[0].department.code], [null, 'market']);
  assert.equal(waiting.version, version, 'no form that is being filled in is out of date');
  const told = (await leader.get('/feed', { since: head })).is(200).body.items;
  for (const { id } of [open, waiting]) assert.ok(told.some((row) => row.kind === 'question' && row.question === id));
  const late = (await leader.get('/questions', { late: true, limit: 100 })).is(200).body.items;
  assert.ok([open, waiting].every(({ id }) => late.some((one) => one.id === id)));
  assert.equal((await leader.get('/questions/late')).is(200).body.count, late.length);
  const records = (await auditor.get('/journal', { question: open.id, verb: 'escalate_question' })).is(200).body.items;
  assert.deepEqual([records.length, records[0].actor], [1, null]);
  assert.equal(Date.parse(records[0].detail.due), Date.parse(open.due));

  // A third one tells that the server has looked again.
  (await leader.post(`/questions/${open.id}/route`, { department: 'market' })).is(200);
  const third = await raised(agent);
  ({ leader } = await restarted(third.id));
  await escalatedTimes(leader, third.id, 1);
  assert.equal(escalations(await question(leader, waiting.id)).length, 1);
  assert.equal(escalations(await question(leader, open.id)).length, 1, 'it has a day now');
});
