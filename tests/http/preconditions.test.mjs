// ETag and If-Match: what two people edit at once is never overwritten.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
});
after(() => server?.close());

test('an edit without If-Match is 428 and changes nothing', async () => {
  const [market, editor] = [await centre.person('market'), await centre.person('editor')];
  const notice = await centre.notice();
  (await market.put(`/notices/${notice.id}`, { subject: '没有带上版本' })).is(428, 'if_match_required');
  assert.equal((await market.get(`/notices/${notice.id}`)).body.subject, notice.subject);
  const change = await centre.draft([centre.entry()]);
  (await editor.put(`/changes/${change.id}`, { items: [] })).is(428, 'if_match_required');
  assert.equal((await editor.get(`/changes/${change.id}`)).body.items.length, 1);
});

test('the second of two editors gets 412 with the state that is there, and may then save', async () => {
  const [editor, editor2] = [await centre.person('editor'), await centre.person('editor2')];
  const change = await centre.draft([centre.entry({ title: '原稿' })]);
  const read = (await editor.get(`/changes/${change.id}`)).is(200);
  const save = (who, title, tag) =>
    who.put(`/changes/${change.id}`, { items: [centre.entry({ title })] }, { 'if-match': tag });
  const first = (await save(editor, '先保存的', read.etag)).is(200);
  const lost = (await save(editor2, '后保存的', read.etag)).is(412, 'stale_version');
  assert.equal(lost.body.current.items[0].title, '先保存的');
  assert.equal(lost.body.current.version, first.body.version);
  assert.equal(lost.etag, first.etag, 'the tag to save with after comparing');
  assert.equal((await editor.get(`/changes/${change.id}`)).body.items[0].title, '先保存的');
  const saved = (await save(editor2, '合并后的', lost.etag)).is(200);
  assert.deepEqual(saved.body.authors.map(({ name }) => name).sort(), ['editor', 'editor2']);
});

test('of ten saves with the same tag exactly one wins', async () => {
  const editor = await centre.person('editor');
  const change = await centre.draft([centre.entry()]);
  const tag = (await editor.get(`/changes/${change.id}`)).etag;
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      editor.put(`/changes/${change.id}`, { items: [centre.entry({ title: `第${i}个` })] }, { 'if-match': tag }),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(9).fill(412)]);
  const winner = answers.find(({ status }) => status === 200).body.items[0].title;
  assert.equal((await editor.get(`/changes/${change.id}`)).body.items[0].title, winner);
});

test('a step may carry the tag too, and is stale when the state moved on', async () => {
  const [editor, market] = [await centre.person('editor'), await centre.person('market')];
  const change = await centre.draft([centre.entry()]);
  const draft = (await editor.get(`/changes/${change.id}`)).is(200);
  const submitted = (await editor.post(`/changes/${change.id}/submit`, undefined, { 'if-match': draft.etag })).is(200);
  assert.notEqual(submitted.etag, draft.etag);
  const stale = (
    await market.post(`/changes/${change.id}/confirm`, { digest: change.digest }, { 'if-match': draft.etag })
  ).is(412);
  assert.equal(stale.body.current.state, 'submitted');
  (await market.post(`/changes/${change.id}/confirm`, { digest: change.digest }, { 'if-match': submitted.etag })).is(
    200,
  );
});

test('a review with an old tag is refused, and the notice comes back as it is', async () => {
  const [market, director] = [await centre.person('market'), await centre.person('director')];
  const notice = await centre.notice();
  const read = (await director.get(`/notices/${notice.id}`)).is(200);
  (await market.put(`/notices/${notice.id}`, { subject: '改过的事由' }, { 'if-match': read.etag })).is(200);
  const lost = (
    await director.post(`/notices/${notice.id}/review`, { decision: 'file' }, { 'if-match': read.etag })
  ).is(412, 'stale_version');
  assert.equal(lost.body.current.subject, '改过的事由');
  assert.equal(lost.body.current.state, 'received');
});

test('a tag that cannot be read is 400, a foreign one is 412', async () => {
  const editor = await centre.person('editor');
  const change = await centre.draft([centre.entry()]);
  (await editor.put(`/changes/${change.id}`, { items: [] }, { 'if-match': 'three' })).is(400, 'bad_if_match');
  (await editor.put(`/changes/${change.id}`, { items: [] }, { 'if-match': '"someone-else"' })).is(412, 'stale_version');
});
