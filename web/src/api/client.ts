// The one way to the server. Stamps language and CSRF token, asks for the password again on 401 and then repeats the
// request, so that nothing typed is lost; turns every failure into a `Problem`.
import createClient from 'openapi-fetch';
import { locale } from '../app/locale';
import { NETWORK, Problem, SIGNED_OUT, asProblem, problemFrom } from './problem';
import type { paths } from './schema';
import { askAgain, begin, session } from './session';
import type { Session } from './types';

export const BASE = '/api/v1';

/** The headers of every request; `changing` ones carry the CSRF token. */
export function stampedHeaders(changing: boolean): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': locale.value === 'en' ? 'en' : 'zh-CN' };
  if (changing && session.csrf) headers['X-CSRF-Token'] = session.csrf;
  return headers;
}

function stamped(request: Request): Request {
  const changing = request.method !== 'GET' && request.method !== 'HEAD';
  for (const [name, value] of Object.entries(stampedHeaders(changing))) request.headers.set(name, value);
  return request;
}

// Signing in, by password or by link: a 401 is the answer there.
const isSession = (url: string): boolean =>
  [BASE + '/session', BASE + '/session/link'].includes(new URL(url, location.href).pathname);

/** Another tab signed in anew: the token here is the old one. Fetches the one that belongs to the cookie. */
export async function refreshToken(): Promise<boolean> {
  const answer = await fetch(BASE + '/session', { headers: stampedHeaders(false) });
  if (!answer.ok) return false;
  const now = (await answer.json()) as Session;
  const changed = now.csrf_token !== session.csrf;
  begin(now);
  return changed;
}

export async function isStaleToken(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return problemFrom(403, body).code.includes('csrf');
}

async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const once_more = request.clone();
  const response = await fetch(stamped(request));
  if (isSession(request.url)) return response;
  if (response.status === 401) {
    // Nobody is signed in (any more): the page of the sign-in is there, or on its way.
    if (!session.person || !(await askAgain())) throw new Problem(401, SIGNED_OUT, '', '');
    return fetch(stamped(again));
  }
  if ((await isStaleToken(response)) && (await refreshToken())) return fetch(stamped(once_more));
  return response;
}

export const api = createClient<paths>({ baseUrl: BASE, fetch: send });

/** For what a page asks by itself every moment: when the session has ended, it fails and does not take the caret from
 *  somebody who is typing to ask for the password. The next act does that. */
export const background = createClient<paths>({ baseUrl: BASE, fetch: (request) => fetch(stamped(request)) });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The value of a request that went well; throws `Problem` otherwise (and lets an abort pass as it is). */
export async function ok<T>(sent: Promise<Answer<T>>): Promise<T> {
  return (await tagged(sent)).data;
}

/** The same with the version for the next If-Match. */
export async function tagged<T>(sent: Promise<Answer<T>>): Promise<{ data: T; etag: string; replayed: boolean }> {
  let answer: Answer<T>;
  try {
    answer = await sent;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    if (error instanceof Problem) throw error;
    throw new Problem(0, NETWORK, '', asProblem(error).detail);
  }
  if (!answer.response.ok) throw problemFrom(answer.response.status, answer.error);
  return {
    data: answer.data as T,
    etag: answer.response.headers.get('ETag') ?? '',
    replayed: answer.response.headers.get('Idempotency-Replayed') === 'true',
  };
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** A key for one act of making something; keep it for the repeats of that act. Works on plain http too. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
