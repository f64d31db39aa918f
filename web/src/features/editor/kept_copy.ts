// What was written and is not with the server yet, kept in the browser: it outlives a closed tab, a lost network and an
// ended sign-in. One copy for each person and change set, gone as soon as everything is saved.
import type { Form } from './change_form';

export interface KeptCopy {
  /** The version of the set that was edited, and how it stood. */
  version: number;
  base: Form;
  form: Form;
}

const keyOf = (person: string, change: number): string => `koujing.draft.${person}.${change}`;

export function keepCopy(person: string, change: number, copy: KeptCopy): void {
  try {
    localStorage.setItem(keyOf(person, change), JSON.stringify(copy));
  } catch {
    // No room, or not allowed: the server's autosave is what remains.
  }
}

export function dropCopy(person: string, change: number): void {
  try {
    localStorage.removeItem(keyOf(person, change));
  } catch {
    // Nothing was kept then.
  }
}

export function copyOf(person: string, change: number): KeptCopy | null {
  try {
    const text = localStorage.getItem(keyOf(person, change));
    const copy = text === null ? null : (JSON.parse(text) as Partial<KeptCopy>);
    const whole = copy && typeof copy.version === 'number' && Array.isArray(copy.form?.items) && copy.base;
    return whole ? (copy as KeptCopy) : null;
  } catch {
    return null;
  }
}
