// What is pasted from Word, Excel and web pages, as Markdown: tables, lists, headings, bold and links stay, the rest of
// the formatting goes. Turndown does the work; Word's lists, which are no lists, are made some first.
import type Turndown from 'turndown';
import { expandMerged } from './merged_cells';

const DROPPED = 'style, script, meta, link, title, xml, head, img, o\\:p';
// What only looks is no structure: such a text is pasted as the plain text that came with it.
const STRUCTURE = 'table, ul, ol, h1, h2, h3, h4, h5, h6, b, strong, a[href], p[class^="MsoList"]';

const isNumber = (marker: string): boolean => /^[（(]?(\d+|[一二三四五六七八九十]+|[a-z])[.、)）]/i.test(marker.trim());

/** Word writes a list as paragraphs, each with its mark in a span that says 'Ignore'. */
function makeLists(body: HTMLElement): void {
  for (const first of [...body.querySelectorAll<HTMLElement>('p[class^="MsoList"]')]) {
    if (!first.isConnected || first.dataset.listed) continue;
    let list = null as HTMLElement | null;
    for (let line: Element | null = first; line instanceof HTMLElement && /^MsoList/.test(line.className); ) {
      const next: Element | null = line.nextElementSibling;
      const mark = [...line.querySelectorAll<HTMLElement>('span')].find((one) =>
        /mso-list:\s*Ignore/i.test(one.getAttribute('style') ?? ''),
      );
      const kind = isNumber(mark?.textContent ?? '') ? 'ol' : 'ul';
      mark?.remove();
      if (list?.localName !== kind) {
        list = body.ownerDocument.createElement(kind);
        line.before(list);
      }
      const item = body.ownerDocument.createElement('li');
      item.innerHTML = line.innerHTML.replace(/^(\s|&nbsp;|·)+/, '');
      list.append(item);
      line.remove();
      line = next;
    }
  }
}

/** Excel puts no head into its tables: the first row is one, and cells that break lines stay in their row. */
function makeHeads(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    table.querySelectorAll('colgroup, caption').forEach((one) => one.remove());
    for (const cell of table.querySelectorAll('td, th')) {
      const text = [...cell.querySelectorAll('p, div')].map((one) => one.textContent?.trim() ?? '').filter(Boolean);
      if (text.length > 1) cell.textContent = text.join(' ');
      else if (text.length === 1) cell.textContent = text[0] ?? '';
    }
    if (table.querySelector('th')) continue;
    for (const cell of [...(table.querySelector('tr')?.querySelectorAll('td') ?? [])]) {
      const head = body.ownerDocument.createElement('th');
      head.innerHTML = cell.innerHTML;
      cell.replaceWith(head);
    }
  }
}

let writer: Turndown | null = null;
async function markdownWriter(): Promise<Turndown> {
  if (writer) return writer;
  const [{ default: Writer }, { tables, strikethrough }] = await Promise.all([
    import('turndown'),
    import('@joplin/turndown-plugin-gfm'),
  ]);
  writer = new Writer({ headingStyle: 'atx', bulletListMarker: '-', emDelimiter: '*', codeBlockStyle: 'fenced' });
  writer.use([tables, strikethrough]);
  return writer;
}

/** Null when the HTML has no structure worth keeping. */
export async function markdownOf(html: string): Promise<string | null> {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  body.querySelectorAll(DROPPED).forEach((one) => one.remove());
  if (!body.querySelector(STRUCTURE)) return null;
  makeLists(body);
  expandMerged(body);
  makeHeads(body);
  const text = (await markdownWriter()).turndown(body.innerHTML);
  return text
    .replace(/\u00a0/g, ' ')
    .replace(/^(\s*[-*]|\s*\d+\.) {2,}/gm, '$1 ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
