// Tables that scroll sideways can be reached from the keyboard: `v-scroll-tables` on what Markdown became.
import type { Directive } from 'vue';

const watchers = new WeakMap<HTMLElement, ResizeObserver>();

function reach(table: HTMLElement): void {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  else table.removeAttribute('tabindex');
}
function watchTables(place: HTMLElement): void {
  watchers.get(place)?.disconnect();
  const tables = [...place.querySelectorAll('table')];
  if (!tables.length) return;
  const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target as HTMLElement)));
  tables.forEach((table) => watcher.observe(table));
  watchers.set(place, watcher);
}

export const vScrollTables: Directive<HTMLElement> = {
  mounted: watchTables,
  updated: watchTables,
  unmounted: (place) => watchers.get(place)?.disconnect(),
};
