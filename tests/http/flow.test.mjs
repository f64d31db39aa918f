// The main road: a notice becomes an answer that an agent finds, and an auditor walks it back to the original's bytes.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CallCentre, findable, hours, mark, within } from '../support/call_centre.mjs';
import { base } from '../support/contract.mjs';
import { run, serveSample } from '../support/server.mjs';

let server, centre;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
});
after(() => server?.close());

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const raw = { 'content-type': 'application/octet-stream' };

test('from the notice to the answer, and from the answer back to the bytes of its original', async () => {
  const [market, director, editor, agent, auditor] = await Promise.all(
    ['market', 'director', 'editor', 'agent', 'auditor'].map((name) => centre.person(name)),
  );
  const word = mark('套餐');

  // 1. The department sends its paper with two originals, raw and by form.
  const notice = (
    await market.post('/notices', {
      document_number: `市场〔2026〕${word}号`,
      subject: `关于${word}的通知`,
      urgency: 'urgent',
      text: `**${word}** 自今日起办理。`,
      contact: '8123',
    })
  ).is(201).body;
  assert.equal(notice.state, 'received');
  assert.equal(notice.department.code, 'market');
  assert.match(notice.text_html, /<strong>/);
  const letter = Buffer.from(`<html><body><p>${word}每月 39 元</p></body></html>`);
  (
    await market.send('POST', `/notices/${notice.id}/originals`, {
      query: { name: '资费 通知.html' },
      body: letter,
      headers: raw,
    })
  ).is(201);
  const annex = Buffer.from([0x49, 0x44, 0x33, 0x04, 0x00, 0xff]);
  const form = new FormData();
  form.append('file', new Blob([annex]), '录音.mp3');
  const both = (await market.send('POST', `/notices/${notice.id}/originals`, { body: form })).is(201).body.originals;
  assert.deepEqual(
    both.map(({ file_name, size, sha256 }) => [file_name, size, sha256]),
    [
      ['资费 通知.html', letter.length, sha256(letter)],
      ['录音.mp3', annex.length, sha256(annex)],
    ],
  );
  assert.equal(both[0].text_status, 'extracted');
  assert.ok(!('text' in both[0]), 'the notice does not carry the texts of its originals');
  const textOf = async (who, digest) => (await who.get(`/notices/${notice.id}/originals/${digest}/text`)).is(200).body;
  assert.match((await textOf(director, both[0].sha256)).text, new RegExp(`${word}每月 39 元`));
  assert.deepEqual(await textOf(editor, both[1].sha256), {
    sha256: both[1].sha256,
    text: '',
    text_status: 'unsupported',
    html: '',
  });
  assert.equal(both[1].text_status, 'unsupported');

  // 2. The director assigns it.
  const due = hours(4);
  const assigned = (
    await director.post(`/notices/${notice.id}/review`, {
      decision: 'assign',
      editor: 'editor',
      instruction: '今天办完',
      due,
    })
  ).is(200).body;
  assert.equal(assigned.state, 'assigned');
  assert.equal(assigned.editor.name, 'editor');
  assert.equal(Date.parse(assigned.due), Date.parse(due));
  assert.equal(assigned.reviews.at(-1).instruction, '今天办完');

  // 3, 4. The editor drafts one new and one revised entry, and hands them in.
  const older = await centre.published([centre.entry({ title: `${word}旧口径` })]);
  assert.equal(older.state, 'published');
  const { hit: before } = await findable(agent, `${word}旧口径`, `${word}旧口径`);
  const items = [
    centre.entry({
      title: `${word}多少钱`,
      questions: [`办${word}一个月要交多少`],
      script: `您好，**${word}**每月 39 元。`,
    }),
    {
      ...centre.entry({ title: `${word}旧口径`, script: `您好，${word}已经换成新资费，每月 39 元。` }),
      action: 'revise',
      entry: before.entry,
      base_revision: 1,
    },
  ];
  const draft = (
    await editor.post(`/notices/${notice.id}/changes`, { summary: '新资费', study_notes: '见附件一', items })
  ).is(201).body;
  assert.equal(draft.state, 'draft');
  const difference = (await editor.get(`/changes/${draft.id}/diff`)).is(200).body;
  assert.equal(difference.digest, draft.digest);
  const script = difference.items[1].fields.find(({ field }) => field === 'script');
  const side = (leave) =>
    script.segments
      .filter(({ op }) => op !== leave)
      .map(({ text }) => text)
      .join('');
  assert.equal(side('insert'), before.script);
  assert.equal(side('delete'), items[1].script);
  (await editor.post(`/changes/${draft.id}/submit`)).is(200);

  // 5. Another person of the department confirms exactly this text.
  const market2 = await centre.person('market2');
  const confirmed = (await market2.post(`/changes/${draft.id}/confirm`, { digest: difference.digest })).is(200).body;
  assert.equal(confirmed.state, 'confirmed');
  assert.equal(confirmed.confirmation.by.name, 'market2');
  assert.equal(confirmed.confirmation.digest, draft.digest);
  const early = (await agent.get('/search', { q: `${word}多少钱` })).is(200).body.results;
  assert.ok(!early.some(({ title }) => title === `${word}多少钱`), 'confirmed is not yet published');

  // 6. Published: both are found within a second, by a question in the customer's words.
  (await editor.post(`/changes/${draft.id}/publish`, {})).is(200);
  const { answer, hit } = await findable(agent, `请问办${word}一个月要交多少啊`, `${word}多少钱`);
  assert.equal(hit.script, `您好，**${word}**每月 39 元。`);
  assert.match(hit.script_html, /<strong>/);
  assert.equal(hit.standing, 'confirmed');
  assert.equal(hit.unconfirmed, false);
  assert.equal(hit.changed_recently, true);
  assert.equal(hit.document_number, notice.document_number);
  assert.equal(hit.department.code, 'market');
  assert.ok(hit.confirmed_by.length > 0 && hit.confirmed_at !== null);
  assert.match(hit.title_marked, /<mark>/);
  const { hit: revised } = await findable(agent, `${word}新资费`, `${word}旧口径`);
  assert.equal(revised.revision, 2);
  assert.equal((await market.get(`/notices/${notice.id}`)).is(200).body.state, 'published');

  // 7. The agent copies it: recorded with its exact revision.
  const use = (
    await agent.post(`/search/${answer.body.search_id}/used`, {
      entry: hit.entry,
      revision: hit.revision,
      how: 'copied',
      call_id: word,
    })
  ).is(201).body;
  assert.equal(use.digest, hit.digest);

  // The auditor walks back: use, revision, confirmation, change set, notice, original, bytes.
  const record = (await auditor.get('/journal', { since: use.journal_seq - 1, limit: 1 })).is(200).body.items[0];
  assert.equal(record.verb, 'use_answer');
  assert.equal(record.actor.name, 'agent');
  assert.equal(record.subject.id, String(hit.entry));
  assert.equal(record.new_digest, hit.digest);
  assert.equal(record.detail.how, 'copied');
  assert.equal(record.detail.call_id, word);
  const revision = (await auditor.get(`/entries/${hit.entry}/revisions`))
    .is(200)
    .body.items.find(({ revision }) => revision === hit.revision);
  assert.equal(revision.digest, hit.digest);
  assert.equal(revision.change, draft.id);
  assert.equal(revision.confirmation.by.name, 'market2');
  assert.deepEqual(
    revision.authors.map(({ name }) => name),
    ['editor'],
  );
  assert.equal(revision.notice.id, notice.id);
  for (const [index, bytes] of [letter, annex].entries()) {
    const original = revision.notice.originals[index];
    const download = (await auditor.get(original.href.slice(base.length))).is(200);
    assert.deepEqual(download.bytes, bytes);
    assert.equal(download.headers.get('content-type').split(';')[0], 'application/octet-stream');
    assert.match(download.headers.get('content-disposition'), /^attachment/);
    assert.equal(sha256(download.bytes), original.sha256);
  }
  const verdict = (await auditor.post('/journal/verify')).is(200).body;
  assert.equal(verdict.ok, true, verdict.finding);
  assert.equal(verdict.first_bad, null);
  const verbs = (await auditor.get('/journal', { notice: notice.id, since: 0, limit: 100 }))
    .is(200)
    .body.items.map(({ verb }) => verb);
  assert.deepEqual(verbs, [
    'receive_notice',
    'add_original',
    'add_original',
    'review_notice',
    'draft_changes',
    'submit_change',
    'confirm_change',
    'publish_change',
  ]);
});

test('a returned notice is amended, sent again and assigned; a filed one stays filed', async () => {
  const [market, director] = [await centre.person('market'), await centre.person('director')];
  const notice = await centre.notice();
  (await director.post(`/notices/${notice.id}/review`, { decision: 'return', instruction: '请写明生效日期' })).is(200);
  const returned = (await market.get(`/notices/${notice.id}`)).is(200);
  assert.equal(returned.body.state, 'returned');
  const sent = (
    await market.put(
      `/notices/${notice.id}`,
      { subject: notice.subject, effective_from: hours(24) },
      { 'if-match': returned.etag },
    )
  ).is(200).body;
  assert.equal(sent.state, 'received');
  (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor: 'editor2' })).is(200);
  const other = await centre.notice();
  assert.equal(
    (await director.post(`/notices/${other.id}/review`, { decision: 'file', instruction: '仅供参考' })).is(200).body
      .state,
    'filed',
  );
  (await director.post(`/notices/${other.id}/review`, { decision: 'assign', editor: 'editor' })).is(409, 'wrong_state');
});

test('what a notice said before it was amended is kept and compared', async () => {
  const [market, director, water, auditor] = await Promise.all(['market', 'director', 'water', 'auditor'].map((name) => centre.person(name)));
  const notice = await centre.notice({ text: '每月 99 元。' });
  const path = `/notices/${notice.id}`;
  const versions = async (who = market) => (await who.get(`${path}/versions`)).is(200).body.items;
  assert.deepEqual((await versions()).map(({ version }) => version), [notice.version]);
  const { etag } = (await market.get(path)).is(200);
  const form = { subject: notice.subject, text: '每月 89 元。', urgency: 'urgent', deadline: hours(48), repeals: ['市场〔2019〕7号', '《旧办法》'] };
  const amended = (await market.put(path, form, { 'if-match': etag })).is(200).body;
  (await director.post(`${path}/review`, { decision: 'assign', editor: 'editor' })).is(200);

  const [now, before, ...more] = await versions(director);
  assert.deepEqual(more, [], 'a review changes nothing of what it says');
  assert.deepEqual([now.version, before.version], [amended.version, notice.version]);
  assert.deepEqual([now.by.name, now.redacted], ['market', false]);
  const [record] = (await auditor.get('/journal', { notice: notice.id, verb: 'amend_notice' })).is(200).body.items;
  assert.deepEqual([record.old_digest, record.new_digest], [before.digest, now.digest]);
  const difference = (await director.get(`${path}/diff`, { from: before.version, to: now.version })).is(200).body;
  assert.deepEqual([difference.notice, difference.from, difference.to], [notice.id, before.version, now.version]);
  const changed = difference.fields.filter((one) => one.changed);
  assert.deepEqual(changed.map(({ field }) => field), ['urgency', 'deadline', 'repeals', 'text']);
  const segments = Object.fromEntries(changed.map((one) => [one.field, one.segments]));
  assert.deepEqual(segments.deadline.map(({ op, text }) => [op, Date.parse(text)]), [['insert', Date.parse(form.deadline)]]);
  assert.deepEqual(segments.repeals, [{ op: 'insert', text: '市场〔2019〕7号\n《旧办法》' }]);
  assert.deepEqual(segments.text, [
    { op: 'equal', text: '每月 ' },
    { op: 'delete', text: '99' },
    { op: 'insert', text: '89' },
    { op: 'equal', text: ' 元。' },
  ]);
  assert.deepEqual((await market.get(`${path}/diff`, { from: 98, to: 99 })).is(422).pointers, ['from', 'to']);
  (await water.get(`${path}/versions`)).is(404);
  (await water.get(`${path}/diff`, { from: before.version, to: now.version })).is(404);
});

test('a draft goes back with a comment, is mended and published; a retired entry stops answering', async () => {
  const [market, editor, agent] = [
    await centre.person('market'),
    await centre.person('editor'),
    await centre.person('agent'),
  ];
  const title = `${mark('退回')}规定`;
  const change = await centre.submitted([centre.entry({ title })]);
  const back = (await market.post(`/changes/${change.id}/return`, { comment: '金额写错了' })).is(200).body;
  assert.equal(back.state, 'returned');
  assert.equal(back.comments.at(-1).text, '金额写错了');
  const mended = (
    await editor.put(
      `/changes/${change.id}`,
      { items: [centre.entry({ title, script: '您好，金额是 10 元。' })] },
      { 'if-match': `"${back.version}.returned"` },
    )
  ).is(200).body;
  assert.notEqual(mended.digest, change.digest);
  (await editor.post(`/changes/${change.id}/submit`)).is(200);
  (await market.post(`/changes/${change.id}/confirm`, { digest: mended.digest })).is(200);
  (await editor.post(`/changes/${change.id}/publish`, {})).is(200);
  const { hit } = await findable(agent, title, title);
  await centre.published([{ action: 'retire', entry: hit.entry, base_revision: 1, reason: '停办' }]);
  await within(
    1_000,
    () => agent.get('/search', { q: title }),
    (found) => !found.body.results.some((result) => result.title === title),
    'its end',
  );
  assert.equal((await agent.get(`/entries/${hit.entry}`)).is(200).body.state, 'ended');
});

test('the command line verifies the same journal while the server runs', async () => {
  const verified = await run(['audit', 'verify', '--data', server.data]);
  assert.equal(verified.status, 0, verified.stderr + verified.stdout);
});
