const COMMAS = /[\n,，、;；]+/;

export function splitList(text: string, commas = false): string[] {
  return text
    .split(commas ? COMMAS : /\n+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

export const joinList = (list: readonly string[] | undefined, commas = false): string =>
  (list ?? []).join(commas ? '，' : '\n');
