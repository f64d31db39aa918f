// Moments: RFC 3339 in, and as people read them out.

/** Microseconds of UTC since 1970; a SyntaxError for what is none. */
export function microseconds(text: string): number {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const seconds = parts ? Date.parse(`${parts[1]}${parts[3]}`) * 1_000 : NaN;
  if (Number.isNaN(seconds)) throw new SyntaxError(text);
  return seconds + Number((parts?.[2] ?? '').padEnd(6, '0'));
}

const two = (n: number): string => String(n).padStart(2, '0');
/** In the time of this machine. */
export function moment(us: number): string {
  const at = new Date(us / 1_000);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
