import { expect, it } from 'vitest';
import { layOut } from './timeline';

const now = new Date('2026-03-01T00:00:00Z');
const span = (
  revision: number,
  valid_from: string,
  valid_to: string | null,
  known_from: string,
  known_to: string | null,
) => ({ revision, standing: 'confirmed' as const, valid_from, valid_to, known_from, known_to });

it('each stretch of record time is a row, the newest first', () => {
  const layout = layOut(
    [
      span(1, '2026-01-01T00:00:00Z', null, '2025-12-20T00:00:00Z', '2026-02-01T00:00:00Z'),
      span(1, '2026-01-01T00:00:00Z', '2026-02-10T00:00:00Z', '2026-02-01T00:00:00Z', null),
      span(2, '2026-02-10T00:00:00Z', null, '2026-02-01T00:00:00Z', null),
    ],
    now,
  );
  expect(layout.rows.map((row) => [row.knownFrom, row.bars.map((bar) => bar.revision)])).toEqual([
    ['2026-02-01T00:00:00Z', [1, 2]],
    ['2025-12-20T00:00:00Z', [1]],
  ]);
  const [first, second] = layout.rows[0]?.bars ?? [];
  expect((first?.left ?? 0) + (first?.width ?? 0)).toBeCloseTo(second?.left ?? -1);
  expect((second?.left ?? 0) + (second?.width ?? 0)).toBe(1);
});
it('what was withdrawn leaves an empty row for what is known since', () => {
  const layout = layOut([span(1, '2026-01-01T00:00:00Z', null, '2025-12-20T00:00:00Z', '2026-01-05T00:00:00Z')], now);
  expect(layout.rows[0]).toMatchObject({ knownFrom: '2026-01-05T00:00:00Z', bars: [] });
});
it('what answered for moments stands side by side, not one over the other', () => {
  const known = '2026-02-01T00:00:00Z';
  const layout = layOut(
    [
      span(1, '2026-01-01T00:00:00Z', '2026-02-10T00:00:00Z', known, null),
      span(2, '2026-02-10T00:00:00Z', '2026-02-10T00:00:02Z', known, null),
      span(3, '2026-02-10T00:00:02Z', '2026-02-10T00:00:09Z', known, null),
      span(4, '2026-02-10T00:00:09Z', null, known, null),
    ],
    now,
  );
  expect(layout.rows[0]?.bars.map((bar) => [bar.revision, bar.short, bar.behind])).toEqual([
    [1, false, 0],
    [2, true, 0],
    [3, true, 1],
    [4, false, 2],
  ]);
});
it('nothing published is nothing drawn', () => {
  expect(layOut([], now)).toEqual({ rows: [], now: null, marks: [] });
});
