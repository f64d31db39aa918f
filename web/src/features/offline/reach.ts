// Whether the server can be reached. It is lost when a search or an entry says so, and found again by asking /healthz
// with growing pauses.
import { reactive } from 'vue';
import { isAbort } from '../../api/client';
import { NETWORK, asProblem } from '../../api/problem';

const PAUSES_MS = [2_000, 3_000, 5_000, 8_000, 12_000];
const PATIENCE_MS = 4_000;
/** Lost again so soon: the pauses go on growing. */
const FLAPPING_MS = 30_000;

export const reach = reactive({
  offline: false,
  /** Milliseconds of this machine's clock. */
  lostAt: 0,
  backAt: 0,
});

const UNREACHABLE = [502, 503, 504];
/** No answer, or one of a gateway that got none. What the server itself refuses is no such thing. */
export function isUnreachable(error: unknown): boolean {
  if (isAbort(error)) return false; // we hung up ourselves
  const { status, code } = asProblem(error);
  return UNREACHABLE.includes(status) || (status === 0 && code === NETWORK);
}

const listeners = new Set<() => void>();
export function whenBack(tell: () => void): () => void {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

/** Only the server itself says this: a page of a gateway or a log-in page of the network does not count. */
export async function isAlive(): Promise<boolean> {
  try {
    const answer = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok && (await answer.text()).trim() === 'ok';
  } catch {
    return false;
  }
}

let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let probing = false;

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void probe(), PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
  tries += 1;
}

/** Now instead of after the pause. */
export async function probe(): Promise<void> {
  if (!reach.offline || probing) return;
  probing = true;
  const alive = await isAlive();
  probing = false;
  if (!reach.offline) return;
  if (!alive) return later();
  clearTimeout(timer);
  reach.offline = false;
  reach.backAt = Date.now();
  for (const tell of listeners) tell();
}

export function lost(): void {
  if (reach.offline) return;
  const now = Date.now();
  if (now - reach.backAt > FLAPPING_MS) tries = 0;
  reach.offline = true;
  reach.lostAt = now;
  later();
}

if (typeof window !== 'undefined') window.addEventListener('online', () => void probe());
