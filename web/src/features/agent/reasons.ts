// Why a result stands where it stands, in terms that an editor can act on: the parts of its score in five groups, what
// keeps it behind the one before it, and the one thing to do. The names of the parts are those of
// search/rank_features.h. Pure.
import type { Role, SearchResult } from '../../api/types';

export type Reason = SearchResult['reasons'][number];
export const GROUPS = ['title', 'question', 'text', 'all', 'other'] as const;
export type Group = (typeof GROUPS)[number];

const PREFIXES: [string, Group][] = [
  ['title_', 'title'],
  ['heading_', 'question'],
  ['text_', 'text'],
  ['all_', 'all'],
];
const OF_THE_WHOLE = ['named', 'first_stage'];

export const groupOf = (feature: string): Group =>
  OF_THE_WHOLE.includes(feature) ? 'all' : (PREFIXES.find(([prefix]) => feature.startsWith(prefix))?.[1] ?? 'other');

export interface GroupSum {
  group: Group;
  sum: number;
  /** Largest part first, as the server gives them. */
  parts: Reason[];
}

export function groupsOf(reasons: readonly Reason[]): GroupSum[] {
  return GROUPS.map((group) => {
    const parts = reasons.filter((one) => groupOf(one.feature) === group);
    return { group, parts, sum: parts.reduce((sum, one) => sum + one.part, 0) };
  });
}

/** From where to where a bar goes, in percent of a scale that holds all values and zero. */
export function bar(value: number, all: readonly number[]): { left: number; width: number } {
  const low = Math.min(0, ...all);
  const span = Math.max(0, ...all) - low || 1;
  const at = (one: number): number => ((one - low) / span) * 100;
  return { left: at(Math.min(0, value)), width: (Math.abs(value) / span) * 100 };
}

/** The group in which `mine` lacks most against the result before it; null when it lacks nothing worth a word. */
export function lackOf(mine: readonly Reason[], before: readonly Reason[]): { group: Group; less: number } | null {
  const theirs = groupsOf(before);
  const lacks = groupsOf(mine).map(({ group, sum }, i) => ({ group, less: (theirs[i]?.sum ?? 0) - sum }));
  const most = lacks.reduce((a, b) => (b.less > a.less ? b : a));
  return most.less >= 0.05 ? most : null;
}

export type Advice = 'named' | 'first' | 'words' | 'shorter' | 'exact';

// Below these an editor sees the gap with the bare eye: about a third of the query, or of the heading, is not shared.
const MOST_OF_THE_QUERY = 0.7;
const MOST_OF_THE_HEADING = 0.6;

/** What to do to rank higher. `place` counts from 1. */
export function adviceOf(reasons: readonly Reason[], place: number): Advice {
  const value = (feature: string): number => reasons.find((one) => one.feature === feature)?.value ?? 0;
  if (value('named') > 0) return 'named';
  if (place === 1) return 'first';
  if (value('heading_chars') < MOST_OF_THE_QUERY) return 'words';
  return value('heading_covered') < MOST_OF_THE_HEADING ? 'shorter' : 'exact';
}

/** The query as a customer would say it: what to add as a question. Quotes and exclusions are the agent's, not his. */
export function asQuestion(q: string, corrected: string | null): string {
  if (corrected) return corrected;
  return q
    .replace(/(^|\s)[-－]\S+/g, ' ')
    .replace(/["“”「」『』]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Those who can do something about it. */
export const mayAskWhy = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === 'editor' || role === 'director' || role === 'admin');
