// The lists of the rules as lines that a person writes: `行话 = 通俗说法`. Pure.
import type { CheckRules } from '../../api/types';

const SIGN = /\s*[=＝]\s*/;

export function pairOf(line: string): [string, string] {
  const at = line.search(SIGN);
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at).replace(SIGN, '').trim()];
}
const lineOf = (first: string, second: string): string => (second ? `${first} = ${second}` : first);

export const jargonLines = (rules: CheckRules): string[] => rules.jargon.map((one) => lineOf(one.word, one.plain));
export const bannedLines = (rules: CheckRules): string[] => rules.banned.map((one) => lineOf(one.phrase, one.reason));

export function jargonOf(lines: readonly string[]): CheckRules['jargon'] {
  return lines.map(pairOf).map(([word, plain]) => ({ word, plain }));
}
export function bannedOf(lines: readonly string[]): CheckRules['banned'] {
  return lines.map(pairOf).map(([phrase, reason]) => ({ phrase, reason }));
}
