import { afterEach, expect, it, vi } from 'vitest';
import { api, ok } from './client';
import { SIGNED_OUT } from './problem';
import { end, session } from './session';
import type { Person } from './types';

const refused = (): Promise<Response> => Promise.resolve(new Response('{}', { status: 401 }));
const asked = (): Promise<unknown> => ok(api.GET('/entries', {}));
const agent: Person = { name: 'agent', display_name: '坐席', roles: ['agent'], department: null, skill_group: '' };

afterEach(() => {
  end();
  vi.unstubAllGlobals();
});

it('does not ask for the password again when nobody is signed in', async () => {
  vi.stubGlobal('fetch', refused);
  await expect(asked()).rejects.toMatchObject({ code: SIGNED_OUT });
  expect(session.asking).toBe(false);
});

it('asks somebody whose session has ended, until they leave', async () => {
  vi.stubGlobal('fetch', refused);
  session.person = agent;
  const answer = expect(asked()).rejects.toMatchObject({ code: SIGNED_OUT });
  await vi.waitFor(() => expect(session.asking).toBe(true));
  end();
  expect(session.asking).toBe(false);
  await answer;
});
