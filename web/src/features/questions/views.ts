// Which views of the questions a person has, the first of them the one that the page opens with. Pure.
import type { QuestionState, Role } from '../../api/types';

export type View = 'todo' | 'late' | 'all' | 'mine' | 'news';

const SEE_ALL: Role[] = ['director', 'leader', 'editor', 'inspector', 'auditor'];
const ASK: Role[] = ['agent', 'leader', 'editor', 'director'];
const among = (roles: readonly Role[], these: readonly Role[]): boolean => roles.some((role) => these.includes(role));

export const seesAll = (roles: readonly Role[]): boolean => among(roles, SEE_ALL);
export const mayAsk = (roles: readonly Role[]): boolean => among(roles, ASK);

/** The state in which a question waits for this person; null for those who only ask or read. */
export function waitsFor(roles: readonly Role[]): QuestionState | null {
  if (among(roles, ['leader', 'director'])) return 'open';
  if (roles.includes('editor')) return 'answered';
  return roles.includes('department') && !seesAll(roles) ? 'routed' : null;
}

export function viewsOf(roles: readonly Role[]): View[] {
  const theirs: View[] = waitsFor(roles) ? ['todo'] : [];
  const reads: View[] = seesAll(roles) || roles.includes('department') ? ['all', 'late'] : [];
  const asks: View[] = mayAsk(roles) ? ['mine', 'news'] : [];
  return [...theirs, ...reads, ...asks];
}

export interface Filters {
  view: string;
  state: string;
  department: string;
}

/** The view that the address names, or the first one. */
export function viewOf(named: string, roles: readonly Role[]): View {
  const views = viewsOf(roles);
  return views.find((one) => one === named) ?? views[0] ?? 'all';
}

export interface Asked {
  state?: QuestionState;
  department?: string;
  mine?: boolean;
  news?: boolean;
  late?: boolean;
}

/** What the server is asked for a view. */
export function askedOf(filters: Filters, roles: readonly Role[]): Asked {
  const view = viewOf(filters.view, roles);
  const department = filters.department ? { department: filters.department } : {};
  if (view === 'mine') return { mine: true };
  if (view === 'news') return { news: true };
  if (view === 'late') return { late: true, ...department };
  const state = view === 'todo' ? waitsFor(roles) : (filters.state as QuestionState | '');
  return { ...(state && { state }), ...department };
}

/** Who sees that clocks are kept has what is late on top of what is to do, the longest late first. */
export const lateOnTop = (filters: Filters, roles: readonly Role[]): boolean =>
  viewOf(filters.view, roles) === 'todo' && waitsFor(roles) !== 'answered';

export function withLate<T extends { id: number; due: string | null }>(late: readonly T[], rest: readonly T[]): T[] {
  const first = [...late].sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
  return [...first, ...rest.filter((one) => !late.some((other) => other.id === one.id))];
}
