// Who is signed in, in this tab. The cookie itself is HttpOnly; what is kept here is the person and the CSRF token.
import { computed, reactive } from 'vue';
import type { Person, PersonRef, Role, Session } from './types';

export const session = reactive({
  person: null as Person | null,
  /** The absent director for whom this person reviews notices now. */
  standsInFor: null as PersonRef | null,
  /** All that somebody who came by a link may see: a change set, or a question. */
  onlyChange: null as number | null,
  onlyQuestion: null as number | null,
  /** Of pages beside our own that are believed when they tell of a call. */
  embedOrigins: [] as string[],
  csrf: null as string | null,
  /** Server clock minus this machine's clock in milliseconds: desks with a wrong clock still show right times. */
  skew: 0,
  /** True while the dialog that asks for the password again is open. */
  asking: false,
});

export const roles = computed<Role[]>(() => session.person?.roles ?? []);
/** A director, or whoever stands in for one. */
export const mayReview = computed(() => hasRole('director') || session.standsInFor !== null);
/** The one page that a link leads to; "" for everybody else. */
export const onlyPage = computed(() =>
  session.onlyChange !== null
    ? `/confirm/${session.onlyChange}`
    : session.onlyQuestion !== null
      ? `/questions/${session.onlyQuestion}`
      : '',
);
export const hasRole = (...wanted: Role[]): boolean => wanted.some((role) => roles.value.includes(role));

/** The department of who raises its notices only; null for those who say for whom. */
export const ownDepartment = computed(() =>
  hasRole('director', 'leader', 'editor') ? null : (session.person?.department ?? null),
);

/** What the server said last, without its token. */
let told: Session | null = null;
export const toldSession = (): Session | null => told;

export function begin(answer: Session): void {
  told = { ...answer, csrf_token: null };
  session.person = answer.person;
  session.standsInFor = answer.stands_in_for;
  session.onlyChange = answer.only_change;
  session.onlyQuestion = answer.only_question;
  session.embedOrigins = answer.embed_origins;
  session.csrf = answer.csrf_token;
  session.skew = Date.parse(answer.server_time) - Date.now();
}

const listeners = new Set<() => void>();
/** For what is kept of one person on this machine and must not outlast the session. */
export const whenEnded = (forget: () => void): void => void listeners.add(forget);

export function end(): void {
  told = null;
  session.person = null;
  session.csrf = null;
  answerAsking(false);
  for (const forget of listeners) forget();
}

let waiting: { resolve: (again: boolean) => void; promise: Promise<boolean> } | null = null;

/** Asks for the password again; all requests that ran into a 401 wait for the one answer. False: given up. */
export function askAgain(): Promise<boolean> {
  if (!waiting) {
    let resolve: (again: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((done) => (resolve = done));
    waiting = { resolve, promise };
    session.asking = true;
  }
  return waiting.promise;
}

export function answerAsking(again: boolean): void {
  session.asking = false;
  waiting?.resolve(again);
  waiting = null;
}
