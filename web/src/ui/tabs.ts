// A row of tabs and the keys that go along it. Pure.

export interface Tab {
  key: string;
  label: string;
  /** How much is open in it; 0 shows no number. */
  count: number;
  tone: 'warn' | 'bad';
  /** The number in words. */
  words: string;
}

/** The tab that a key leads to from the one that is open; null when the key is not one of the row's. */
export function stepTo(key: string, keys: readonly string[], open: string): string | null {
  const at = keys.indexOf(open);
  const last = keys.length - 1;
  const next: Record<string, number> = {
    ArrowRight: at >= last ? 0 : at + 1,
    ArrowLeft: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  return keys[next[key] ?? -1] ?? null;
}
