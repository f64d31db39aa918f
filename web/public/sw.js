// Opens the pages while the server is away, from what the desk keeps of them (src/features/offline/kept_pages.ts). As
// long as the server answers, everything comes from it; what is under /api/ never passes through here where the browser
// can be told so.
const CACHE = 'koujing-pages';
const AWAY = [502, 503, 504];
const PATIENCE_MS = 5000;

self.addEventListener('install', (event) => {
  if (event.addRoutes)
    event.waitUntil(event.addRoutes([{ condition: { urlPattern: new URLPattern({ pathname: '/api/*' }) }, source: 'network' }]));
  self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

const kept = async (path) => (await caches.open(CACHE)).match(path);

// Every address is one page: the router of the pages reads the rest.
async function page(request) {
  const asked = fetch(request);
  asked.catch(() => undefined); // whoever waits no longer
  const instead = await kept('/');
  if (!instead) return asked;
  const late = new Promise((give) => setTimeout(() => give(null), PATIENCE_MS));
  const answer = await Promise.race([asked.catch(() => null), late]);
  return answer && !AWAY.includes(answer.status) ? answer : instead;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/') || pathname === '/mark.svg')
    event.respondWith(kept(pathname).then((file) => file ?? fetch(request)));
});
