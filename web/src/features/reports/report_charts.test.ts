import { expect, it } from 'vitest';
import type { AuditReport } from '../../api/types';
import { reports as words } from '../../app/messages/zh_reports';
import { periodOf } from './period';
import { daysOf, groupsChart, publicationsChart, stagesChart } from './report_charts';

const palette = { good: 'g', warn: 'w', bad: 'b', accent: 'a', quiet: 'q', ink: 'i', line: 'l' };
const publication = (published_at: string, kind: string): object => ({ published_at, kind });
const report = {
  publications: {
    items: [
      publication('2026-11-03T09:00:00+08:00', 'confirmed'),
      publication('2026-11-01T09:00:00+08:00', 'emergency'),
      publication('2026-11-03T10:00:00+08:00', 'confirmed'),
    ],
  },
  stages: [
    { department: { code: 'm', name: '市场部' }, stage: 'confirm', count: 2, late: 1, median_minutes: 90, p90_minutes: 150, longest_minutes: 150 },
  ],
  groups: [{ skill_group: '', people: 1, opened: 3, copied: 2, bulletins_missing: 1 }],
} as unknown as AuditReport;
const series = (option: object): { name: string; data: number[] }[] =>
  (option as { series: { name: string; data: number[] }[] }).series;

it('publications are counted by day and kind, in order', () => {
  expect(daysOf(report)).toEqual([
    { day: '2026-11-01', confirmed: 0, emergency: 1, imported: 0 },
    { day: '2026-11-03', confirmed: 2, emergency: 0, imported: 0 },
  ]);
  expect(series(publicationsChart(report, words, palette)).map(({ name, data }) => [name, data])).toEqual([
    ['经确认发布', [0, 2]],
    ['紧急发布', [1, 0]],
  ]);
});
it('stages are shown in hours, groups with what is missing', () => {
  expect(series(stagesChart(report, words, palette)).map(({ data }) => data)).toEqual([[1.5], [2.5]]);
  expect(series(groupsChart(report, words, palette)).map(({ data }) => data)).toEqual([[3], [2], [1]]);
});
it('periods are whole months, over the turn of a year, too', () => {
  const days = (preset: 'month' | 'lastMonth' | 'quarter' | 'year', at: Date): string[] => {
    const { from, to } = periodOf(preset, at);
    return [from, to].map((one) => `${one.getFullYear()}-${one.getMonth() + 1}-${one.getDate()}`);
  };
  const january = new Date(2026, 0, 15, 12);
  expect(days('month', january)).toEqual(['2026-1-1', '2026-2-1']);
  expect(days('lastMonth', january)).toEqual(['2025-12-1', '2026-1-1']);
  expect(days('quarter', new Date(2026, 10, 26))).toEqual(['2026-10-1', '2027-1-1']);
  expect(days('year', january)).toEqual(['2026-1-1', '2027-1-1']);
});
