// Which desks a role is shown, in which order. The server decides what is allowed; this only keeps closed doors out of
// sight.
import type { Role } from '../api/types';

export type Desk =
  | 'desk'
  | 'review'
  | 'notices'
  | 'changes'
  | 'confirm'
  | 'entries'
  | 'journal'
  | 'bulletins'
  | 'care'
  | 'catalogue'
  | 'questions'
  | 'import'
  | 'shift'
  | 'exposures'
  | 'skill-groups'
  | 'search-words'
  | 'reports'
  | 'audit'
  | 'retention';

/** In the order of the bar: what is nearest to the role's daily work comes first. */
const ORDER: Record<Role, Desk[]> = {
  agent: ['desk', 'shift', 'questions', 'exposures'],
  leader: ['desk', 'shift', 'questions', 'bulletins', 'notices', 'changes', 'exposures', 'skill-groups', 'search-words'],
  inspector: ['desk', 'exposures', 'audit', 'entries', 'questions', 'journal', 'reports', 'search-words'],
  department: ['confirm', 'questions', 'notices', 'care'],
  director: [
    ...(['review', 'notices', 'changes', 'bulletins', 'entries', 'questions', 'care', 'journal'] as const),
    ...(['reports', 'skill-groups', 'search-words'] as const),
  ],
  editor: ['notices', 'changes', 'questions', 'entries', 'care', 'catalogue', 'search-words'],
  auditor: ['audit', 'entries', 'exposures', 'questions', 'journal', 'reports', 'search-words'],
  admin: ['journal', 'reports', 'retention', 'import', 'skill-groups', 'search-words'],
};

/** `reviews`: this person stands in for an absent director. */
export function desksOf(roles: readonly Role[], reviews = false): Desk[] {
  return [...new Set([...roles.flatMap((role) => ORDER[role]), ...(reviews ? (['review'] as const) : [])])];
}

export const PATHS: Record<Desk, string> = {
  desk: '/desk',
  review: '/review',
  notices: '/notices',
  changes: '/changes',
  confirm: '/confirm',
  entries: '/entries',
  journal: '/journal',
  bulletins: '/bulletins',
  care: '/care',
  catalogue: '/catalogue',
  questions: '/questions',
  import: '/import',
  shift: '/shift',
  exposures: '/exposures',
  'skill-groups': '/skill-groups',
  'search-words': '/search-words',
  reports: '/reports',
  audit: '/audit',
  retention: '/retention',
};

/** Where a person begins. Everyone may search, so there is always a place. */
export const homeOf = (roles: readonly Role[]): string => PATHS[desksOf(roles)[0] ?? 'desk'];
