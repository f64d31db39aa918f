// The director's desk: the clock of each stage, and who stands in for an absent director.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, hours, mark } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, director, leader, market;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, director, leader, market] = await Promise.all(
    ['editor', 'director', 'leader', 'market'].map((name) => centre.person(name)),
  );
});
after(() => server?.close());

const stageOf = async (notice) => (await editor.get(`/notices/${notice}`)).is(200).body.stage;

test('the clock says where a notice stands, since when, and by when that should be over', async () => {
  const notice = await centre.notice({ urgency: 'urgent' });
  let stage = await stageOf(notice.id);
  assert.equal(stage.name, 'review');
  assert.equal(Date.parse(stage.since), Date.parse(notice.received_at));
  assert.equal(Date.parse(stage.due) - Date.parse(stage.since), 4 * 3_600_000);

  const due = hours(5);
  (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor', due })).is(200);
  stage = await stageOf(notice.id);
  assert.deepEqual([stage.name, Date.parse(stage.due)], ['draft', Date.parse(due)]);
  assert.ok(Date.parse(stage.since) > Date.parse(notice.received_at));

  const change = (await editor.post(`/notices/${notice.id}/changes`, { items: [centre.entry()] })).is(201).body;
  const submitted = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
  stage = await stageOf(notice.id);
  assert.deepEqual([stage.name, Date.parse(stage.since)], ['confirm', Date.parse(submitted.submitted_at)]);
  (await market.post(`/changes/${change.id}/confirm`, { digest: submitted.digest })).is(200);
  assert.equal((await stageOf(notice.id)).name, 'publish');
  (await editor.post(`/changes/${change.id}/publish`, {})).is(200);
  const done = await stageOf(notice.id);
  assert.deepEqual([done.name, done.due], ['done', null]);

  const listed = (await director.get('/notices', { q: notice.subject })).is(200).body.items[0];
  assert.deepEqual(listed.stage, done, 'a list has the same clock');
});

test('a returned notice waits for its department, a returned draft for its editor', async () => {
  const notice = await centre.notice();
  (await director.post(`/notices/${notice.id}/review`, { decision: 'return', instruction: '缺附件' })).is(200);
  assert.deepEqual([(await stageOf(notice.id)).name, (await stageOf(notice.id)).due], ['resend', null]);
  const change = await centre.submitted([centre.entry()]);
  (await market.post(`/changes/${change.id}/return`, { comment: '金额不对' })).is(200);
  const stage = await stageOf(change.notice);
  const { comments } = (await editor.get(`/changes/${change.id}`)).is(200).body;
  assert.deepEqual([stage.name, Date.parse(stage.since)], ['draft', Date.parse(comments[0].at)]);
});

test('a delegate reviews in the time that was given, and the record says for whom', async () => {
  const notice = await centre.notice();
  const review = (who) => who.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor' });
  (await review(leader)).is(403);
  const given = (await director.put('/delegation', { to: 'leader', ends: hours(8) })).is(200).body;
  assert.equal(given.to.name, 'leader');
  assert.equal((await leader.get('/session')).is(200).body.stands_in_for.name, 'director');
  const reviewed = (await review(leader)).is(200).body;
  assert.equal(reviewed.reviews[0].by.name, 'leader');
  assert.equal(reviewed.reviews[0].on_behalf_of.name, 'director');
  // Only reviewing: no other right of a director comes with it.
  (await leader.get('/delegation')).is(403);
  const auditor = await centre.person('auditor');
  const [record] = (await auditor.get('/journal', { verb: 'review_notice', limit: 1 })).is(200).body.items;
  assert.equal(record.actor.name, 'leader');
  assert.ok(record.detail.on_behalf_of);

  // Four eyes hold for the delegate as for the director.
  const own = (await leader.post('/notices', { subject: `关于${mark()}的通知`, department: 'market' })).is(201).body;
  (await leader.post(`/notices/${own.id}/review`, { decision: 'file' })).is(403);

  (await director.put('/delegation', { to: null })).is(200);
  assert.equal((await leader.get('/session')).is(200).body.stands_in_for, null);
  (await leader.post(`/notices/${(await centre.notice()).id}/review`, { decision: 'file' })).is(403);
  assert.deepEqual((await director.get('/delegation')).is(200).body, { to: null, begins: null, ends: null });
});

test('a delegation that begins later holds later; a faulty one is refused', async () => {
  (await director.put('/delegation', { to: 'editor2', begins: hours(24), ends: hours(48) })).is(200);
  const editor2 = await centre.person('editor2');
  assert.equal((await editor2.get('/session')).is(200).body.stands_in_for, null);
  const faults = async (form) =>
    (await director.put('/delegation', form)).is(422).body.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  assert.deepEqual(await faults({ to: 'agent', ends: hours(8) }), ['/to not_possible']);
  assert.deepEqual(await faults({ to: 'nobody', ends: hours(8) }), ['/to not_possible']);
  assert.deepEqual(await faults({ to: 'director', ends: hours(8) }), ['/to oneself']);
  assert.deepEqual(await faults({ to: 'leader' }), ['/ends required']);
  assert.deepEqual(await faults({ to: 'leader', ends: hours(-1) }), ['/ends not_after']);
  assert.deepEqual(await faults({ to: 'leader', ends: hours(24 * 400) }), ['/ends too_long']);
  assert.equal((await director.get('/delegation')).is(200).body.to.name, 'editor2', 'nothing was lost');
});

test('a director sets how long each stage may take; it holds for what is under way', async () => {
  const notice = await centre.notice();
  const standard = (await editor.get('/stage-rules')).is(200);
  assert.deepEqual([standard.body.version, standard.body.draft], [0, { normal: 72, urgent: 8, emergency: 1 }]);
  const put = (rules, tag) => director.put('/stage-rules', rules, { 'if-match': tag });
  const wanted = { review: { normal: 2, urgent: 1, emergency: 0 }, draft: standard.body.draft, confirm: standard.body.confirm, publish: { normal: 8 } };
  const kept = (await put(wanted, standard.etag)).is(200);
  assert.deepEqual([kept.body.version, kept.body.publish], [1, { normal: 8, urgent: 4, emergency: 1 }]);
  let stage = await stageOf(notice.id);
  assert.equal(Date.parse(stage.due) - Date.parse(stage.since), 2 * 3_600_000);
  const emergency = await centre.notice({ urgency: 'emergency' });
  assert.equal((await stageOf(emergency.id)).due, null, 'no clock');
  (await put(wanted, standard.etag)).is(412, 'stale_version');
  const refused = await director.send('PUT', '/stage-rules', { json: { review: { normal: -1 } }, headers: { 'if-match': kept.etag }, against: true });
  assert.deepEqual(refused.is(422).pointers, ['/review/normal']);
  const { items } = (await director.get('/journal', { verb: 'edit_stage_rules' })).is(200).body;
  assert.equal(items.length, 1);
  (await put({}, kept.etag)).is(200);
  stage = await stageOf(notice.id);
  assert.equal(Date.parse(stage.due) - Date.parse(stage.since), 24 * 3_600_000);
});
