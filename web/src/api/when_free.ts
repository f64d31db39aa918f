// Reading a file takes the server a moment, and only so many are read at once: who is told to wait, waits and asks again.
import { asProblem } from './problem';

/** Every reader is taken (the server has waited 15 s for one already). */
const BUSY = 'extraction_busy';
/** Milliseconds before each further try: two minutes in all. */
const WAITS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What `ask` gives, asked again while the server has no reader free; any other failure is passed on at once. */
export async function whenFree<T>(ask: () => Promise<T>, wait: (ms: number) => Promise<void> = sleep): Promise<T> {
  for (const pause of WAITS) {
    try {
      return await ask();
    } catch (error) {
      if (asProblem(error).code !== BUSY) throw error;
      await wait(pause);
    }
  }
  return ask();
}
