// How a stage stands against its clock. Pure.
import type { Stage } from '../api/types';
import type { Messages } from '../app/messages/zh';

export const isLate = (stage: Pick<Stage, 'due'>, at: Date): boolean =>
  stage.due !== null && Date.parse(stage.due) < at.getTime();

/** What was published for a later moment. */
export const isAhead = (goesLive: string | null, at: Date): boolean =>
  goesLive !== null && Date.parse(goesLive) > at.getTime();

/** '2 天', '5 小时', '20 分钟': the largest unit that says enough. */
export function lengthOf(milliseconds: number, words: Messages['stage']): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? words.hours(hours) : words.days(Math.floor(hours / 24));
}

export function clockWords(stage: Pick<Stage, 'due'>, at: Date, words: Messages['stage']): string {
  if (stage.due === null) return '';
  const left = Date.parse(stage.due) - at.getTime();
  return left < 0 ? words.late(lengthOf(left, words)) : words.left(lengthOf(left, words));
}
