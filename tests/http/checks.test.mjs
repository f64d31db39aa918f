// What is noticed while an answer is written, and the rules that say what is noticed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark } from '../support/call_centre.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre, editor, director, agent;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [editor, director, agent] = await Promise.all(['editor', 'director', 'agent'].map((name) => centre.person(name)));
});
after(() => server?.close());

const checked = async (item, more = {}) =>
  (await editor.post('/checks', { items: [{ action: 'new', library: '业务知识库', ...item }], ...more })).is(200).body;
const rulesOf = (body, rule) => body.findings.filter((one) => one.rule === rule);

test('a figure that contradicts a live answer is named with its place there', async () => {
  const body = await checked({
    title: '宽带报修要等多久',
    script: '您好，装维师傅 2 小时内电话联系您，36 小时内给您修好宽带。',
  });
  const [conflict] = rulesOf(body, 'conflict').filter((one) => one.quote === '36小时');
  assert.ok(conflict, JSON.stringify(body.findings));
  assert.match(conflict.detail, /36小时.*24\s*小时/s);
  assert.match(conflict.title, /宽带/);
  assert.equal(conflict.field, 'script');
  // The same figure is no conflict, and neither is that entry itself.
  const fine = await checked({ title: '宽带报修要等多久', script: '24 小时内给您修好宽带。' });
  assert.deepEqual(rulesOf(fine, 'conflict'), []);
  const own = await checked(
    { title: '宽带报修要等多久', script: '36 小时内给您修好宽带。' },
    { leave_out: body.findings.flatMap((one) => (one.entry ? [one.entry] : [])) },
  );
  assert.deepEqual(
    rulesOf(own, 'conflict').filter((one) => one.entry === conflict.entry),
    [],
  );
});

test('the same question in another entry, however it is asked', async () => {
  const title = `${mark('云盘')}怎么收费`;
  await centre.published([centre.entry({ title })]);
  const { hit } = await findable(agent, title, title);
  for (const asked of [title, `请问${title.replace('怎么收费', '如何收费')}？`]) {
    const [duplicate] = rulesOf(await checked({ title: asked, script: '您好。' }), 'duplicate');
    assert.equal(duplicate?.entry, hit.entry, asked);
    assert.match(duplicate.detail, /同一个问题/);
  }
  const revision = { action: 'revise', entry: hit.entry, title, script: '您好。' };
  assert.deepEqual(rulesOf(await checked(revision), 'duplicate'), []);
});

test('what is read aloud: long sentences, seconds, jargon, banned phrases; and links that lead nowhere', async () => {
  const body = await checked({
    title: mark(),
    brief: '好'.repeat(60),
    script: `我们绝对能办拆机。${'很'.repeat(60)}。请看[说明](/entries/999999)和[外面](javascript:alert)。`,
    body: '[官网](https://example.com)',
  });
  const found = body.findings.map((one) => `${one.rule} ${one.field}`);
  for (const wanted of [
    'sentence_length brief',
    'sentence_length script',
    'reading_time brief',
    'jargon script',
    'banned script',
    'questions questions',
  ])
    assert.ok(found.includes(wanted), `${wanted} in ${found}`);
  const [jargon] = rulesOf(body, 'jargon');
  assert.deepEqual([jargon.quote, jargon.replacement], ['拆机', '取消业务']);
  assert.deepEqual(
    rulesOf(body, 'link').map((one) => one.quote),
    ['/entries/999999', 'javascript:alert'],
  );
  const english = (
    await editor.post(
      '/checks',
      { items: [{ action: 'new', title: mark(), script: '绝对可以。' }] },
      { 'accept-language': 'en' },
    )
  ).is(200).body;
  assert.match(rulesOf(english, 'banned')[0].detail, /must not be said/);
});

test('editors change the rules, and the record keeps who', async () => {
  const rules = (await editor.get('/check-rules')).is(200);
  const { version, by: _by, at: _at, ...form } = rules.body;
  const word = '甲乙行话';
  const changed = (
    await editor.put(
      '/check-rules',
      { ...form, sentence_longest: 0, jargon: [{ word, plain: '平常话' }], banned: [] },
      { 'if-match': rules.etag },
    )
  ).is(200);
  assert.equal(changed.body.version, version + 1);
  assert.equal(changed.body.by.name, 'editor');
  const body = await checked({ title: mark(), script: `绝对${word}${'很'.repeat(80)}。` });
  assert.deepEqual(
    body.findings.filter((one) => one.field === 'script').map((one) => one.rule),
    ['jargon'],
  );
  (await editor.put('/check-rules', form, { 'if-match': rules.etag })).is(412);
  (await agent.put('/check-rules', form, { 'if-match': changed.etag })).is(403);
  const faults = (
    await director.send('PUT', '/check-rules', {
      json: { sentence_longest: -1, jargon: [{ word: '', plain: '' }] },
      headers: { 'if-match': changed.etag },
      against: true,
    })
  ).is(422).body.errors.map((one) => one.pointer);
  assert.deepEqual(faults, ['/sentence_longest', '/jargon/0/word', '/jargon/0/plain']);
  const auditor = await centre.person('auditor');
  const records = (await auditor.get('/journal', { verb: 'edit_check_rules' })).is(200).body.items;
  assert.equal(records[0].actor.name, 'editor');
  (await director.put('/check-rules', form, { 'if-match': changed.etag })).is(200);
});

test('what is asked wrongly is said, and nothing is kept', async () => {
  const wrong = (json) => editor.send('POST', '/checks', { json, against: true });
  (await wrong({ items: 'x' })).is(422);
  (await wrong({ items: Array(21).fill({ action: 'new' }) })).is(422);
  (await wrong({ items: [{ action: 'new', title: 'x'.repeat(300) }] })).is(422);
  (await wrong({ items: [], leave_out: ['x'] })).is(422);
  assert.deepEqual((await editor.post('/checks', { items: [] })).is(200).body, {
    findings: [],
    similar: [],
    partial: false,
  });
});
