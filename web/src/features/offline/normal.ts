// Text as it is compared: NFKC, lower case, no separators within figures. And marked as it was written. Pure.

export const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');

/** Markdown without its marks: near enough to be searched and to be shown in two lines. */
export const plain = (markdown: string): string =>
  markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*[|:\- ]+$/gm, ' ')
    .replace(/[*_`#>|~]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

/** `text` escaped, with the characters from..to of each span in `<mark>`. Spans may overlap. */
export function marked(text: string, spans: readonly [number, number][]): string {
  const on = new Uint8Array(text.length);
  for (const [from, to] of spans) on.fill(1, Math.max(from, 0), to);
  let html = '';
  for (let i = 0; i < text.length; ) {
    let end = i + 1;
    while (end < text.length && on[end] === on[i]) end += 1;
    const piece = escaped(text.slice(i, end));
    html += on[i] ? `<mark>${piece}</mark>` : piece;
    i = end;
  }
  return html;
}

/** Where the needles (normal already) stand in a text as it was written. */
export function spansIn(text: string, finds: (normalised: string) => [number, number][]): [number, number][] {
  let all = '';
  const origin: number[] = [];
  for (let i = 0; i < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
    const piece = character.normalize('NFKC').toLowerCase();
    for (let k = 0; k < piece.length; k += 1) origin.push(i);
    all += piece;
    i += character.length;
  }
  origin.push(text.length);
  return finds(all).map(([from, to]) => [origin[from] ?? 0, (origin[to - 1] ?? text.length - 1) + 1]);
}
