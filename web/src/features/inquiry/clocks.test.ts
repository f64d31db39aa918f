import { expect, it } from 'vitest';
import { daysAway, daysFrom, entryOf, inForceAt, paperOf } from './clocks';

it('knows a paper by what is written on it', () => {
  const sum = 'ab'.repeat(32);
  expect(paperOf(` ${sum.toUpperCase()} `)).toEqual({ original: sum });
  expect(paperOf(`sha256:${sum}`)).toEqual({ original: sum });
  expect(paperOf('#12')).toEqual({ notice: 12 });
  expect(paperOf('12')).toEqual({ notice: 12 });
  expect(paperOf('市场〔2026〕31号')).toEqual({ document_number: '市场〔2026〕31号' });
  expect(paperOf('  ')).toBeNull();
});
it('knows an entry by its number', () => {
  expect([entryOf('K46'), entryOf('k7 '), entryOf('46'), entryOf('K'), entryOf('宽带')]).toEqual([46, 7, null, null, null]);
});
it('moves a handle by days and back', () => {
  const now = new Date('2026-03-01T10:00:00Z');
  expect(daysAway(0, now)).toBeNull();
  const past = daysAway(-30, now);
  expect(past?.toISOString()).toBe('2026-01-30T10:00:00.000Z');
  expect(daysFrom(past?.toISOString() ?? '', now, -400, 60)).toBe(-30);
  expect(daysFrom('2020-01-01T00:00:00Z', now, -400, 60)).toBe(-400);
  expect(daysFrom('', now, -400, 60)).toBe(0);
});
it('finds the revision in force at a point of the two clocks', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const spans = [
    // Known from January: v1 from then on. In February it became known that v2 holds from the 15th of January.
    { revision: 1, valid_from: '2026-01-01T00:00:00Z', valid_to: null, known_from: '2026-01-01T00:00:00Z', known_to: '2026-02-01T00:00:00Z' },
    { revision: 1, valid_from: '2026-01-01T00:00:00Z', valid_to: '2026-01-15T00:00:00Z', known_from: '2026-02-01T00:00:00Z', known_to: null },
    { revision: 2, valid_from: '2026-01-15T00:00:00Z', valid_to: '2026-02-20T00:00:00Z', known_from: '2026-02-01T00:00:00Z', known_to: null },
  ];
  const at = (asOf: string, known: string): number | null => inForceAt(spans, asOf, known, now);
  expect(at('2026-01-20T00:00:00Z', '2026-01-20T00:00:00Z')).toBe(1);
  expect(at('2026-01-20T00:00:00Z', '')).toBe(2);
  expect(at('2026-01-15T00:00:00Z', '')).toBe(2);
  expect(at('2026-01-10T00:00:00Z', '')).toBe(1);
  expect(at('', '')).toBeNull();
  expect(at('2026-01-20T00:00:00Z', '2025-12-31T00:00:00Z')).toBeNull();
});
