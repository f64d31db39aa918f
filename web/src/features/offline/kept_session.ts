// Who is signed in, for a desk that is opened while the server is away; and who signed out then, for when it is back.
import { begin, end, session, toldSession } from '../../api/session';
import type { Session } from '../../api/types';
import type { KeptSession } from './store';

const LEFT = 'koujing.signed-out';

export interface SessionStore {
  meta: (key: 'session') => Promise<KeptSession | null>;
  setMeta: (key: 'session', value: KeptSession) => Promise<void>;
}

export async function keepSession(store: SessionStore): Promise<void> {
  const told = toldSession();
  if (told && session.csrf !== null) await store.setMeta('session', { session: told, skew: session.skew });
}

/** False: nobody is known here, or the session would have ended by now. */
export async function openKeptSession(store: SessionStore, now = Date.now()): Promise<boolean> {
  const kept = await store.meta('session');
  if (!kept || hasLeft()) return false;
  const { expires_at: ends } = kept.session;
  if (ends !== null && Date.parse(ends) <= now + kept.skew) return false;
  begin(kept.session);
  session.skew = kept.skew;
  return true;
}

/** The server could not be told: it is told before anything else is asked of it. */
export const rememberLeaving = (): void => localStorage.setItem(LEFT, '1');
export const hasLeft = (): boolean => localStorage.getItem(LEFT) !== null;
export const forgetLeaving = (): void => localStorage.removeItem(LEFT);

/** Ends the session that was left while the server was away. `ask` and `leave` throw when it still is. */
export async function finishLeaving(ask: () => Promise<Session | null>, leave: () => Promise<void>): Promise<void> {
  if (!hasLeft()) return;
  const open = await ask();
  if (open) {
    begin(open); // the token with which it is ended
    await leave();
  }
  end();
  forgetLeaving();
}
