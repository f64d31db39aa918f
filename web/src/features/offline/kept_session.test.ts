import { beforeEach, describe, expect, test } from 'vitest';
import { begin, end, session } from '../../api/session';
import type { Session } from '../../api/types';
import { finishLeaving, hasLeft, keepSession, openKeptSession, rememberLeaving, type SessionStore } from './kept_session';
import type { KeptSession } from './store';

const NOW = Date.parse('2026-11-26T10:00:00+08:00');
const signedIn = (more: Partial<Session> = {}): Session => ({
  person: { name: 'chen', display_name: '陈', roles: ['agent'], department: null, skill_group: null } as unknown as Session['person'],
  stands_in_for: null, only_change: null, only_question: null, embed_origins: [],
  csrf_token: 'secret', expires_at: '2026-11-26T18:00:00+08:00', server_time: '2026-11-26T10:00:00+08:00',
  ...more,
}); // prettier-ignore
class Kept implements SessionStore {
  value: KeptSession | null = null;
  meta = async (): Promise<KeptSession | null> => this.value;
  setMeta = async (_key: 'session', value: KeptSession): Promise<void> => void (this.value = value);
}
beforeEach(() => {
  localStorage.clear();
  end();
});

describe('the session that is kept', () => {
  test('opens the desk again, without the token', async () => {
    const store = new Kept();
    begin(signedIn());
    await keepSession(store);
    expect(JSON.stringify(store.value)).not.toContain('secret');
    end();
    expect(await openKeptSession(store, NOW)).toBe(true);
    expect(session.person?.name).toBe('chen');
    expect(session.csrf).toBeNull();
    // What came from here is not kept as if the server had said it again.
    store.value = null;
    await keepSession(store);
    expect(store.value).toBeNull();
  });

  test('ends by the clock of the server', async () => {
    const store = new Kept();
    begin(signedIn());
    await keepSession(store);
    end();
    if (store.value) store.value.skew = 8 * 3_600_000;
    expect(await openKeptSession(store, NOW)).toBe(false);
    expect(session.person).toBeNull();
  });

  test('who signed out without a server is out, and the server is told first of all', async () => {
    const store = new Kept();
    begin(signedIn());
    await keepSession(store);
    end();
    rememberLeaving();
    expect(await openKeptSession(store, NOW)).toBe(false);

    const away = (): Promise<never> => Promise.reject(new TypeError('away'));
    await expect(finishLeaving(away, away)).rejects.toThrow('away');
    expect(hasLeft()).toBe(true);

    const tokens: (string | null)[] = [];
    await finishLeaving(
      async () => signedIn(),
      async () => void tokens.push(session.csrf),
    );
    expect(tokens).toEqual(['secret']);
    expect([session.person, session.csrf, hasLeft()]).toEqual([null, null, false]);
  });
});
