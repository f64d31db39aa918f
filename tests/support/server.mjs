// A real koujing server for one test file: its own data directory, port 0, ended by its process id.
//
// KOUJING_BIN names the program (build/dev/koujing or build/release/koujing when it is absent). KOUJING_SAMPLE_DIR
// may name a data directory with the sample library, made once for a whole run by run.mjs: it is copied, not used.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const samplePassword = 'sample-Password-7';
const patience = 60_000; // a start under sanitizers on a busy machine

export function program() {
  if (process.env.KOUJING_BIN) return process.env.KOUJING_BIN;
  const built = ['build/dev/koujing', 'build/release/koujing'].map((file) => path.join(root, file)).find(existsSync);
  if (!built) throw new Error('no program to test: build it, or name it in KOUJING_BIN');
  return built;
}

// Runs one command to its end: {status, stdout, stderr}. Never throws for an exit status.
export function run(args, options = {}) {
  return new Promise((resolve) => {
    const environment = { ...process.env, KOUJING_SAMPLE_PASSWORD: samplePassword, ...options.env };
    execFile(program(), args, { env: environment, timeout: patience, maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
      resolve({ status: error ? (error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}

export async function mustRun(args, options) {
  const done = await run(args, options);
  if (done.status !== 0) throw new Error(`koujing ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
}

export async function makeSample(directory) {
  const made = process.env.KOUJING_SAMPLE_DIR;
  if (made) return cp(made, directory, { recursive: true, preserveTimestamps: true });
  await mustRun(['init', '--sample', '--data', directory]);
}

// Serves `data`; resolves when the first line names the address. `listen` gives a server that was stopped its port again.
export async function serve(data, options = {}) {
  const child = spawn(program(), ['serve', '--data', data, '--listen', options.listen ?? '127.0.0.1:0', ...(options.args ?? [])], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const log = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.length < 10_000 && log.push(line));
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  ended.then(() => process.removeListener('exit', killWithUs));

  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the server printed no address in time')), patience);
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      clearTimeout(late);
      const address = /http:\/\/[0-9.]+:\d+/.exec(line)?.[0];
      address ? resolve(address) : reject(new Error(`the first line holds no address: ${line}`));
    });
    ended.then(({ code, signal }) => {
      clearTimeout(late);
      reject(new Error(`the server ended at its start (${code ?? signal}):\n${log.join('\n')}`));
    });
  }).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  const signal = async (name) => {
    child.kill(name);
    return ended;
  };
  return { url, data, pid: child.pid, log, ended, kill: () => signal('SIGKILL'), stop: () => signal('SIGTERM') };
}

// The sample library, served: call `close` in `after`.
export async function serveSample(options = {}) {
  const directory = await mkdtemp(path.join(tmpdir(), 'koujing-http-'));
  const data = path.join(directory, 'data');
  try {
    await makeSample(data);
    const server = await serve(data, options);
    const close = async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    };
    return { ...server, close };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}
