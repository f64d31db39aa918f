// The one line above the results: what was searched for instead, what was given up, what is missing. Pure.
import type { SearchAnswer } from '../../api/types';

export type SearchNote =
  /** Searched for `text` instead of what was typed. */
  | { kind: 'corrected'; text: string }
  /** Letters that headings sound like. */
  | { kind: 'sound'; text: string }
  /** Searched for what was typed and for `text`; the results of both are mixed. */
  | { kind: 'also'; text: string }
  /** Searched for exactly `text`, because somebody asked for that; `loose`: only pieces of it were found. */
  | { kind: 'literal'; text: string; loose: boolean }
  | { kind: 'relaxed'; quotes: boolean; characters: boolean };

type Told = Pick<SearchAnswer, 'corrected' | 'relaxed' | 'total'>;

/** `asked` is what the answer is the answer to. */
export function noteOf(answer: Told, asked: { q: string; literal: boolean }): SearchNote | null {
  if (asked.literal) return { kind: 'literal', text: asked.q, loose: answer.total > 0 && answer.relaxed.length > 0 };
  if (answer.corrected?.text === asked.q.replace(/\s/g, '').toLowerCase()) return { kind: 'sound', text: asked.q };
  if (answer.corrected)
    return { kind: answer.corrected.replaced ? 'corrected' : 'also', text: answer.corrected.text };
  // What was given up in vain is not worth a line: the empty page says what to do.
  if (answer.total === 0 || answer.relaxed.length === 0) return null;
  return {
    kind: 'relaxed',
    quotes: answer.relaxed.includes('quotes'),
    characters: answer.relaxed.includes('characters'),
  };
}

/** What the key does now: take the correction back (true), bring corrections back (false), nothing (null). */
export function literalTurn(answer: Told | null, wanted: { literal: boolean }): boolean | null {
  if (wanted.literal) return false;
  return answer?.corrected ? true : null;
}
