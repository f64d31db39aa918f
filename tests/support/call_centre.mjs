// The people of the sample library at work: the steps of the flow as one call each, by the least privileged person.
import assert from 'node:assert/strict';
import { Client } from './client.mjs';
import { mustRun } from './server.mjs';

const signedIn = JSON.parse(process.env.KOUJING_SAMPLE_SESSIONS ?? '{}');
let count = 0;
// A text that no other entry holds: found by exactly one search.
// In figures: letters would be read as sounds, and find what they happen to sound like.
export const mark = (word = '核对') => `${word}${process.pid}${1000 + ++count}`;
export const hours = (n) => new Date(Date.now() + n * 3_600_000).toISOString();
export const seconds = (n) => new Date(Date.now() + n * 1_000).toISOString();

export class CallCentre {
  constructor(server) {
    this.server = server;
    this.people = new Map();
  }

  // Signs a person in once; run.mjs may have done it already for every copy of its sample.
  async person(name) {
    if (!this.people.has(name))
      this.people.set(
        name,
        signedIn[name] ? new Client(this.server.url, signedIn[name]) : Client.signIn(this.server.url, name),
      );
    return this.people.get(name);
  }

  async program(role) {
    const token = await mustRun(['token', 'add', '--role', role, '--quiet', '--data', this.server.data]);
    return Client.bearer(this.server.url, token.trim());
  }

  async notice(form = {}, department = 'market') {
    const who = await this.person(department);
    return (await who.post('/notices', { subject: `关于${mark()}的通知`, ...form })).is(201).body;
  }

  async assigned(form, department = 'market', editor = 'editor') {
    const notice = await this.notice(form, department);
    const director = await this.person('director');
    return (await director.post(`/notices/${notice.id}/review`, { decision: 'assign', editor })).is(200).body;
  }

  entry(text = {}) {
    const title = text.title ?? `${mark()}怎么办`;
    return {
      action: 'new',
      title,
      script: `您好，${title}：请按通知办理。`,
      library: '业务知识库',
      catalogue: '测试/流程',
      ...text,
    };
  }

  async draft(items, department = 'market') {
    const notice = await this.assigned({}, department);
    const editor = await this.person('editor');
    return (await editor.post(`/notices/${notice.id}/changes`, { summary: '起草', items })).is(201).body;
  }

  async submitted(items, department = 'market') {
    const change = await this.draft(items, department);
    const editor = await this.person('editor');
    return (await editor.post(`/changes/${change.id}/submit`)).is(200).body;
  }

  async confirmed(items, department = 'market') {
    const change = await this.submitted(items, department);
    const confirmer = await this.person(department);
    return (await confirmer.post(`/changes/${change.id}/confirm`, { digest: change.digest })).is(200).body;
  }

  async published(items, { at = null, department = 'market' } = {}) {
    const change = await this.confirmed(items, department);
    const editor = await this.person('editor');
    return (await editor.post(`/changes/${change.id}/publish`, { at })).is(200).body;
  }

  // Revises an entry all the way: a new confirmed revision, published.
  async revised(entry, text, options) {
    return this.published(
      [{ ...this.entry(text), action: 'revise', entry, base_revision: text.base_revision ?? null }],
      options,
    );
  }
}

// Asks again and again until `good(answer)` or the deadline: a second is the promise of publishing.
export async function within(milliseconds, ask, good, what = 'the awaited answer') {
  const deadline = performance.now() + milliseconds;
  let answer;
  do {
    answer = await ask();
    if (good(answer)) return answer;
  } while (performance.now() < deadline);
  assert.fail(
    `${what} did not come within ${milliseconds} ms; the last: ${JSON.stringify(answer?.body ?? answer).slice(0, 1500)}`,
  );
}

// The one result with this title, found within a second.
export async function findable(client, q, title, query = {}) {
  const answer = await within(
    1_000,
    () => client.get('/search', { q, ...query }),
    (found) => found.status === 200 && found.body.results.some((hit) => hit.title === title),
    `'${title}' for '${q}'`,
  );
  return { answer, hit: answer.body.results.find((result) => result.title === title) };
}

// All rows of a list, page by page. Pages without rows may name a next one only where the contract says so.
export async function walk(client, path, query = {}, { rowsOf = 'items', mayBeEmpty = false } = {}) {
  const rows = [];
  let cursor;
  do {
    const page = (await client.get(path, { ...query, cursor })).is(200).body;
    rows.push(...page[rowsOf]);
    assert.ok(page.next_cursor === null || page[rowsOf].length > 0 || mayBeEmpty, `${path}: an empty page names a next one`);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}
