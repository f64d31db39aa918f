// Marks in a whole script what the search marked in its title and snippet. The search marks neighbouring words as one
// run, so Chinese is matched by pairs of characters, and words of letters and figures whole.

export interface Words {
  /** Two Chinese characters that stand beside each other in a run. */
  pairs: ReadonlySet<string>;
  /** Runs of one Chinese character: marked when nothing longer was found. */
  single: ReadonlySet<string>;
  /** Words of letters and figures, in small letters. */
  spelled: ReadonlySet<string>;
}

const HAN = /\p{Script=Han}/u;
const PIECE = /\p{Script=Han}+|[\p{L}\p{N}]+(?:\.\p{N}+)*/gu;
/** Longer words are marked within a longer one, too: phone in iphone15, but not 15 in 2015. */
const WITHIN = 3;
const HAN_FIRST = /^\p{Script=Han}/u;

interface Piece {
  text: string;
  at: number;
  han: boolean;
}
/** Chinese apart from letters and figures; 5G套餐 is two pieces. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: all, index } of text.matchAll(PIECE)) {
    let at = index;
    for (const part of all.split(/(\p{Script=Han}+)/u)) {
      if (part) pieces.push({ text: part, at, han: HAN_FIRST.test(part) });
      at += part.length;
    }
  }
  return pieces;
}
const plain = (text: string): string => {
  const same = text.normalize('NFKC').toLowerCase();
  return same.length === text.length ? same : text.toLowerCase();
};

/** `runs` is what stands within the marks. */
export function wordsOf(runs: readonly string[]): Words {
  const pairs = new Set<string>();
  const single = new Set<string>();
  const spelled = new Set<string>();
  for (const { text, han } of runs.flatMap(piecesOf)) {
    if (!han) spelled.add(plain(text));
    else if ([...text].length === 1) single.add(text);
    else {
      const characters = [...text];
      for (let i = 1; i < characters.length; ++i) pairs.add(characters[i - 1]! + characters[i]!);
    }
  }
  return { pairs, single: pairs.size || spelled.size ? new Set() : single, spelled };
}

/** Where the words stand in a text: half-open, in order, neighbours joined. Linear in the text. */
export function placesOf(text: string, words: Words): [number, number][] {
  const places: [number, number][] = [];
  const add = (begin: number, end: number): void => {
    const last = places.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else places.push([begin, end]);
  };
  for (const piece of piecesOf(text)) {
    if (piece.han) {
      let [at, before] = [piece.at, ''];
      for (const character of piece.text) {
        if (words.single.has(character)) add(at, at + character.length);
        if (words.pairs.has(before + character)) add(at - before.length, at + character.length);
        [at, before] = [at + character.length, character];
      }
      continue;
    }
    const here = plain(piece.text);
    if (words.spelled.has(here)) add(piece.at, piece.at + here.length);
    else
      for (const word of words.spelled) {
        const within = word.length >= WITHIN && !HAN.test(word) ? here.indexOf(word) : -1;
        if (within >= 0) add(piece.at + within, piece.at + within + word.length);
      }
  }
  return places;
}

function textsIn(root: Node, found: Text[] = []): Text[] {
  for (const node of root.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) found.push(node as Text);
    else if (node.nodeName !== 'MARK') textsIn(node, found);
  }
  return found;
}

/** Puts <mark> around the words in the text nodes below `root`; nothing else changes. Says how many it made. */
export function markWords(root: Node, words: Words): number {
  let made = 0;
  for (const node of textsIn(root)) {
    // From the end, so that the places before stay where they are.
    for (const [begin, end] of placesOf(node.data, words).reverse()) {
      const found = node.splitText(begin);
      found.splitText(end - begin);
      const mark = document.createElement('mark');
      found.replaceWith(mark);
      mark.append(found);
      made += 1;
    }
  }
  return made;
}
