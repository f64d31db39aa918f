// What a notice touches: found by its own words and by what it repeals, and decided before anything is submitted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark, within } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, director, market;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, director, market] = await Promise.all(['editor', 'director', 'market'].map((name) => centre.person(name)));
});
after(() => server?.close());

// A matter of its own, which nothing else in the library is about.
const answerAbout = (matter, fee, rule) =>
  centre.entry({
    title: `${matter}怎么收费`,
    script: `您好，${matter}收 ${fee} 元，${rule}。`,
  });
const published = async (item, options) => {
  const change = await centre.published([item], options);
  const { hit } = await findable(await centre.person('agent'), item.title, item.title);
  return { change, entry: hit.entry };
};
const touched = async (path, who = editor) => (await who.get(`${path}/touched`)).is(200).body;
const rowOf = (list, entry) => list.items.find((row) => row.entry === entry);

test('a notice that speaks of an entry touches it, and its change set waits for a decision', async () => {
  const matter = mark('云盘');
  const { entry } = await published(answerAbout(matter, 9, '满三个月可以退订'));
  const notice = await centre.assigned({
    subject: `关于调整${matter}收费的通知`,
    text: `${matter}由 9 元调整为 12 元，满三个月可以退订。\n\n特此通知。`,
  });
  const before = await touched(`/notices/${notice.id}`, director);
  const row = rowOf(before, entry);
  assert.equal(row.must_decide, true);
  assert.match(row.passage, new RegExp(matter));
  assert.equal(before.undecided, before.items.filter((one) => one.must_decide).length);

  const other = centre.entry();
  const change = (await editor.post(`/notices/${notice.id}/changes`, { items: [other] })).is(201);
  const path = `/changes/${change.body.id}`;
  const refused = (await editor.post(`${path}/submit`)).is(422).body;
  assert.deepEqual(
    refused.errors.filter((fault) => fault.code === 'undecided').map((fault) => fault.pointer),
    [`/touched/${entry}`],
  );

  // Kept without a reason is no decision; with one it is.
  const kept = { entry, revision: row.revision, reason: '' };
  const put = async (content, etag) => (await editor.put(path, content, { 'if-match': etag })).is(200);
  let saved = await put({ items: [other], kept: [kept] }, change.etag);
  assert.equal((await editor.post(`${path}/submit`)).is(422).body.errors[0].pointer, '/kept/0/reason');
  saved = await put({ items: [other], kept: [{ ...kept, reason: '月租以公告为准' }] }, saved.etag);
  assert.equal((await touched(path)).undecided, 0);
  assert.equal(rowOf(await touched(path), entry).decision, 'keep');
  const submitted = (await editor.post(`${path}/submit`)).is(200).body;
  assert.deepEqual(submitted.kept, [{ ...kept, reason: '月租以公告为准', title: `${matter}怎么收费` }]);
  (await market.post(`${path}/confirm`, { digest: submitted.digest })).is(200);

  // A newer text of the entry asks for a new decision, and the confirmed digest covers the old one.
  await centre.revised(entry, answerAbout(matter, 10, '满三个月可以退订'));
  assert.equal(rowOf(await touched(path), entry).decision, 'undecided');
});

test('an item of the set is the decision', async () => {
  const matter = mark('彩铃');
  const { entry } = await published(answerAbout(matter, 3, '铃音每天更换一首'));
  const notice = await centre.assigned({ subject: `关于停办${matter}的通知`, text: `${matter}不再受理，铃音停止每天更换一首。` });
  const items = [{ action: 'retire', entry, reason: '停办' }];
  const change = (await editor.post(`/notices/${notice.id}/changes`, { items })).is(201).body;
  assert.equal(rowOf(await touched(`/changes/${change.id}`), entry).decision, 'retire');
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
});

test('what was taken back is touched again, and its notice is work for the editor again', async () => {
  const matter = mark('网盘');
  const { entry } = await published(answerAbout(matter, 9, '满三个月可以退订'));
  const notice = await centre.assigned({
    subject: `关于调整${matter}收费的通知`,
    text: `${matter}由 9 元调整为 12 元，满三个月可以退订。`,
  });
  const item = { ...answerAbout(matter, 12, '满三个月可以退订'), action: 'revise', entry, base_revision: 1 };
  const draft = (await editor.post(`/notices/${notice.id}/changes`, { items: [item] })).is(201).body;
  const submitted = (await editor.post(`/changes/${draft.id}/submit`)).is(200).body;
  (await market.post(`/changes/${draft.id}/confirm`, { digest: submitted.digest })).is(200);
  (await editor.post(`/changes/${draft.id}/publish`, {})).is(200);
  assert.equal(rowOf(await touched(`/notices/${notice.id}`), entry), undefined, 'it says what the notice says');
  (await editor.post(`/changes/${draft.id}/withdraw`, { reason: '价格有误', restore_previous: true })).is(200);
  const back = await within(2_000, () => touched(`/notices/${notice.id}`), (list) => rowOf(list, entry));
  assert.equal(rowOf(back, entry).must_decide, true);
  const { state, stage } = (await editor.get(`/notices/${notice.id}`)).is(200).body;
  assert.deepEqual([state, stage.name], ['assigned', 'draft']);
});

test('what rests on a repealed notice is touched, whatever its words', async () => {
  const number = `市场〔2025〕${mark('')}号`;
  const old = await centre.assigned({ document_number: number, subject: `关于${mark()}的通知` });
  const item = centre.entry({ title: `${mark('窗口')}几点开门` });
  const change = (await editor.post(`/notices/${old.id}/changes`, { items: [item] })).is(201).body;
  const submitted = (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
  (await market.post(`/changes/${change.id}/confirm`, { digest: submitted.digest })).is(200);
  (await editor.post(`/changes/${change.id}/publish`, {})).is(200);
  const { hit } = await findable(await centre.person('agent'), item.title, item.title);

  const notice = await centre.assigned({ subject: `关于${mark('物业')}的通知`, repeals: [number] });
  const row = rowOf(await touched(`/notices/${notice.id}`), hit.entry);
  assert.equal(row.repealed, number);
  assert.equal(row.decision, 'undecided');

  // What rests on the notice itself is its own work, and nothing to decide.
  assert.equal(rowOf(await touched(`/notices/${old.id}`), hit.entry), undefined);
});

test("another department's entry is shown and need not be decided", async () => {
  const matter = mark('水卡');
  const { entry } = await published(answerAbout(matter, 5, '丢失后到窗口补办'), { department: 'water' });
  const notice = await centre.assigned({
    subject: `关于${matter}的通知`,
    text: `${matter}6 元，丢失后到窗口补办。`,
  });
  const row = rowOf(await touched(`/notices/${notice.id}`), entry);
  assert.equal(row.must_decide, false);
  const change = (await editor.post(`/notices/${notice.id}/changes`, { items: [centre.entry()] })).is(201).body;
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
});

test('what search reads of an original counts too', async () => {
  const matter = mark('专线');
  const { entry } = await published(answerAbout(matter, 99, '限企业楼宇内安装'));
  const notice = await centre.notice();
  (
    await market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name: '通知.md' },
      body: Buffer.from(`# 关于${matter}\n\n${matter} 88 元，限企业楼宇内安装。`),
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).is(201);
  await within(
    1_000,
    () => director.get(`/notices/${notice.id}/touched`),
    (answer) => answer.status === 200 && answer.body.items.some((row) => row.entry === entry),
    'the entry that the original speaks of',
  );
});
