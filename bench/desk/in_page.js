// What key_to_paint.mjs puts into the page of the desk before anything else runs: watches keys, results and frames.
//
// The results of an input are in the page when the list is no longer busy and the address bar, which is what the list
// answers, says what stands in the box: the desk fills the list and ends being busy in one turn. The frame that shows
// them has been made when a message that was sent from its animation frame arrives.
(() => {
  const bench = { keys: [], fetches: new Map(), painted: null };
  window.keyToPaint = bench;
  const box = () => document.querySelector('[data-test="search-box"]');
  const asked = () => new URLSearchParams(location.search).get('q') ?? '';

  addEventListener('keydown', (event) => event.target === box() && bench.keys.push(event.timeStamp), true);
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      const address = new URL(one.name);
      if (address.pathname === '/api/v1/search')
        bench.fetches.set(address.searchParams.get('q') ?? '', { sent: one.startTime, answered: one.responseEnd });
    }
  }).observe({ type: 'resource', buffered: true });

  const afterFrame = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
  const look = () => {
    const left = document.querySelector('section[aria-busy]');
    const typed = box()?.value.trim();
    if (left?.getAttribute('aria-busy') !== 'false' || asked() !== typed || bench.painted?.q === typed) return;
    const filled = performance.now();
    bench.painted = { q: typed, filled, frame: null };
    const mine = bench.painted;
    afterFrame((frame) => (mine.frame = frame));
  };

  // Where the time of the last key went; null when the results of this text are not on the screen within `patience` ms.
  bench.times = async (q, patience) => {
    const deadline = performance.now() + patience;
    const there = () => bench.painted?.q === q && bench.painted.frame !== null;
    while (!there() && performance.now() < deadline) await new Promise((then) => setTimeout(then, 5));
    await new Promise((then) => setTimeout(then, 20)); // the entry of the request comes after the answer
    return there() ? { key: bench.keys.at(-1), ...bench.fetches.get(q), ...bench.painted } : null;
  };
  addEventListener('DOMContentLoaded', () =>
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['aria-busy'],
    }),
  );
})();
