// What the buttons above the Markdown editor do to a text with a selection [from, to).
export interface Edit {
  from: number;
  to: number;
  insert: string;
}

export const TABLE = '\n| 项目 | 内容 |\n| --- | --- |\n|  |  |\n';

/** Puts the mark around the selection, or takes it away when it is there. */
export function wrapSelection(text: string, from: number, to: number, mark: string): Edit {
  const inner = text.slice(from, to);
  if (inner.length >= 2 * mark.length && inner.startsWith(mark) && inner.endsWith(mark)) {
    return { from, to, insert: inner.slice(mark.length, -mark.length) };
  }
  return { from, to, insert: mark + inner + mark };
}

/** Puts a prefix before every line that the selection touches. */
export function prefixLines(text: string, from: number, to: number, prefix: (line: number) => string): Edit {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const stop = text.indexOf('\n', to);
  const end = stop < 0 ? text.length : stop;
  const lines = text.slice(start, end).split('\n');
  return { from: start, to: end, insert: lines.map((line, i) => prefix(i) + line).join('\n') };
}
