// A page of one file that checks a bundle on a machine without the server. Nothing is sent anywhere; the policy in its head
// forbids it.
import { en } from '../app/messages/en';
import { zh } from '../app/messages/zh';
import { BundleCheck, type Verdict } from './bundle_check';
import { hex } from './bytes';
import { textOf, type JsonObject } from './canonical';
import { openCheckpoints } from './checkpoint';
import { contents } from './contents';
import { h } from './dom';
import { eachLine } from './lines';
import { Said } from './said';
import { microseconds, moment } from './time';
import { words, type Language } from './words';

const KEY = /^[0-9a-f]{64}$/;
let language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
let file: File | null = null;
let runs = 0;
const given = { key: '', held: '' };

const at = (test: string): HTMLElement => document.querySelector<HTMLElement>(`[data-test=${test}]`) ?? document.body;
const said = (one: Said): string => one[language];

async function check(): Promise<void> {
  if (!file) return;
  const run = (runs += 1);
  const w = words[language];
  at('contents').replaceChildren();
  const key = given.key.trim().toLowerCase();
  const lines: JsonObject[] = [];
  const bundle = new BundleCheck((publicKey) => {
    if (key && !KEY.test(key)) throw new Said(words.zh.badKey, words.en.badKey);
    if (key && key !== publicKey) throw new Said(words.zh.wrongKey, words.en.wrongKey);
    try {
      return given.held.trim() ? openCheckpoints(given.held, publicKey) : [];
    } catch (error) {
      if (error instanceof Said) throw new Said(`${words.zh.badHeld}：${error.zh}`, `${words.en.badHeld}: ${error.en}`);
      throw error;
    }
  });
  const { size } = file;
  let read = 0;
  try {
    await eachLine(
      file.stream(),
      (bytes, whole) => {
        const line = bundle.add(bytes, whole);
        if (line) lines.push(line);
        return line !== null && run === runs;
      },
      (bytes) => {
        read += bytes;
        if (run === runs) at('verdict').replaceChildren(h('p', { role: 'status' }, w.reading(Math.floor((100 * read) / Math.max(size, 1)))));
      },
    );
  } catch (error) {
    if (run === runs) at('verdict').replaceChildren(h('div', { class: 'verdict bad', role: 'alert' }, h('b', {}, `${w.unread}：${String(error)}`)));
    return;
  }
  if (run !== runs) return;
  bundle.finish();
  show(bundle.verdict, lines);
}

function aboutOf({ about }: Verdict): string {
  const w = words[language];
  const kind = textOf(about, 'kind');
  if (kind !== 'period') return `${kind === 'entry' ? `${w.about.entry} K` : `${w.about.call} `}${textOf(about, 'id')}`;
  const bound = (name: string): string => (about[name] === null ? w.open : moment(microseconds(textOf(about, name))));
  return `${w.about.period} ${bound('from')} – ${bound('to')}`;
}
function show(verdict: Verdict, lines: JsonObject[]): void {
  const w = words[language];
  const { finding } = verdict;
  const box = finding
    ? h('div', { class: 'verdict bad', role: 'alert', 'data-test': 'finding', 'data-line': String(finding.line) }, h('b', {}, `${w.bad(finding.line)}：${said(finding.said)}`), h('p', {}, w.badWhy))
    : h('div', { class: 'verdict good', role: 'alert', 'data-test': 'holds' }, h('b', {}, w.good), h('p', {}, w.goodWhy(verdict.records)));
  const facts: [string, string][] = [[w.facts.file, `${file?.name ?? ''} · ${file?.size ?? 0} B`]];
  if (!finding)
    facts.push(
      [w.facts.about, aboutOf(verdict)],
      [w.facts.written, moment(microseconds(verdict.writtenAt))],
      [w.facts.key, verdict.publicKey],
      [w.facts.size, String(verdict.checkpoint.size)],
      [w.facts.root, hex(verdict.checkpoint.root)],
      [w.facts.heldTo, String(verdict.held)],
    );
  at('verdict').replaceChildren(
    box,
    h('dl', { class: 'facts' }, ...facts.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    ...(finding ? [] : [verdict.unnamed > 0 && h('p', { class: 'warn' }, w.unnamed(verdict.unnamed)), !(given.key.trim() && verdict.held) && h('p', { class: 'quiet' }, w.alone)].filter((one) => one !== false)),
  );
  if (!finding) contents(lines, (language === 'zh' ? zh : en).journal.verbs, w);
}

function take(chosen: File | null | undefined): void {
  if (!chosen) return;
  file = chosen;
  void check();
}
function draw(): void {
  const w = words[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = w.title;
  const input = h('input', { id: 'file', type: 'file', 'data-test': 'file', change: () => take(input.files?.[0]) });
  const key = h('input', { id: 'key', spellcheck: 'false', autocomplete: 'off', 'data-test': 'key', input: () => (given.key = key.value) });
  const held = h('textarea', { id: 'held', rows: '6', spellcheck: 'false', 'data-test': 'held', input: () => (given.held = held.value) });
  [key.value, held.value] = [given.key, given.held];
  const turn = (): void => {
    language = language === 'zh' ? 'en' : 'zh';
    draw();
    void check();
  };
  document.body.replaceChildren(
    h('header', {}, h('h1', {}, w.title), h('button', { type: 'button', 'data-test': 'language', click: turn }, w.other)),
    h(
      'main',
      {},
      h('p', { class: 'quiet' }, w.why),
      h('div', { class: 'drop' }, h('label', { for: 'file' }, w.choose), input, h('span', { class: 'quiet' }, w.drop)),
      h(
        'details',
        { open: Boolean(given.key || given.held) },
        h('summary', {}, w.more),
        h('label', { for: 'key' }, w.key),
        key,
        h('p', { class: 'quiet' }, w.keyHint),
        h('label', { for: 'held' }, w.held),
        held,
        h('p', { class: 'quiet' }, w.heldHint),
        h('button', { type: 'button', 'data-test': 'again', click: () => void check() }, w.again),
      ),
      h('div', { 'data-test': 'verdict' }),
      h('div', { 'data-test': 'contents' }),
    ),
  );
}

document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  take(event.dataTransfer?.files[0]);
});
draw();
