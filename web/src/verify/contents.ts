// What a bundle that holds says, to be read: its records, texts and papers.
import { base64Bytes } from './bytes';
import type { Json, JsonObject } from './canonical';
import { objectOf, textOf } from './canonical';
import { h } from './dom';
import { recordOf, type JournalRecord } from './record';
import { microseconds, moment } from './time';
import type { words } from './words';

type Words = (typeof words)['zh'];
const STEP = 200;
const MARKDOWN_LINES = /\n/;

/** A time is shown as people read it, everything else as it is. */
function plain(value: Json, w: Words): string {
  if (value === null) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (!/^\d{4}-\d\d-\d\dT/.test(value)) return value;
  try {
    return moment(microseconds(value));
  } catch {
    return value || w.open;
  }
}

const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.values(value).every(isEmpty));
/** An object as a list of its fields; what is empty is left out. */
function fields(value: Json, w: Words): HTMLElement | string {
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object')) return value.map((one) => plain(one, w)).join('；');
    return h('ol', {}, ...value.map((one) => h('li', {}, fields(one, w))));
  }
  if (typeof value !== 'object' || value === null) return plain(value, w);
  const list = h('dl');
  for (const [name, one] of Object.entries(value)) {
    if (isEmpty(one)) continue;
    const shown = fields(one, w);
    const text = typeof shown === 'string' && MARKDOWN_LINES.test(shown) ? h('div', { class: 'lines' }, shown) : shown;
    list.append(h('dt', {}, w.fields[name] ?? name), h('dd', {}, text));
  }
  return list;
}
function textBlock(line: JsonObject, head: string, w: Words): HTMLElement {
  const digest = textOf(line, 'digest');
  if ('redaction' in line)
    return h(
      'p',
      { id: `d-${digest}`, 'data-test': `${textOf(line, 'kind')}-text` },
      `${head} `,
      h('span', { 'data-test': 'redacted' }, redactionOf(line, w)),
      h('span', { class: 'quiet' }, ` ${w.digest} `, h('code', {}, digest)),
    );
  const text = textOf(line, 'text');
  return h(
    'details',
    { id: `d-${digest}`, 'data-test': `${textOf(line, 'kind')}-text` },
    h('summary', {}, head),
    fields(JSON.parse(text) as Json, w),
    h('p', { class: 'quiet' }, `${w.digest} `, h('code', {}, digest)),
    h('details', {}, h('summary', { class: 'quiet' }, w.raw), h('pre', {}, text)),
  );
}
/** Empty of a text that was deleted. */
const titleOf = (line: JsonObject, ...names: string[]): string => {
  if ('redaction' in line) return '';
  const value = objectOf(JSON.parse(textOf(line, 'text')) as Json, 'text');
  for (const name of names) if (typeof value[name] === 'string' && value[name]) return value[name];
  return '';
};

/** By the signed stub. */
function redactionOf(line: JsonObject, w: Words): string {
  const stub = objectOf(JSON.parse(textOf(objectOf(line.redaction, 'redaction'), 'stub')) as Json, 'stub');
  return w.redacted(moment(microseconds(textOf(stub, 'at'))), textOf(stub, 'by'), textOf(stub, 'law'), textOf(stub, 'reason'));
}
function original(line: JsonObject, w: Words): HTMLElement {
  const name = textOf(line, 'file_name');
  const save = (): void => {
    const bytes = base64Bytes(textOf(line, 'bytes'));
    if (!bytes) return;
    const address = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/octet-stream' }));
    h('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return h(
    'p',
    { id: `d-${textOf(line, 'digest')}`, 'data-test': 'original-file' },
    `${name} · ${String(line.size)} B `,
    'redaction' in line
      ? h('span', { 'data-test': 'redacted' }, redactionOf(line, w))
      : 'bytes' in line
        ? h('button', { type: 'button', click: save }, w.save)
        : h('span', { class: 'quiet' }, w.noBytes),
    h('span', { class: 'quiet' }, ` ${w.digest} `, h('code', {}, textOf(line, 'digest'))),
  );
}

function recordRow(one: JournalRecord, verbs: Record<string, string>, w: Words): HTMLElement {
  const links = [...new Set([one.new_digest, one.old_digest])].filter((digest) => document.getElementById(`d-${digest}`));
  const open = (event: Event): void => {
    const target = document.querySelector<HTMLDetailsElement>((event.currentTarget as HTMLAnchorElement).hash);
    target?.closest('section')?.querySelector('details.part')?.setAttribute('open', '');
    target?.setAttribute('open', '');
  };
  return h(
    'tr',
    { 'data-test': 'record', 'data-seq': String(one.seq) },
    h('td', {}, String(one.seq)),
    h('td', { class: 'nowrap' }, moment(one.at)),
    h('td', {}, one.actor_login || w.actorNone),
    h('td', { class: 'nowrap' }, verbs[one.verb] ?? one.verb),
    h('td', { class: 'nowrap' }, `${w.kinds[one.subject.kind] ?? one.subject.kind} ${one.subject.id}`),
    h(
      'td',
      { class: 'detail' },
      one.detail === '{}' ? '' : one.detail,
      ...links.map((digest) => h('a', { href: `#d-${digest}`, click: open }, ` ${w.digest} ${digest.slice(0, 8)}`)),
    ),
  );
}
function records(lines: JsonObject[], verbs: Record<string, string>, w: Words): HTMLElement {
  const all = lines.map((line) => recordOf(objectOf(line.record, 'record')));
  const body = h('tbody');
  const count = h('span', { class: 'quiet', role: 'status' });
  const more = h('button', { type: 'button', 'data-test': 'more-records' });
  let found: JournalRecord[] = [];
  let shown = 0;
  function add(): void {
    body.append(...found.slice(shown, shown + STEP).map((one) => recordRow(one, verbs, w)));
    shown = Math.min(shown + STEP, found.length);
    more.hidden = shown === found.length;
    more.textContent = w.rest(Math.min(STEP, found.length - shown));
  }
  function find(typed: string): void {
    const wanted = typed.trim().toLowerCase();
    const says = (one: JournalRecord): string =>
      [one.seq, moment(one.at), one.actor_login, one.verb, verbs[one.verb], one.subject.kind, one.subject.id, one.detail].join(' ').toLowerCase();
    found = wanted ? all.filter((one) => says(one).includes(wanted)) : all;
    count.textContent = wanted ? w.found(found.length, all.length) : '';
    body.replaceChildren();
    shown = 0;
    add();
  }
  more.addEventListener('click', add);
  const box = h('input', { type: 'search', placeholder: w.find, 'aria-label': w.find, 'data-test': 'find', input: (event) => find((event.target as HTMLInputElement).value) });
  find('');
  const { seq, at, actor, verb, subject, detail } = w.columns;
  const head = h('tr', {}, ...[seq, at, actor, verb, subject, detail].map((one) => h('th', { scope: 'col' }, one)));
  return h('div', {}, h('p', {}, box, ' ', count), h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': w.heads.record }, h('table', {}, h('thead', {}, head), body)), more);
}

/** One part for each kind of line that is there. The records come last into being: they lead to the texts. */
export function contents(lines: readonly JsonObject[], verbs: Record<string, string>, w: Words): HTMLElement {
  const of = (kind: string): JsonObject[] => lines.filter((line) => line.kind === kind);
  const part = (kind: keyof Words['heads'], open: boolean, ...inside: Node[]): HTMLElement =>
    h('section', { 'data-test': `part-${kind}` }, h('details', { class: 'part', open }, h('summary', {}, `${w.heads[kind]} · ${of(kind).length}`), ...inside));
  const whole = h('div', { class: 'contents' });
  document.querySelector('[data-test=contents]')?.replaceChildren(whole);
  const add = (kind: keyof Words['heads'], make: (line: JsonObject) => Node): void => {
    if (of(kind).length) whole.append(part(kind, kind !== 'search', ...of(kind).map(make)));
  };
  add('revision', (line) => textBlock(line, `K${String(line.entry)} ${w.version(Number(line.revision))} ${titleOf(line, 'title')}`, w));
  add('change', (line) => textBlock(line, `${w.kinds.change ?? 'change'} ${String(line.id)} ${summaryOf(line)}`, w));
  add('notice', (line) => textBlock(line, `${w.kinds.notice ?? 'notice'} ${String(line.id)} ${titleOf(line, 'document_number')} ${titleOf(line, 'subject')}`, w));
  add('original', (line) => original(line, w));
  add('search', (line) => {
    const { kind: _kind, seal: _seal, salt: _salt, ...rest } = line;
    return h('div', { class: 'search' }, fields(rest, w));
  });
  if (of('record').length) whole.prepend(part('record', true, records(of('record'), verbs, w)));
  return whole;
}
function summaryOf(line: JsonObject): string {
  if ('redaction' in line) return '';
  const { content } = objectOf(JSON.parse(textOf(line, 'text')) as Json, 'text');
  return content ? textOf(objectOf(content, 'content'), 'summary') : '';
}
