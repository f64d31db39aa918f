#!/usr/bin/env node
// From the key to the screen: how long does an agent wait for the results of the letter that was just typed?
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../../tests/support/server.mjs';

const usage = `usage: key_to_paint.mjs [--entries N] [--from ENTRIES.jsonl[.zst]] [--queries QUERIES.jsonl] [--data DIR]

Opens the desk in Debian's Chromium on a library of --entries entries (default 100000), types questions letter by letter
with key events, and measures inside the page from the key's own time stamp to the frame after the results of that
very input are in the list. The desk's pause before it asks is part of it. The next letter comes --rest milliseconds
after the results of the last one are painted. Letters of the alphabet are keys; a Chinese character comes as from an
input method: it is composed, and the key that takes it counts.

  --entries N     the first N entries of --from (default 100000), beside the sample library
  --from FILE     JSONL in the entry exchange format, also compressed (.zst); without it, made from the sample library
  --queries FILE  JSONL with text, or one question a line; without it, those of tests/relevance
  --most N        so many questions, spread over the file (default 60)
  --letters N     at most so many letters of each (default 16)
  --data DIR      keeps the library here, and takes it from here the next time
  --bin FILE      the program (default build/release/koujing)
  --web DIR       the built pages (default web/dist)
  --rest MS       from a painted frame to the next key (default 60)

Needs Chromium and what tests/package.json names: npm --prefix tests ci. Everything else happens in a temporary
directory, on loopback; the server is ended by its process id.`;

function fail(text) {
  throw new Error(text);
}

function optionsOf(argv) {
  const text = (value) => ({ type: 'string', default: value });
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        help: { type: 'boolean', default: false },
        entries: text('100000'),
        from: text(),
        queries: text(path.join(root, 'tests/relevance/questions.tsv')),
        most: text('60'),
        letters: text('16'),
        data: text(),
        bin: text(path.join(root, 'build/release/koujing')),
        web: text(path.join(root, 'web/dist')),
        rest: text('60'),
      },
    });
    for (const name of ['entries', 'most', 'letters', 'rest']) {
      if (!/^\d+$/.test(values[name])) throw new Error(`--${name} takes a number, not ${values[name]}`);
      values[name] = Number(values[name]);
    }
    return values;
  } catch (error) {
    console.error(`key_to_paint: ${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

function questionsOf(file, most) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const texts = lines.map((line) => (line.startsWith('{') ? JSON.parse(line).text : line.split('\t').at(-1)).trim());
  const step = Math.max(1, texts.length / most);
  return Array.from({ length: Math.min(most, texts.length) }, (_, n) => texts[Math.floor(n * step)]);
}

// Lines of a file, of a compressed file, or made from the sample library.
async function* linesOf(from) {
  if (!from) yield* ownEntries();
  else if (from.endsWith('.zst')) {
    const zstd = spawn('zstd', ['-dc', '--', from], { stdio: ['ignore', 'pipe', 'inherit'] });
    const missing = new Promise((_, reject) => zstd.once('error', reject));
    missing.catch(() => console.error('zstd is not installed: apt-get install zstd, or unpack the file'));
    try {
      yield* createInterface({ input: zstd.stdout });
    } finally {
      zstd.kill();
    }
  } else for (const line of readFileSync(from, 'utf8').split('\n')) if (line) yield line;
}

function* ownEntries() {
  const sample = JSON.parse(readFileSync(path.join(root, 'content/sample/library.json'), 'utf8'));
  const changes = sample.notices.flatMap((notice) => notice.changes ?? []);
  const items = changes.flatMap((change) => change.items).filter((item) => item.title);
  const sentences = items.flatMap(({ script = '' }) => script.split(/[\n。]/)).filter((sentence) => sentence.length > 4);
  const questions = items.flatMap((item) => [item.title, ...(item.questions ?? [])]);
  let state = 7;
  const one = (list) => list[(state = (state * 1103515245 + 12345) % 2 ** 31) % list.length];
  for (let n = 0; ; ++n)
    yield JSON.stringify({
      id: `b${n}`,
      title: `${one(questions)}${n}`,
      questions: [one(questions), one(questions)],
      script: [one(sentences), one(sentences), one(sentences), one(sentences)].join('。'),
      library: one(sample.libraries),
      catalogue: one(items).catalogue,
    });
}

// The sample library with the entries in it. What it was made of stands beside it.
async function prepare(options, directory) {
  const [data, note] = [path.join(directory, 'data'), path.join(directory, 'made.json')];
  const made = { entries: options.entries, from: options.from ? path.basename(options.from) : null };
  if (existsSync(note)) {
    const kept = readFileSync(note, 'utf8');
    if (kept !== JSON.stringify(made)) fail(`${directory} holds another library (${kept}): name another --data`);
    return data;
  }
  if (existsSync(data)) fail(`${data} is there, but was not finished by this bench: remove it or name another --data`);
  await mkdir(directory, { recursive: true });
  const lines = path.join(directory, 'entries.jsonl');
  const taken = [];
  if (options.entries > 0)
    for await (const line of linesOf(options.from)) if (taken.push(line) >= options.entries) break;
  if (taken.length < options.entries) fail(`${options.from} holds only ${taken.length} entries`);
  await writeFile(lines, `${taken.join('\n')}\n`);
  await koujing(options, ['init', '--sample', '--data', data]);
  if (taken.length) console.log((await koujing(options, ['import', '--as', 'entries', lines, '--data', data])).split('\n')[0]);
  await rm(lines);
  await writeFile(note, JSON.stringify(made));
  return data;
}

// One command to its end, however long it takes.
function koujing(options, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(options.bin, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, KOUJING_SAMPLE_PASSWORD: options.password },
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (piece) => (said[name] += piece));
    child.once('error', reject);
    child.once('close', (status) => {
      if (status === 0) resolve(said.stdout);
      else reject(new Error(`koujing ${args[0]} ended with ${status}: ${said.stderr.slice(-300)}`));
    });
    process.once('exit', () => child.kill());
  });
}

async function signedIn(browser, baseURL, password) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL });
  const answer = await context.request.post('/api/v1/session', { data: { name: 'agent', password } });
  if (!answer.ok()) fail(`the agent could not sign in: ${answer.status()} ${await answer.text()}`);
  return context.newPage();
}

// A page that has just opened asks for this and that: wait until it only asks the feed.
async function rested(page) {
  const seen = [];
  page.on('request', (request) => seen.push([Date.now(), request.url()]));
  const deadline = Date.now() + 120_000;
  const since = (at) => seen.filter(([when]) => when >= at).length;
  do await page.waitForTimeout(2_500);
  while (since(Date.now() - 2_000) > 3 && Date.now() < deadline);
}

class Typist {
  constructor(page, devtools) {
    this.page = page;
    this.devtools = devtools;
  }

  async clear() {
    await this.page.locator('[data-test="search-box"]').focus();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.press('Backspace');
    await this.painted('');
  }

  async key(letter) {
    if (/^[\x21-\x7e]$/.test(letter)) return this.page.keyboard.press(letter);
    const space = { windowsVirtualKeyCode: 229, key: 'Process', code: 'Space' };
    const key = (type) => this.devtools.send('Input.dispatchKeyEvent', { type, ...space });
    await this.devtools.send('Input.imeSetComposition', { text: 'a', selectionStart: 1, selectionEnd: 1 });
    await key('rawKeyDown');
    await this.devtools.send('Input.insertText', { text: letter });
    await key('keyUp');
  }

  painted(typed) {
    return this.page.evaluate(([text, patience]) => window.keyToPaint.times(text, patience), [typed, 5_000]);
  }

  // Types a question and returns what each letter took: {all, pause, server, list, frame}, and how many never came.
  async type(question, options) {
    await this.clear();
    const took = [];
    let [typed, missed] = ['', 0];
    for (const letter of [...question].slice(0, options.letters)) {
      await this.page.waitForTimeout(options.rest);
      typed += letter;
      await this.key(letter);
      if (letter.trim() === '') continue; // asks nothing new
      const at = await this.painted(typed.trim());
      if (!at || at.sent === undefined || at.sent < at.key) {
        missed += 1;
        continue;
      }
      took.push({
        kind: /[\x21-\x7e]/.test(letter) ? 'letters of the alphabet' : 'characters of an input method',
        all: at.frame - at.key,
        pause: at.sent - at.key,
        server: at.answered - at.sent,
        list: at.filled - at.answered,
        frame: at.frame - at.filled,
      });
    }
    return { took, missed };
  }
}

function show(name, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))].toFixed(1).padStart(7);
  console.log(`  ${name.padEnd(46)} p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  max ${at(1)} ms  (${sorted.length})`);
}

function report(took, missed) {
  for (const kind of ['letters of the alphabet', 'characters of an input method']) {
    const rows = took.filter((one) => one.kind === kind);
    if (rows.length) show(`key to paint, ${kind}`, rows.map(({ all }) => all));
  }
  show('key to paint', took.map(({ all }) => all));
  show('  of which: from the key to the request', took.map(({ pause }) => pause));
  show('  from the request to the answer', took.map(({ server }) => server));
  show('  from the answer to the list', took.map(({ list }) => list));
  show('  from the list to the frame', took.map(({ frame }) => frame));
  show('without the pause before asking', took.map(({ all, pause }) => all - pause));
  console.log(`  ${missed} letters without results of their own within five seconds`);
}

async function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return console.log(usage);
  for (const file of [options.bin, options.queries, path.join(options.web, 'index.html'), options.from])
    if (file && !existsSync(file)) fail(`no such file: ${file}`);
  process.env.KOUJING_BIN = options.bin;
  const { samplePassword, serve } = await import('../../tests/support/server.mjs');
  const { launch, lacking } = await import('../../tests/support/browser.mjs').catch((error) =>
    fail(`${error.message}; npm --prefix tests ci brings what is needed`),
  );
  if (lacking === 'Chromium is not installed') fail(`${lacking}: apt-get install chromium`);
  options.password = samplePassword;
  const load = () => loadavg()[0].toFixed(1);
  console.log(`load ${load()} at the start, ${cpus().length} cores`);
  const temporary = options.data ? null : await mkdtemp(path.join(tmpdir(), 'koujing-bench-'));
  process.once('exit', () => temporary && rmSync(temporary, { recursive: true, force: true }));
  let server, browser;
  try {
    const data = await prepare(options, options.data ?? temporary);
    server = await serve(data, { args: ['--web', path.resolve(options.web)] });
    browser = await launch();
    const page = await signedIn(browser, server.url, samplePassword);
    await page.addInitScript({ path: fileURLToPath(new URL('in_page.js', import.meta.url)) });
    await page.goto('/desk');
    await page.waitForSelector('[data-test="search-box"]');
    await rested(page);
    const typist = new Typist(page, await page.context().newCDPSession(page));
    const questions = questionsOf(options.queries, options.most);
    for (const question of questions.slice(0, 3)) await typist.type(question, options); // to warm up
    const took = [];
    let missed = 0;
    for (const question of questions) {
      const one = await typist.type(question, options);
      took.push(...one.took);
      missed += one.missed;
    }
    console.log(`${options.entries} entries beside the sample library, ${questions.length} questions`);
    if (took.length) report(took, missed);
    else fail('no letter brought results of its own: is this the desk?');
  } finally {
    await browser?.close();
    await server?.stop();
    console.log(`load ${load()} at the end`);
  }
}

for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) process.once(signal, () => process.exit(status));
try {
  await main();
} catch (error) {
  console.error(`key_to_paint: ${error.message}`);
  process.exitCode = 1;
}
