// The report that an auditor hands over: as a page, a sheet, a print, and signed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CallCentre, findable, mark } from '../support/call_centre.mjs';
import { mustRun, run, serveSample } from '../support/server.mjs';

let server, centre, agent, auditor, folder;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
  [agent, auditor] = await Promise.all(['agent', 'auditor'].map((name) => centre.person(name)));
  folder = await mkdtemp(path.join(tmpdir(), 'koujing-reports-'));
});
after(async () => {
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const period = () => ({ from: new Date(Date.now() - 3600_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() });

test('a report says what was published on whose word, and who read it; reading it is journalled', async () => {
  const title = mark('报告');
  const change = await centre.published([centre.entry({ title })]);
  const { answer, hit } = await findable(agent, title, title);
  (await agent.post(`/search/${answer.body.search_id}/used`, { entry: hit.entry, revision: 1, how: 'copied' })).is(201);
  const report = (await auditor.get('/reports/audit', period())).is(200).body;
  const line = report.publications.items.find((one) => one.change === change.id);
  assert.deepEqual([line.kind, line.confirmed_by.name, line.published_by.name, line.authors.map(({ name }) => name), line.late, line.four_eyes], ['confirmed', 'market', 'editor', ['editor'], false, true]);
  (await auditor.get(`/journal/${line.journal_seq}/proof`)).is(200);
  assert.equal(report.publications.four_eyes_exceptions, 0);
  assert.equal(report.coverage.in_force, report.coverage.confirmed + report.coverage.unconfirmed + report.coverage.imported);
  const reader = report.readers.find(({ person }) => person.name === 'agent');
  assert.ok(reader.copied >= 1 && reader.searches >= 1);
  const group = report.groups.find((one) => one.skill_group === reader.skill_group);
  assert.ok(group.copied >= reader.copied && group.people >= 1);
  assert.ok(report.stages.some(({ stage, department }) => stage === 'confirm' && department.code === 'market'));
  const [record] = (await auditor.get('/journal', { verb: 'take_report', limit: 1 })).is(200).body.items;
  assert.deepEqual([record.actor.name, record.detail.format], ['auditor', 'page']);
});

test('the signed report is checked without the store, and a changed one is not', async () => {
  const answer = (await auditor.get('/reports/audit', { ...period(), format: 'json' })).is(200);
  const file = path.join(folder, 'report.json');
  await writeFile(file, answer.bytes);
  const key = (await auditor.get('/journal/key')).is(200).body.public_key;
  assert.match(await mustRun(['audit', 'verify', file, '--key', key]), /^ok: audit report of /);
  const said = JSON.parse(await mustRun(['audit', 'verify', file, '--json']));
  assert.deepEqual([said.ok, said.public_key], [true, key]);
  const text = await readFile(file, 'utf8');
  const { in_force: count } = JSON.parse(text).report.coverage;
  for (const changed of [text.replace(`"in_force":${count}`, `"in_force":${count + 1}`), text.replace('"signature":"', '"signature":"0'), `${text} `]) {
    assert.notEqual(changed, text);
    await writeFile(file, changed);
    const refused = await run(['audit', 'verify', file]);
    assert.equal(refused.status, 1, refused.stdout);
    assert.match(refused.stderr, /report_broken/);
  }
  await writeFile(file, text);
  assert.equal((await run(['audit', 'verify', file, '--key', '0'.repeat(64)])).status, 1);
  const [record] = (await auditor.get('/journal', { verb: 'take_report', limit: 1 })).is(200).body.items;
  assert.equal(record.new_digest, createHash('sha256').update(text).digest('hex'), 'the journal has the digest of the file');
});

test('the sheet has a table for each question; the print can be signed', async () => {
  const sheet = (await auditor.get('/reports/audit', { ...period(), format: 'xlsx' })).is(200);
  const file = path.join(folder, 'report.xlsx');
  await writeFile(file, sheet.bytes);
  const inside = (name) => execFileSync('python3', ['-c', 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))', file, name]).toString();
  assert.match(inside('xl/workbook.xml'), /概要.*发布.*未确认条目.*紧急发布.*人员.*技能组.*环节用时/s);
  assert.match(inside('xl/sharedStrings.xml'), /期末生效条目/);
  const print = await auditor.get('/reports/audit', { ...period(), format: 'pdf' });
  if (print.status !== 200) return assert.equal(print.body.code, 'pdf_not_installed');
  assert.equal(Buffer.from(print.bytes).subarray(0, 5).toString(), '%PDF-');
});

test('what cannot be reported is refused in words', async () => {
  (await auditor.send('GET', '/reports/audit', { against: true })).is(422, 'invalid_input');
  (await auditor.get('/reports/audit', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' })).is(422, 'invalid_input');
  (await auditor.send('GET', '/reports/audit', { query: { ...period(), format: 'docx' }, against: true })).is(400, 'bad_parameter');
  (await agent.get('/reports/audit', period())).is(403, 'not_allowed');
});
