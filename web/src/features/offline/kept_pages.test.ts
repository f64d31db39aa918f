import { describe, expect, test } from 'vitest';
import { keepFiles, type FileCache } from './kept_pages';

class Files implements FileCache {
  readonly all = new Map<string, string>();
  readonly steps: string[] = [];
  paths = async (): Promise<string[]> => [...this.all.keys()];
  put = async (path: string, answer: Response): Promise<void> => {
    this.steps.push(`+${path}`);
    this.all.set(path, await answer.text());
  };
  drop = async (path: string): Promise<void> => {
    this.steps.push(`-${path}`);
    this.all.delete(path);
  };
}
const server = (version: string, assets: string[]): Record<string, string> => ({
  '/': `page ${version}`,
  '/mark.svg': '<svg/>',
  '/files.json': JSON.stringify({ assets }),
  ...Object.fromEntries(assets.map((path) => [path, `content of ${path}`])),
});
const from =
  (files: () => Record<string, string>) =>
  async (path: string): Promise<Response> => {
    const text = files()[path];
    return text === undefined ? new Response('', { status: 404 }) : new Response(text);
  };

describe('the files of the pages', () => {
  test('the page goes in after what it names, and what is old goes last', async () => {
    const cache = new Files();
    expect(await keepFiles(cache, from(() => server('1', ['/assets/a.js', '/assets/b.js'])))).toBe(true);
    cache.steps.length = 0;
    expect(await keepFiles(cache, from(() => server('2', ['/assets/b.js', '/assets/c.js'])))).toBe(true);
    expect(cache.steps).toEqual(['+/assets/c.js', '+/mark.svg', '+/', '-/assets/a.js']);
    expect(cache.all.get('/')).toBe('page 2');
  });

  test('a version that is installed meanwhile leaves the old one whole', async () => {
    const cache = new Files();
    await keepFiles(cache, from(() => server('1', ['/assets/a.js'])));
    let now = server('2', ['/assets/b.js']);
    const load = from(() => now);
    const changing = async (path: string): Promise<Response> => {
      const answer = await load(path);
      if (path === '/') now = server('3', ['/assets/c.js']);
      return answer;
    };
    expect(await keepFiles(cache, changing)).toBe(false);
    expect(cache.all.get('/')).toBe('page 1');
    expect(cache.all.has('/assets/a.js')).toBe(true);
  });

  test('a file that cannot be had stops it before anything old goes', async () => {
    const cache = new Files();
    await keepFiles(cache, from(() => server('1', ['/assets/a.js'])));
    const broken = server('2', ['/assets/b.js']);
    delete broken['/assets/b.js'];
    await expect(keepFiles(cache, from(() => broken))).rejects.toThrow('/assets/b.js: 404');
    expect(cache.all.get('/')).toBe('page 1');
    expect(cache.all.has('/assets/a.js')).toBe(true);
  });
});
