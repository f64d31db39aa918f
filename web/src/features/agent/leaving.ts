// How long an answer was in front of the agent. Pure: the clock and the sending are given.
export interface Viewed {
  search: string;
  entry: number;
  revision: number;
}
export interface Left extends Viewed {
  seconds: number;
}

/** What was passed over with the arrow keys was not read; what was opened, copied or read out counts from one second. */
const REST_S = 3;
const LONGEST_S = 86_400;

const same = (a: Viewed | null, b: Viewed | null): boolean => a?.entry === b?.entry && a?.revision === b?.revision;

export class Stopwatch {
  private open: Viewed | null = null;
  private since = 0;
  private used = false;

  constructor(
    private readonly now: () => number,
    private readonly tell: (left: Left) => void,
  ) {}

  /** Another answer is in front now, or none. The same one found by another search goes on. */
  show(next: Viewed | null): void {
    if (same(this.open, next)) return;
    this.leave();
    this.open = next;
    this.since = this.now();
    this.used = false;
  }

  /** It was opened, copied or read out: by the search with which that is recorded. */
  use(what: Viewed): void {
    this.show(what);
    this.open = what;
    this.used = true;
  }

  /** Tells of what was in front, and begins with nothing. */
  leave(): void {
    const { open, used } = this;
    this.open = null;
    if (!open) return;
    const seconds = Math.min(Math.round((this.now() - this.since) / 1_000), LONGEST_S);
    if (seconds >= (used ? 1 : REST_S)) this.tell({ ...open, seconds });
  }
}
