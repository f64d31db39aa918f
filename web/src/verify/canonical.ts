// The spelling that digests are over: JSON with its keys in byte order, without white space (docs/journal.md).

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const byCodePoint = (a: string, b: string): number => {
  const [x, y] = [[...a], [...b]];
  const at = x.findIndex((one, i) => one !== y[i]);
  if (at < 0) return x.length - y.length;
  return (x[at]?.codePointAt(0) ?? 0) - (y[at]?.codePointAt(0) ?? -1);
};
function spelled(text: string): string {
  if (LONE.test(text)) throw new SyntaxError('half a character');
  return JSON.stringify(text);
}

/** Throws a SyntaxError for a text that is not Unicode. */
export function canonical(value: Json): string {
  if (typeof value === 'string') return spelled(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.keys(value).sort(byCodePoint);
  return `{${fields.map((key) => `${spelled(key)}:${canonical(value[key] as Json)}`).join(',')}}`;
}

// Reading a line: what is not there, or is of another kind, is a SyntaxError.
function wrong(name: string): never {
  throw new SyntaxError(name);
}
export const objectOf = (value: Json | undefined, name: string): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : wrong(name);
export const textOf = (row: JsonObject, name: string): string => {
  const value = row[name];
  return typeof value === 'string' ? value : wrong(name);
};
export const countOf = (row: JsonObject, name: string): number => {
  const value = row[name];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : wrong(name);
};
export const listOf = (row: JsonObject, name: string): Json[] => {
  const value = row[name];
  return Array.isArray(value) ? value : wrong(name);
};
