// How a line of the words of search is said in one row. Pure.
import type { SearchRule, Synonym, SynonymForm } from '../../api/types';
import type { Messages } from '../../app/messages/zh';
import { endMoment, moment } from '../../ui/time';

export const LIST = '、';

/** 断网 ⇄ 没网、掉线; one way → . */
export const pairOf = ({ from, to, both_ways }: SynonymForm): string =>
  `${from} ${both_ways === false ? '→' : '⇄'} ${to.join(LIST)}`;

export function periodOf({ from, to }: Pick<SearchRule, 'from' | 'to'>, m: Messages): string {
  if (from && to) return m.time.span(moment(from), endMoment(to));
  if (from) return m.time.from(moment(from));
  return to ? m.time.until(endMoment(to)) : m.searchWords.rules.always;
}

export const placeOf = ({ position }: Pick<SearchRule, 'position'>, m: Messages): string =>
  position === null ? m.searchWords.rules.banned : m.searchWords.rules.at(position);

/** All of it: what somebody else has changed has to be seen. */
export function wordsOf(old: Synonym | SearchRule, m: Messages): string {
  if (!('queries' in old)) return [pairOf(old), m.searchWords.synonyms.states[old.state]].join(' · ');
  const { kinds, matches } = m.searchWords.rules;
  const what = `${old.queries.join(LIST)} → K${old.entry} ${old.entry_title}`;
  return [kinds[old.kind], what, matches[old.match], placeOf(old, m), periodOf(old, m), old.note].filter(Boolean).join(' · ');
}
