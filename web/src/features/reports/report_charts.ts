// The charts of a report, as ECharts options. Pure: the figures are those of the tables beside them.
import type { EChartsCoreOption } from 'echarts/core';
import type { AuditReport } from '../../api/types';
import type { reports } from '../../app/messages/zh_reports';

export interface Palette {
  good: string;
  warn: string;
  bad: string;
  accent: string;
  quiet: string;
  ink: string;
  line: string;
}

type Words = typeof reports;

const hours = (minutes: number): number => Math.round((minutes / 60) * 10) / 10;

const base = (palette: Palette): EChartsCoreOption => ({
  animation: false,
  textStyle: { color: palette.ink, fontFamily: 'inherit' },
  grid: { left: 8, right: 24, top: 34, bottom: 8, containLabel: true },
  legend: { top: 0, left: 0, itemWidth: 14, textStyle: { color: palette.ink } },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
});
const valueAxis = (palette: Palette): object => ({
  type: 'value',
  minInterval: 1,
  splitLine: { lineStyle: { color: palette.line } },
  axisLabel: { color: palette.quiet },
});
const nameAxis = (palette: Palette, data: string[], across = false): object => ({
  type: 'category',
  data,
  inverse: across,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: palette.line } },
  axisLabel: { color: palette.ink, ...(across && { width: 140, overflow: 'truncate' }) },
});

/** Days of publications, oldest first, with how many of each kind. */
export function daysOf(report: AuditReport): { day: string; confirmed: number; emergency: number; imported: number }[] {
  const days = new Map<string, { confirmed: number; emergency: number; imported: number }>();
  for (const one of report.publications.items) {
    const day = one.published_at.slice(0, 10);
    const counts = days.get(day) ?? { confirmed: 0, emergency: 0, imported: 0 };
    counts[one.kind] += 1;
    days.set(day, counts);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, counts]) => ({ day, ...counts }));
}

export function publicationsChart(report: AuditReport, words: Words, palette: Palette): EChartsCoreOption {
  const days = daysOf(report);
  const kinds = [
    ['confirmed', palette.good],
    ['emergency', palette.bad],
    ['imported', palette.quiet],
  ] as const;
  return {
    ...base(palette),
    xAxis: nameAxis(palette, days.map(({ day }) => day)),
    yAxis: valueAxis(palette),
    series: kinds
      .filter(([kind]) => days.some((day) => day[kind] > 0))
      .map(([kind, color]) => ({
        type: 'bar',
        stack: 'day',
        barMaxWidth: 28,
        name: words.publication[kind],
        color,
        data: days.map((day) => day[kind]),
      })),
  };
}

export function stagesChart(report: AuditReport, words: Words, palette: Palette): EChartsCoreOption {
  const names = report.stages.map(({ department, stage }) => `${department.name} · ${words.stage[stage]}`);
  return {
    ...base(palette),
    grid: { left: 8, right: 24, top: 34, bottom: 26, containLabel: true },
    xAxis: { ...valueAxis(palette), name: words.duration, nameLocation: 'middle', nameGap: 26 },
    yAxis: nameAxis(palette, names, true),
    series: [
      { type: 'bar', name: words.median, color: palette.accent, data: report.stages.map((one) => hours(one.median_minutes)) },
      { type: 'bar', name: words.p90, color: palette.warn, data: report.stages.map((one) => hours(one.p90_minutes)) },
    ],
  };
}

export function groupsChart(report: AuditReport, words: Words, palette: Palette): EChartsCoreOption {
  const kinds = [
    ['opened', words.cols.opened, palette.quiet],
    ['copied', words.cols.copied, palette.accent],
    ['bulletins_missing', words.cols.missing, palette.bad],
  ] as const;
  return {
    ...base(palette),
    xAxis: valueAxis(palette),
    yAxis: nameAxis(palette, report.groups.map((one) => one.skill_group || words.noGroup), true),
    series: kinds.map(([field, name, color]) => ({ type: 'bar', name, color, data: report.groups.map((one) => one[field]) })),
  };
}
