// Which rows a filter leaves. Pure.
import type { GoldenQuery, SearchRule, Word } from '../../api/types';
import { keptOf } from './moves';

const holds = (q: string, ...texts: string[]): boolean => {
  const wanted = q.trim().toLowerCase();
  return !wanted || texts.some((one) => one.toLowerCase().includes(wanted));
};

const RULE_ORDER: SearchRule['state'][] = ['active', 'scheduled', 'ended'];
/** What holds now comes first, what is over last. `what`: a kind, a state, or '' for all. */
export function rulesFor(rules: readonly SearchRule[], what: string, q: string): SearchRule[] {
  return rules
    .filter((one) => !what || what === one.kind || what === one.state)
    .filter((one) => holds(q, ...one.queries, one.entry_title, `K${one.entry}`, one.note))
    .sort((a, b) => RULE_ORDER.indexOf(a.state) - RULE_ORDER.indexOf(b.state) || a.id - b.id);
}

export const goldenFor = (all: readonly GoldenQuery[], needOnly: boolean, q: string): GoldenQuery[] =>
  all.filter(
    (one) => (!needOnly || keptOf(one) !== 'kept') && holds(q, one.text, one.entry_title, `K${one.entry}`),
  );

/** The newest first: what was just added is what one looks for. */
export const wordsFor = (all: readonly Word[], q: string): Word[] => all.filter((one) => holds(q, one.word)).reverse();
