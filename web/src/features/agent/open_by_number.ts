// An answer that was not found by words but opened out of a list of one's own: the desk searches for its number, so
// that what is done with it belongs to a search (and a call) like everything else that an agent sees.
import { plainSearch, searchDesk } from '../offline/desk_source';
import type { Answer } from './answer';

export interface ByNumber {
  search: string;
  answer: Answer;
}

/** Null when nothing answers for the entry now, or the index does not have it yet. */
export async function openByNumber(entry: number): Promise<ByNumber | null> {
  const found = await searchDesk(plainSearch(`K${entry}`), null, { limit: 5 });
  const answer = found.results.find((one) => one.entry === entry);
  return answer ? { search: found.search_id, answer } : null;
}
