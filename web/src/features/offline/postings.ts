// Which documents hold a piece of text, and in which field: numbers of documents with the best field in the two lowest
// bits, by pair of characters, by word and by how headings sound. Documents are only added: one that changed is another.
import { initialPairs, spellings, type Syllables } from './sounds';
import { figuresIn, PIECES, type Term } from './terms';

export const FIELDS = 4;
type List = number[];

const pairOf = (a: number, b: number): number => a * 65_536 + b;

export class Postings {
  private readonly pairs = new Map<number, List>();
  private readonly words = new Map<string, List>();
  private readonly sounds = new Map<string, List>();
  private readonly syllables = new Set<string>();

  /** `fields` best first. */
  add(doc: number, fields: readonly string[], headings: readonly Syllables[]): void {
    const pairs = new Map<number, number>();
    const words = new Map<string, number>();
    fields.forEach((text, field) => {
      for (const [piece] of text.matchAll(PIECES)) {
        if (/^[a-z0-9]/.test(piece)) {
          if (!words.has(piece)) words.set(piece, field);
          for (const figure of figuresIn(piece)) if (!words.has(figure)) words.set(figure, field);
          continue;
        }
        for (let i = 0; i < piece.length; i += 1) {
          const a = piece.charCodeAt(i);
          const one = pairOf(a, 0);
          const two = pairOf(a, piece.charCodeAt(i + 1) || 0);
          if (!pairs.has(one)) pairs.set(one, field);
          if (!pairs.has(two)) pairs.set(two, field);
        }
      }
    });
    const sounds = new Map<string, number>();
    headings.forEach((heading, i) => {
      for (const readings of heading) for (const one of readings) this.syllables.add(one);
      for (const pair of initialPairs(heading)) if (!sounds.has(pair)) sounds.set(pair, i === 0 ? 0 : 1);
    });
    for (const [key, field] of pairs) append(this.pairs, key, doc * FIELDS + field);
    for (const [key, field] of words) append(this.words, key, doc * FIELDS + field);
    for (const [key, field] of sounds) append(this.sounds, key, doc * FIELDS + field);
  }

  of({ text, kind }: Term): readonly List[] {
    if (kind === 'number') return [this.words.get(text) ?? []];
    if (kind === 'han') return [this.pairs.get(pairOf(text.charCodeAt(0), text.charCodeAt(1) || 0)) ?? []];
    const lists: List[] = [];
    for (const [word, list] of this.words) if (word.startsWith(text)) lists.push(list);
    return lists;
  }

  /** Documents with headings that may sound so: to be looked at, one by one. */
  sounding(letters: string): Set<number> {
    const docs = new Set<number>();
    for (const initials of spellings(letters, this.syllables)) {
      const keys = initials.length === 1 ? [initials] : [...initials].slice(1).map((_, i) => initials.slice(i, i + 2));
      const lists = keys.map((key) => this.sounds.get(key) ?? []);
      const rarest = lists.reduce((a, b) => (b.length < a.length ? b : a));
      for (const one of rarest) docs.add(Math.floor(one / FIELDS));
    }
    return docs;
  }
}

function append<K>(into: Map<K, List>, key: K, value: number): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}
