// Periods that people ask for, in the time of this machine. Pure.
export type Preset = 'month' | 'lastMonth' | 'quarter' | 'year';
export const PRESETS: readonly Preset[] = ['month', 'lastMonth', 'quarter', 'year'];

/** [from, to) of whole days; what is still to come belongs to it. */
export function periodOf(preset: Preset, at: Date): { from: Date; to: Date } {
  const year = at.getFullYear();
  const month = at.getMonth();
  const of = (first: number, months: number): { from: Date; to: Date } => ({
    from: new Date(year, first, 1),
    to: new Date(year, first + months, 1),
  });
  if (preset === 'month') return of(month, 1);
  if (preset === 'lastMonth') return of(month - 1, 1);
  if (preset === 'quarter') return of(month - (month % 3), 3);
  return of(0, 12);
}
