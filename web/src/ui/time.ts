// Times as people read them. Everything is shown in the clock of this machine's zone and sent with its offset.
import { session } from '../api/session';
import { locale } from '../app/locale';

const two = (n: number): string => String(n).padStart(2, '0');
const DAY = 86_400_000;

/** The server's now. */
export const now = (): Date => new Date(Date.now() + session.skew);

export const day = (d: Date): string => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;

/** 2026-11-22 14:03, with seconds only where they are not zero and asked for. */
export function moment(iso: string, seconds = false): string {
  const d = new Date(iso);
  if (Number.isNaN(d.getTime())) return iso;
  const clock = `${two(d.getHours())}:${two(d.getMinutes())}`;
  return `${day(d)} ${clock}${seconds ? ':' + two(d.getSeconds()) : ''}`;
}

/** The end of a validity. It is half-open, so midnight is said as 24:00 of the last day that still counts. */
export function endMoment(iso: string): string {
  const d = new Date(iso);
  if (d.getHours() + d.getMinutes() + d.getSeconds() !== 0) return moment(iso, d.getSeconds() !== 0);
  return day(new Date(d.getTime() - DAY / 2)) + ' 24:00';
}

function dayNumber(d: Date): number {
  return Math.round(Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) / DAY);
}

/** 'today', 'in 3 days', '3 minutes ago': said beside a date, never instead of it. Empty when over 60 days away. */
export function nearness(iso: string, at: Date = now(), language: string = locale.value): string {
  const d = new Date(iso);
  const format = new Intl.RelativeTimeFormat(language === 'en' ? 'en' : 'zh-CN', { numeric: 'auto' });
  const minutes = Math.round((d.getTime() - at.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  const days = dayNumber(d) - dayNumber(at);
  if (days === 0)
    return Math.abs(minutes) < 360 ? format.format(Math.trunc(minutes / 60), 'hour') : format.format(0, 'day');
  return Math.abs(days) <= 60 ? format.format(days, 'day') : '';
}

/** RFC 3339 with this zone's offset, e.g. 2026-11-22T14:03:00+08:00. */
export function rfc3339(d: Date): string {
  const offset = -d.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const clock = `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
  return `${day(d)}T${clock}${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

export type Standing = 'open' | 'in_force' | 'coming' | 'ended';

/** Where a validity [from, to) stands at a moment. */
export function standingAt(from: string | null, to: string | null, at: Date = now()): Standing {
  if (from && Date.parse(from) > at.getTime()) return 'coming';
  if (to && Date.parse(to) <= at.getTime()) return 'ended';
  return from || to ? 'in_force' : 'open';
}
