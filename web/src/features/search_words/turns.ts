// The synonyms of every state in one list, those that wait for a decision first: a state is walked to its end, then the next.
import type { Page } from '../../api/pages';
import type { SynonymState } from '../../api/types';

export const STATES: SynonymState[] = ['proposed', 'active', 'declined'];

export interface Turn {
  state: SynonymState;
  cursor?: string;
}

/** One page of the list, of at least `enough` rows while there are some; its cursor names the state that it stands in. */
export async function pageOf<T>(
  only: string,
  cursor: string | undefined,
  enough: number,
  fetchPage: (turn: Turn) => Promise<Page<T>>,
): Promise<Page<T>> {
  const states = STATES.some((one) => one === only) ? STATES.filter((one) => one === only) : STATES;
  const [name = '', rest = ''] = cursor?.split(/:(.*)/s) ?? [];
  const state = states.find((one) => one === name) ?? states[0] ?? 'proposed';
  const page = await fetchPage({ state, ...(rest && { cursor: rest }) });
  if (page.next_cursor !== null) return { items: page.items, next_cursor: `${state}:${page.next_cursor}` };
  const next = states[states.indexOf(state) + 1];
  if (!next || page.items.length >= enough) return { items: page.items, next_cursor: next ? `${next}:` : null };
  const more = await pageOf(only, `${next}:`, enough - page.items.length, fetchPage);
  return { items: [...page.items, ...more.items], next_cursor: more.next_cursor };
}
