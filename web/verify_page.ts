// src/verify/ as one file that opens from a disk: script and style inside, and a policy by which it may run these two and
// contact nobody.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build, transformWithEsbuild, type Plugin } from 'vite';

const SOURCE = new URL('src/verify/', import.meta.url).pathname;
const allowed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

async function script(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2020', rollupOptions: { input: `${SOURCE}main.ts`, output: { format: 'iife' } } },
  });
  if (!('output' in made)) throw new Error('verify: one script was expected');
  const [{ code }] = made.output;
  return code.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

export const verifyPage: Plugin = {
  name: 'koujing-verify-page',
  apply: 'build',
  async generateBundle() {
    const js = await script();
    const css = (await transformWithEsbuild(readFileSync(`${SOURCE}verify.css`, 'utf8'), 'verify.css', { minify: true })).code;
    const policy = `default-src 'none'; script-src ${allowed(js)}; style-src ${allowed(css)}; base-uri 'none'; form-action 'none'`;
    const source = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>核验证据包</title>
<style>${css}</style>
</head>
<body>
<p>请把本页保存到电脑上再打开，并允许运行脚本。 Save this page to a disk, open it from there, and allow it to run scripts.</p>
<script>${js}</script>
</body>
</html>
`;
    this.emitFile({ type: 'asset', fileName: 'verify.html', source });
  },
};
