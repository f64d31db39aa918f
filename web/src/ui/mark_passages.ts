// Marks passages in a text as it is shown. A passage was taken down from the text or from what was shown of it: blanks and
// the marks of Markdown do not count.
const UNCOUNTED = /[\s*_`#>|~\\]/;

interface Place {
  node: Text;
  at: number;
}

function textsIn(root: Node): Text[] {
  return [...root.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node as Text] : textsIn(node)));
}

function placesIn(root: Node): { text: string; places: Place[] } {
  const places: Place[] = [];
  let text = '';
  for (const node of textsIn(root))
    for (let at = 0; at < node.data.length; at += 1) {
      const unit = node.data[at]!;
      if (UNCOUNTED.test(unit)) continue;
      text += unit;
      places.push({ node, at });
    }
  return { text, places };
}

function wrap(node: Text, from: number, to: number): HTMLElement {
  const piece = node.splitText(from);
  piece.splitText(to - from);
  const mark = document.createElement('mark');
  piece.replaceWith(mark);
  mark.append(piece);
  return mark;
}

/** Puts <mark> around every passage that stands below `root`; the first in the text, or null when there is none. */
export function markPassages(root: Node, passages: readonly string[]): HTMLElement | null {
  const { text, places } = placesIn(root);
  // In each text node from where to where: what lies between two characters of a passage belongs to it.
  const runs = new Map<Text, [number, number][]>();
  for (const passage of passages) {
    const wanted = [...passage].filter((one) => !UNCOUNTED.test(one)).join('');
    const begin = wanted ? text.indexOf(wanted) : -1;
    if (begin < 0) continue;
    const own = new Map<Text, [number, number]>();
    for (const { node, at } of places.slice(begin, begin + wanted.length)) own.set(node, [own.get(node)?.[0] ?? at, at + 1]);
    for (const [node, run] of own) runs.set(node, [...(runs.get(node) ?? []), run]);
  }
  for (const [node, spans] of runs) {
    const joined: [number, number][] = [];
    for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
      const last = joined.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    for (const [from, to] of joined.reverse()) wrap(node, from, to);
  }
  return root instanceof Element ? root.querySelector('mark') : null;
}
