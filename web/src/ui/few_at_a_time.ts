// Many of the same small acts as one: a few are on their way at a time, and one that fails does not keep the rest.

export interface Failed<T> {
  one: T;
  error: unknown;
}

/** Begins them in order; says which failed, in their order. */
export async function fewAtATime<T>(
  all: readonly T[],
  few: number,
  work: (one: T) => Promise<void>,
): Promise<Failed<T>[]> {
  const failed = new Map<number, Failed<T>>();
  let next = 0;
  async function lane(): Promise<void> {
    while (next < all.length) {
      const at = next++;
      const one = all[at] as T;
      try {
        await work(one);
      } catch (error) {
        failed.set(at, { one, error });
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(few, all.length) }, lane));
  return [...failed].sort(([a], [b]) => a - b).map(([, one]) => one);
}
