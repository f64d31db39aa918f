// What the copy showed, and what was done with it: kept as it happens, reported once the server is back.
import type { SearchAnswer } from '../../api/types';
import type { KeptSearch } from './store';

export interface SeenStore {
  searches: (person: string) => Promise<KeptSearch[]>;
  putSearch: (one: KeptSearch) => Promise<void>;
  dropSearch: (id: string) => Promise<void>;
}
export type How = KeptSearch['acts'][number]['how'];
export interface Report {
  refused: { id: string; detail: string }[];
}

const MOST_SHOWN = 50;
const MOST_ACTS = 100;
const MOST_AT_ONCE = 100;
/** While a word is being typed nobody reads what is shown for its first letters. */
const OVERTAKEN_MS = 1_000;
/** A desk that was closed without a word adds nothing any more. */
const LEFT_ALONE_MS = 600_000;

type Shown = Pick<SearchAnswer, 'results'>['results'];
const shownOf = (results: Shown): KeptSearch['shown'] => results.map(({ entry, revision }) => ({ entry, revision }));

export class Seen {
  private readonly own = new Map<string, KeptSearch>();
  private newest: KeptSearch | null = null;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: () => Promise<SeenStore>,
    private readonly now: () => number,
  ) {}

  has = (id: string): boolean => this.own.has(id);

  begin(person: string, answer: SearchAnswer, call: { call_id?: string }): void {
    const before = this.newest;
    const now = this.now();
    if (before && !before.acts.length && now - before.touched < OVERTAKEN_MS) {
      this.own.delete(before.id);
      this.then((store) => store.dropSearch(before.id));
    }
    const search: KeptSearch = {
      id: answer.search_id,
      person,
      at: new Date(now).toISOString(),
      q: answer.q,
      copy_made_at: answer.recorded_at,
      total: answer.total,
      ...call,
      shown: shownOf(answer.results).slice(0, MOST_SHOWN),
      acts: [],
      touched: now,
      done: false,
    };
    this.own.set(search.id, search);
    this.newest = search;
    this.keep(search);
  }

  /** The next page of its list. */
  more(id: string, results: Shown): void {
    const search = this.own.get(id);
    if (!search) return;
    search.shown = [...search.shown, ...shownOf(results)].slice(0, MOST_SHOWN);
    this.keep(search);
  }

  act(id: string, how: How, what: { entry: number; revision: number; seconds?: number }): void {
    const search = this.own.get(id);
    if (!search || search.done || search.acts.length >= MOST_ACTS) return;
    const { entry, revision, seconds } = what;
    const at = new Date(this.now()).toISOString();
    search.acts.push({ how, at, entry, revision, ...(seconds !== undefined && { seconds }) });
    this.keep(search);
  }

  /** The server is back: nothing more is added to what was shown. */
  close(): void {
    for (const search of this.own.values()) {
      search.done = true;
      this.keep(search);
    }
    this.newest = null;
  }

  /** What is done with, at most 100 at once. Tells what the server did not want; that is not kept. */
  async report(person: string, send: (searches: KeptSearch[]) => Promise<Report>, tell: (detail: string) => void): Promise<void> {
    await this.writing;
    const store = await this.store();
    const now = this.now();
    const ready = (await store.searches(person)).filter(({ done, touched }) => done || now - touched > LEFT_ALONE_MS);
    for (let from = 0; from < ready.length; from += MOST_AT_ONCE) {
      const some = ready.slice(from, from + MOST_AT_ONCE);
      const { refused } = await send(some);
      for (const { detail } of refused) tell(detail);
      for (const { id } of some) {
        await store.dropSearch(id);
        this.own.delete(id);
      }
    }
  }

  private keep(search: KeptSearch): void {
    search.touched = this.now();
    const copy = { ...search, shown: [...search.shown], acts: [...search.acts] };
    this.then((store) => store.putSearch(copy));
  }
  /** In order. A browser that keeps nothing still answers. */
  private then(work: (store: SeenStore) => Promise<void>): void {
    this.writing = this.writing.then(async () => work(await this.store())).catch(() => undefined);
  }
}

/** As it is sent. */
export function wireOf({ person: _person, touched: _touched, done: _done, ...search }: KeptSearch): Omit<KeptSearch, 'person' | 'touched' | 'done'> {
  return search;
}
