import { expect, it } from 'vitest';
import { zh } from '../app/messages/zh';
import { clockWords, isLate } from './stage';

const at = new Date('2026-11-25T12:00:00+08:00');
const stage = (due: string | null) => ({
  name: 'draft' as const,
  since: '2026-11-25T08:00:00+08:00',
  due,
  goes_live: null,
});
const words = (due: string | null): string => clockWords(stage(due), at, zh.stage);

it('says how long is left, or how late it is, in the unit that says enough', () => {
  expect(words('2026-11-25T12:20:00+08:00')).toBe('还剩 20 分钟');
  expect(words('2026-11-26T13:00:00+08:00')).toBe('还剩 25 小时');
  expect(words('2026-11-28T12:00:00+08:00')).toBe('还剩 3 天');
  expect(words('2026-11-25T09:00:00+08:00')).toBe('已超时 3 小时');
  expect(words(null)).toBe('');
  expect([isLate(stage(null), at), isLate(stage('2026-11-25T11:59:59+08:00'), at)]).toEqual([false, true]);
});
