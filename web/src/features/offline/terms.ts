// What is looked for: pairs of Chinese characters, words of letters and figures. Pure.
import { normal } from './normal';

export interface Term {
  text: string;
  /** `han`: one or two characters; `word`: letters, or letters and figures; `number`: a figure as a whole. */
  kind: 'han' | 'word' | 'number';
}

export interface Query {
  /** Normal, without spaces at the ends. */
  text: string;
  terms: Term[];
  /** Whole runs of Chinese characters and words, for those that stand together in a heading. */
  runs: string[];
  /** All of it as one piece of pinyin: `kuan dai` is `kuandai`. Empty when it is not letters alone. */
  joined: string;
  /** K123: the entry of this number. */
  entry: number | null;
}

/** Runs of Chinese characters, words and figures. */
export const PIECES = /\p{Script=Han}+|[a-z0-9]+(?:\.[0-9]+)?/gu;
const NUMBER = /^[0-9]+(\.[0-9]+)?$/;

export function queryOf(typed: string): Query {
  const text = normal(typed).trim();
  const runs = text.match(PIECES) ?? [];
  const terms: Term[] = [];
  for (const run of runs) {
    if (NUMBER.test(run)) terms.push({ text: run, kind: 'number' });
    else if (/^[a-z0-9]/.test(run)) terms.push({ text: run, kind: 'word' });
    else {
      const characters = [...run];
      if (characters.length === 1) terms.push({ text: run, kind: 'han' });
      for (let i = 0; i + 1 < characters.length; i += 1)
        terms.push({ text: `${characters[i]}${characters[i + 1]}`, kind: 'han' });
    }
  }
  const seen = new Set<string>();
  const letters = runs.length > 1 && runs.every((run) => /^[a-z]+$/.test(run));
  const entry = /^k(\d{1,9})$/.exec(text)?.[1];
  return {
    text,
    terms: terms.filter(({ text: one }) => !seen.has(one) && seen.add(one)),
    runs: [...new Set(runs)],
    joined: letters ? runs.join('') : '',
    entry: entry ? Number(entry) : null,
  };
}

/** 5g is found by 5, too, and by g. */
export const figuresIn = (piece: string): string[] => (/[a-z]/.test(piece) ? (piece.match(/[0-9.]+|[a-z]+/g) ?? []) : []);

const figure = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
const letter = (c: string | undefined): boolean => c !== undefined && c >= 'a' && c <= 'z';

/** Where a term first stands in a normal text from `start` on; -1 for nowhere. 30 is not in 130, and not in 30.5. */
export function findTerm({ text, kind }: Term, within: string, start = 0): number {
  for (let at = within.indexOf(text, start); at >= 0; at = within.indexOf(text, at + 1)) {
    if (kind === 'han') return at;
    const before = within[at - 1];
    const after = within[at + text.length];
    if (kind === 'word') {
      if (!letter(text[0]) || !letter(before)) return at;
    } else {
      const goesOn = figure(after) || (after === '.' && figure(within[at + text.length + 1]));
      const began = figure(before) || (before === '.' && figure(within[at - 2]));
      if (!goesOn && !began) return at;
    }
  }
  return -1;
}

/** Every place of a term, for marking. */
export function placesOfTerm(term: Term, within: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = findTerm(term, within); at >= 0; at = findTerm(term, within, at + 1))
    places.push([at, at + term.text.length]);
  return places;
}
