// Tables with merged cells, made even: Markdown has no merged cells, and every row needs as many cells as the head.

// Excel merges whole rows of 16384 columns; no table that is read out has that many.
const WIDEST_SPAN = 100;

const spanOf = (cell: Element, name: 'colspan' | 'rowspan'): number => {
  const span = Number.parseInt(cell.getAttribute(name) ?? '', 10);
  return Number.isFinite(span) && span >= 0 ? span : 1;
};

interface Covered {
  html: string;
  rows: number;
}

/** The rows of this table alone, not of a table within one of its cells. */
const rowsOf = (table: Element): Element[] =>
  [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table);

/** The rows are read out one by one, so what spans several stands in each; what spans columns stands in the first. */
function evenOut(table: Element): void {
  const rows = rowsOf(table);
  const covered: (Covered | undefined)[] = [];
  const grid = rows.map((row, y) => {
    const cells: Element[] = [];
    const fill = (html: string): void => {
      const cell = row.ownerDocument.createElement('td');
      cell.innerHTML = html;
      cells.push(cell);
    };
    const fillCovered = (): void => {
      for (let one = covered[cells.length]; one && one.rows > 0; one = covered[cells.length]) {
        one.rows -= 1;
        fill(one.html);
      }
    };
    for (const cell of [...row.children].filter((one) => one.matches('td, th'))) {
      fillCovered();
      const wide = Math.min(Math.max(spanOf(cell, 'colspan'), 1), WIDEST_SPAN);
      // A rowspan of 0 goes to the end of the table.
      const high = Math.min(spanOf(cell, 'rowspan') || rows.length, rows.length - y);
      for (let i = 0; i < wide; i += 1) {
        covered[cells.length] = { html: i ? '' : cell.innerHTML, rows: high - 1 };
        if (i) fill('');
        else cells.push(cell);
      }
      cell.removeAttribute('colspan');
      cell.removeAttribute('rowspan');
    }
    // A row that ends early still has what is covered further on.
    for (fillCovered(); cells.length < covered.length; fillCovered()) fill('');
    return { row, cells, fill };
  });
  const width = Math.max(0, ...grid.map(({ cells }) => cells.length));
  for (const { row, cells, fill } of grid) {
    while (cells.length < width) fill('');
    row.replaceChildren(...cells);
  }
}

export function expandMerged(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table'))
    if (table.querySelector('[colspan], [rowspan]')) evenOut(table);
}
