// Letters that are meant as pinyin: whole syllables, the first letters of them, or a mixture, as input methods take
// them ("kuandai", "kdbx", "kdbaox"). Pure.

/** Of one heading, a syllable for each character; other readings of it beside it. */
export type Syllables = string[][];

export const syllablesOf = (sounds: string): Syllables =>
  sounds
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => one.split('/').filter(Boolean));

const TWO = /^[zcs]h/;
/** zhuang, and figures as they are. */
const LONGEST_SYLLABLE = 8;

/** How many syllables from `at` on `letters` takes; 0: it does not go on so from there. */
function taken(letters: string, syllables: Syllables, at: number, from = 0): number {
  if (from === letters.length) return 0;
  const readings = syllables[at];
  if (!readings) return -1;
  for (const reading of readings) {
    // The longest piece first; a syllable that is begun may be left where the letters end.
    for (let length = Math.min(reading.length, letters.length - from); length > 0; length -= 1) {
      if (!letters.startsWith(reading.slice(0, length), from)) continue;
      const ends = from + length === letters.length;
      const piece = length === reading.length || length === 1 || (length === 2 && TWO.test(reading));
      if (!piece && !ends) continue;
      const rest = taken(letters, syllables, at + 1, from + length);
      if (rest >= 0) return rest + 1;
    }
  }
  return -1;
}

/** The first place where the letters are a run of syllables: [from, how many]; null for nowhere. */
export function soundsAt(letters: string, syllables: Syllables): [number, number] | null {
  const first = letters[0] ?? '';
  for (let at = 0; at < syllables.length; at += 1) {
    if (!syllables[at]?.some((reading) => reading.startsWith(first))) continue;
    const count = taken(letters, syllables, at);
    if (count > 0) return [at, count];
  }
  return null;
}

/** The first letters of syllables that stand side by side, and each alone, in every reading. */
export function initialPairs(syllables: Syllables): Set<string> {
  const pairs = new Set<string>();
  syllables.forEach((readings, i) => {
    for (const a of readings) {
      pairs.add(a.slice(0, 1));
      for (const b of syllables[i + 1] ?? []) pairs.add(a.slice(0, 1) + b.slice(0, 1));
    }
  });
  return pairs;
}

const MOST_SPELLINGS = 64;
/** The first letters of the syllables that letters may be meant as: kuandai is k d, and nothing else. */
export function spellings(letters: string, syllables: ReadonlySet<string>): Set<string> {
  const begins = new Set<string>();
  for (const one of syllables) for (let i = 1; i <= one.length; i += 1) begins.add(one.slice(0, i));
  const found = new Set<string>();
  const seen = new Set<string>();
  function go(from: number, initials: string): void {
    if (found.size >= MOST_SPELLINGS || seen.has(`${from} ${initials}`)) return;
    seen.add(`${from} ${initials}`);
    if (from === letters.length) return void found.add(initials);
    for (let to = Math.min(letters.length, from + LONGEST_SYLLABLE); to > from; to -= 1) {
      const piece = letters.slice(from, to);
      const whole = syllables.has(piece) || piece.length === 1 || TWO.test(piece.slice(0, 2)) && piece.length === 2;
      if ((whole || to === letters.length) && begins.has(piece)) go(to, initials + piece.slice(0, 1));
    }
  }
  go(0, '');
  return found;
}

const SOUNDING = /[\p{Script=Han}a-z0-9]/u;
/** From which character to which each syllable of a heading stands; null when they do not fit together. */
export function placesOf(heading: string, syllables: Syllables): [number, number][] | null {
  const places: [number, number][] = [];
  let i = 0;
  for (const [first = ''] of syllables) {
    while (i < heading.length && !SOUNDING.test(String.fromCodePoint(heading.codePointAt(i) ?? 0).normalize('NFKC').toLowerCase()))
      i += 1;
    if (i >= heading.length) return null;
    const character = String.fromCodePoint(heading.codePointAt(i) ?? 0);
    const asItIs = /^[a-z0-9]+$/.test(character.normalize('NFKC').toLowerCase());
    const length = asItIs ? Math.max(first.length, 1) : character.length;
    places.push([i, i + length]);
    i += length;
  }
  return places;
}
