// Safe HTML from the server to the plain text that an agent pastes into a chat or a work order.

const BLOCKS = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'UL',
  'OL',
  'LI',
  'TABLE',
  'TR',
  'BLOCKQUOTE',
  'PRE',
  'HR',
]);

function walk(node: Node, out: { text: string }): void {
  if (node.nodeType === 3) {
    out.text += (node.textContent ?? '').replace(/\s+/g, ' ').replace(/^ $/, (s) => (/\s$|^$/.test(out.text) ? '' : s));
    return;
  }
  if (!(node instanceof Element)) return;
  const tag = node.tagName;
  if (tag === 'BR') {
    out.text += '\n';
    return;
  }
  const block = BLOCKS.has(tag);
  if (block && out.text && !out.text.endsWith('\n')) out.text += '\n';
  if (tag === 'LI') {
    const list = node.parentElement;
    const start = Number(list?.getAttribute('start') ?? 1);
    const place = [...(list?.children ?? [])].indexOf(node);
    out.text += list?.tagName === 'OL' ? `${start + place}. ` : '· ';
  }
  node.childNodes.forEach((child) => walk(child, out));
  if ((tag === 'TD' || tag === 'TH') && node.nextElementSibling) out.text += '\t';
  if (block && !out.text.endsWith('\n')) out.text += '\n';
}

export function plainText(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const out = { text: '' };
  page.body.childNodes.forEach((child) => walk(child, out));
  return out.text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n +/g, '\n') // the line feed behind a <br>
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** The script as it is copied: the words, then a last line that says which text this was. */
export function stampedScript(html: string, entry: number, revision: number, ...more: string[]): string {
  return `${plainText(html)}\n${stamp(entry, revision, ...more)}`;
}

/** `more`: what else has to be known of it, such as that it is unconfirmed or from the copy. */
export const stamp = (entry: number, revision: number, ...more: string[]): string =>
  `【${[`K${entry} v${revision}`, ...more].join(' · ')}】`;
