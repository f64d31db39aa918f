// How many entries of a bar fit. Pure.

/** `widths` of all entries, `room` for them and, when not all of them fit, for the one that opens the rest. */
export function fitting(widths: readonly number[], room: number, rest: number): number {
  const all = widths.reduce((sum, width) => sum + width, 0);
  if (all <= room) return widths.length;
  let [used, count] = [rest, 0];
  for (const width of widths) {
    used += width;
    if (used > room) break;
    count += 1;
  }
  return count;
}
