// How a line of the words of search is named in one row. Pure.
import type { SearchRule, Synonym, SynonymForm } from '../../api/types';

export const LIST = '、';

/** 断网 ⇄ 没网、掉线; one way → . */
export const pairOf = ({ from, to, both_ways }: SynonymForm): string =>
  `${from} ${both_ways === false ? '→' : '⇄'} ${to.join(LIST)}`;

export function nameOf(old: Synonym | SearchRule): string {
  return 'queries' in old ? `${old.queries.join(LIST)} → K${old.entry} ${old.entry_title}` : pairOf(old);
}
