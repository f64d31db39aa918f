// Runs one of the suites beside it: node run.mjs http|contract_http|faults|browser [more arguments for node --test].
// The sample library is made once and copied by every test file; so are the sign-ins, which are slow on purpose.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from './support/client.mjs';
import { makeSample, serve } from './support/server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const files = (folder) =>
  readdirSync(path.join(here, folder))
    .filter((file) => file.endsWith('.test.mjs'))
    .sort()
    .map((file) => path.join(here, folder, file));
const suites = {
  http: () => files('http').filter((file) => !file.endsWith('contract.test.mjs')),
  contract_http: () => [path.join(here, 'http/contract.test.mjs')],
  faults: () => files('faults'),
  browser: () => files('browser'),
};
const [suite, ...more] = process.argv.slice(2);
if (!suites[suite]) {
  console.error(`which suite? one of: ${Object.keys(suites).join(', ')}`);
  process.exit(2);
}

const directory = mkdtempSync(path.join(tmpdir(), 'koujing-suite-'));
const clean = () => rmSync(directory, { recursive: true, force: true });
process.once('exit', clean);
const sample = path.join(directory, 'sample');
await makeSample(sample);
const server = await serve(sample);
const sessions = {};
for (const name of [
  'admin',
  'director',
  'director2',
  'editor',
  'editor2',
  'market',
  'market2',
  'water',
  'agent',
  'agent2',
  'leader',
  'inspector',
  'auditor',
])
  sessions[name] = (await Client.signIn(server.url, name)).headers;
await server.stop();
// This reporter says at its end once more what failed, and where.
const child = spawn(process.execPath, ['--test', '--test-reporter=spec', ...more, ...suites[suite]()], {
  stdio: 'inherit',
  env: { ...process.env, KOUJING_SAMPLE_DIR: sample, KOUJING_SAMPLE_SESSIONS: JSON.stringify(sessions) },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
