// Keeps the files of the pages themselves, so that the desk can be opened anew while the server is away; sw.js serves
// them. Browsers allow that over TLS and on this machine only: elsewhere an open desk goes on, but must not be closed.
const WORKER = '/sw.js';
/** Written by the build: every file under /assets/, whose names change with their content. */
const LIST = '/files.json';
const CACHE = 'koujing-pages';

/** What of the Cache API is needed. */
export interface FileCache {
  paths: () => Promise<string[]>;
  put: (path: string, answer: Response) => Promise<void>;
  drop: (path: string) => Promise<void>;
}
export type Load = (path: string) => Promise<Response>;

async function loaded(load: Load, path: string): Promise<Response> {
  const answer = await load(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Makes the cache what the server has now. The page goes in last, so that whatever it names is there; what is old goes
 *  after that. False: the server was given a new version meanwhile, and the old one is still whole. */
export async function keepFiles(cache: FileCache, load: Load): Promise<boolean> {
  const list = await (await loaded(load, LIST)).text();
  const { assets } = JSON.parse(list) as { assets: string[] };
  const wanted = new Set(['/', '/mark.svg', ...assets]);
  const have = new Set(await cache.paths());
  for (const path of assets) if (!have.has(path)) await cache.put(path, await loaded(load, path));
  await cache.put('/mark.svg', await loaded(load, '/mark.svg'));
  const page = await loaded(load, '/');
  if ((await (await loaded(load, LIST)).text()) !== list) return false;
  await cache.put('/', page);
  for (const path of have) if (!wanted.has(path)) await cache.drop(path);
  return true;
}

/** Where the browser cannot, nothing happens. */
export async function keepPages(): Promise<void> {
  if (!('serviceWorker' in navigator) || typeof caches === 'undefined') return;
  const cache = await caches.open(CACHE);
  await navigator.serviceWorker.register(WORKER);
  await keepFiles(
    {
      paths: async () => (await cache.keys()).map(({ url }) => new URL(url).pathname),
      put: (path, answer) => cache.put(path, answer),
      drop: async (path) => void (await cache.delete(path)),
    },
    (path) => fetch(path, { cache: path.startsWith('/assets/') ? 'default' : 'no-cache' }),
  );
}
