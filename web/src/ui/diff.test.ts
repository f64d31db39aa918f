import { expect, it } from 'vitest';
import { readable } from './diff';

it('times stand whole instead of digit by digit', () => {
  const segments = [
    { op: 'equal' as const, text: '2026-1' },
    { op: 'delete' as const, text: '1-01' },
    { op: 'insert' as const, text: '2-31' },
    { op: 'equal' as const, text: 'T00:00:00+08:00' },
  ];
  expect(readable({ field: 'effective_to', changed: true, segments })).toEqual([
    { op: 'delete', text: '2026-10-31 24:00' },
    { op: 'insert', text: '2026-12-30 24:00' },
  ]);
});
it('an end that is taken away leaves only what was', () => {
  expect(
    readable({ field: 'effective_to', changed: true, segments: [{ op: 'delete', text: '2026-12-31T12:30:00+08:00' }] }),
  ).toEqual([{ op: 'delete', text: '2026-12-31 12:30' }]);
});
it('departments stand whole and by their names', () => {
  const segments = [
    { op: 'delete' as const, text: 'netwo' },
    { op: 'insert' as const, text: 'ma' },
    { op: 'equal' as const, text: 'rk' },
    { op: 'insert' as const, text: 'et' },
  ];
  const names: Record<string, string> = { network: '网络运维部', market: '市场部' };
  expect(readable({ field: 'department', changed: true, segments }, (code) => names[code] ?? code)).toEqual([
    { op: 'delete', text: '网络运维部' },
    { op: 'insert', text: '市场部' },
  ]);
});
it('texts stay as they are compared', () => {
  const segments = [{ op: 'insert' as const, text: '2026-11-01T00:00:00+08:00' }];
  expect(readable({ field: 'title', changed: true, segments })).toEqual(segments);
});
