// The two clocks of a page, kept in its address: `as_of`, when it was to answer, and `recorded_at`, what was known then.
import { computed, type ComputedRef } from 'vue';
import { useFilters } from '../../ui/filters';

export interface Clocks {
  asOf: ComputedRef<string>;
  recordedAt: ComputedRef<string>;
  /** For a request: absent means now. */
  query: ComputedRef<{ as_of?: string; recorded_at?: string }>;
  /** The second clock alone, for a request that has no other. */
  known: ComputedRef<{ recorded_at?: string }>;
  away: ComputedRef<boolean>;
  set: (part: { as_of?: string; recorded_at?: string }) => void;
}
export function useClocks(): Clocks {
  const { filters, set } = useFilters(['as_of', 'recorded_at']);
  return {
    asOf: computed(() => filters.value.as_of),
    recordedAt: computed(() => filters.value.recorded_at),
    query: computed(() => ({
      ...(filters.value.as_of && { as_of: filters.value.as_of }),
      ...(filters.value.recorded_at && { recorded_at: filters.value.recorded_at }),
    })),
    known: computed(() => (filters.value.recorded_at ? { recorded_at: filters.value.recorded_at } : {})),
    away: computed(() => Boolean(filters.value.as_of || filters.value.recorded_at)),
    set,
  };
}

const DAY_MS = 86_400_000;
/** Whole days from `now`, for the handle of a clock; what lies further than its ends stands at the end. */
export const daysFrom = (moment: string, now: Date, least: number, most: number): number =>
  moment ? Math.min(most, Math.max(least, Math.round((Date.parse(moment) - now.getTime()) / DAY_MS))) : 0;
/** The same time of day, so many days away; null for today: that is now. */
export const daysAway = (days: number, now: Date): Date | null => (days === 0 ? null : new Date(now.getTime() + days * DAY_MS));

interface Span {
  revision: number;
  valid_from: string | null;
  valid_to: string | null;
  known_from: string;
  known_to: string | null;
}
/** The revision that answered at `asOf` as known at `recordedAt` ('' is now); null when none did. Ends are exclusive. */
export function inForceAt(spans: readonly Span[], asOf: string, recordedAt: string, now: Date): number | null {
  const [t, r] = [asOf, recordedAt].map((one) => (one ? Date.parse(one) : now.getTime())) as [number, number];
  const within = (at: number, from: string | null, to: string | null): boolean =>
    (from === null || Date.parse(from) <= at) && (to === null || at < Date.parse(to));
  return spans.find((one) => within(r, one.known_from, one.known_to) && within(t, one.valid_from, one.valid_to))?.revision ?? null;
}

/** What names a paper, as an auditor has it in hand: K is no paper. */
export function paperOf(typed: string): { notice: number } | { original: string } | { document_number: string } | null {
  const text = typed.trim();
  if (!text) return null;
  if (/^(sha256:)?[0-9a-f]{64}$/i.test(text)) return { original: text.replace(/^sha256:/i, '').toLowerCase() };
  const notice = /^[#＃]?(\d{1,9})$/.exec(text)?.[1];
  return notice ? { notice: Number(notice) } : { document_number: text };
}
export const entryOf = (typed: string): number | null => Number(/^[kK](\d{1,12})$/.exec(typed.trim())?.[1] ?? 0) || null;
