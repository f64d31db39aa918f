// One tab of a browser does the work, however many are open.
const LEASE_MS = 20_000;
const own = Math.random().toString(36).slice(2);

interface Lease {
  tab: string;
  until: number;
}
function lease(name: string): Lease | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Lease | null;
  } catch {
    return null;
  }
}
function take(name: string): boolean {
  const held = lease(name);
  if (held && held.tab !== own && held.until > Date.now()) return false;
  try {
    localStorage.setItem(name, JSON.stringify({ tab: own, until: Date.now() + LEASE_MS }));
  } catch {
    return true; // nothing is shared, so nothing is in the way
  }
  return lease(name)?.tab === own;
}

/**
 * Runs `work` unless another tab is at it; false when one is. Web Locks where the browser has them (https), or else a
 * lease that the work renews by calling `still`.
 */
export async function inOneTab(name: string, work: (still: () => boolean) => Promise<void>): Promise<boolean> {
  const locks = (navigator as Partial<Navigator>).locks;
  if (locks)
    return locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await work(() => true);
      return lock !== null;
    });
  if (!take(name)) return false;
  try {
    await work(() => take(name));
  } finally {
    if (lease(name)?.tab === own) localStorage.removeItem(name);
  }
  return true;
}
