// What was typed into a form and not sent is kept in this tab: a reload loses nothing. It is of one person, and goes when
// they sign out.
import { session, whenEnded } from '../api/session';

const PREFIX = 'koujing.draft.';
const keyOf = (form: string): string => `${PREFIX}${session.person?.name ?? ''}.${form}`;

/** Null when nothing is kept. The form reads what it wrote itself, in the same build or an older one. */
export function keptDraft<T>(form: string): Partial<T> | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : null;
  } catch {
    return null;
  }
}

/** Null: it was sent. A browser that keeps nothing loses it at a reload, and only then. */
export function keepDraft(form: string, value: object | null): void {
  try {
    if (value) sessionStorage.setItem(keyOf(form), JSON.stringify(value));
    else sessionStorage.removeItem(keyOf(form));
  } catch {
    // As said above.
  }
}

whenEnded(() => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
});
