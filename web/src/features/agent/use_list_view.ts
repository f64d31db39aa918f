// The list whole or compact, as this person left it in this browser, and which rows were opened since the question.
import { reactive } from 'vue';
import { session } from '../../api/session';
import { roomOf, scrollTopFor, type Room } from './list_view';

const key = (): string => `koujing.list.${session.person?.name ?? ''}`;
function keptCompact(): boolean {
  try {
    return localStorage.getItem(key()) === 'compact';
  } catch {
    return false;
  }
}

export interface ListRooms {
  compact: () => boolean;
  roomOf: (place: number, entry: number) => Room;
  turn: () => void;
  /** A new list: only what is selected in it has been visited. */
  begin: (entry: number | undefined) => void;
  visit: (entry: number) => void;
  /** The whole of a row, or no longer. */
  open: (entry: number | undefined) => void;
}

export function useListView(): ListRooms {
  const view = reactive({ compact: keptCompact(), visited: new Set<number>(), opened: new Set<number>() });
  function turn(): void {
    view.compact = !view.compact;
    try {
      if (view.compact) localStorage.setItem(key(), 'compact');
      else localStorage.removeItem(key());
    } catch {
      // Private windows refuse storage; the choice then lasts as long as the page.
    }
  }
  function begin(entry: number | undefined): void {
    view.visited.clear();
    view.opened.clear();
    if (entry !== undefined) view.visited.add(entry);
  }
  function open(entry: number | undefined): void {
    if (entry === undefined) return;
    view.visited.add(entry);
    if (!view.opened.delete(entry)) view.opened.add(entry);
  }
  return {
    compact: () => view.compact,
    roomOf: (place, entry) => roomOf(view, place, entry),
    turn,
    begin,
    visit: (entry) => void view.visited.add(entry),
    open,
  };
}

/** Brings a row of a scrolling list into sight, no further than needed. */
export function keepInSight(list: HTMLElement | undefined, row: HTMLElement | null): void {
  if (!list || !row) return;
  const top = row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientTop + list.scrollTop;
  const view = { top: list.scrollTop, height: list.clientHeight };
  list.scrollTop = scrollTopFor({ top, height: row.offsetHeight }, view);
}
