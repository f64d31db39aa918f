import { describe, expect, it } from 'vitest';
import { endMoment, moment, nearness, rfc3339, standingAt } from './time';

describe('times', () => {
  it('are shown to the minute in the clock of this zone', () => {
    expect(moment('2026-11-22T06:03:20Z')).toBe('2026-11-22 14:03');
    expect(moment('2026-11-22T06:03:20Z', true)).toBe('2026-11-22 14:03:20');
  });

  it('say a validity that ends at midnight as 24:00 of its last day', () => {
    expect(endMoment('2027-01-01T00:00:00+08:00')).toBe('2026-12-31 24:00');
    expect(endMoment('2027-01-01T09:30:00+08:00')).toBe('2027-01-01 09:30');
  });

  it('are sent with their offset', () => {
    expect(rfc3339(new Date('2026-11-22T06:03:20Z'))).toBe('2026-11-22T14:03:20+08:00');
  });

  it('count days by the calendar, not by 24 hours', () => {
    const at = new Date('2026-11-22T15:00:00Z'); // 23:00 here
    expect(nearness('2026-11-23T01:00:00Z', at, 'zh')).toBe('明天');
    expect(nearness('2026-11-25T01:00:00Z', at, 'en')).toBe('in 3 days');
    expect(nearness('2026-11-22T14:30:00Z', at, 'zh')).toBe('30分钟前');
    expect(nearness('2028-01-01T00:00:00Z', at, 'zh')).toBe('');
  });
});

describe('a validity', () => {
  const noon = new Date('2026-11-22T12:00:00+08:00');
  it('is in force from its first second and ended at its last', () => {
    expect(standingAt('2026-11-22T12:00:00+08:00', null, noon)).toBe('in_force');
    expect(standingAt('2026-11-22T12:00:01+08:00', null, noon)).toBe('coming');
    expect(standingAt(null, '2026-11-22T12:00:00+08:00', noon)).toBe('ended');
    expect(standingAt(null, null, noon)).toBe('open');
  });
});
