// The key under which a form is sent: the same as long as the same is sent, so that a repeat makes nothing twice.
import { newKey } from '../api/client';

export function useOnceKey(make: () => string = newKey): { keyFor: (body: unknown) => string; begin: () => void } {
  let sent = '';
  let key = '';
  function keyFor(body: unknown): string {
    const now = JSON.stringify(body);
    if (!key || now !== sent) key = make();
    sent = now;
    return key;
  }
  /** What comes is another act, also when its words are the same. */
  function begin(): void {
    key = '';
  }
  return { keyFor, begin };
}
