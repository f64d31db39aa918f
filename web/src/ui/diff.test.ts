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
it('an urgency is a word and a date of issue a day, also of a notice', () => {
  const segments = [
    { op: 'delete' as const, text: 'normal' },
    { op: 'insert' as const, text: 'urgent' },
  ];
  expect(readable({ field: 'urgency', changed: true, segments }, (code) => ({ normal: '普通', urgent: '急件' })[code] ?? code)).toEqual([
    { op: 'delete', text: '普通' },
    { op: 'insert', text: '急件' },
  ]);
  expect(readable({ field: 'issued_on', changed: true, segments: [{ op: 'insert', text: '2026-11-25' }] })).toEqual([
    { op: 'insert', text: '2026-11-25' },
  ]);
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
