// Differences as people read them. Times are not compared digit by digit: what was and what will be stand whole. Pure.
import type { DiffSegment, FieldDiff } from '../api/types';
import { endMoment, moment } from './time';

const side = (segments: readonly DiffSegment[], op: 'insert' | 'delete'): string =>
  segments
    .filter((one) => one.op === 'equal' || one.op === op)
    .map((one) => one.text)
    .join('');

export function readable(field: FieldDiff): DiffSegment[] {
  if (field.field !== 'effective_from' && field.field !== 'effective_to') return field.segments;
  const say = (iso: string): string => {
    if (iso === '' || Number.isNaN(Date.parse(iso))) return iso;
    return field.field === 'effective_to' ? endMoment(iso) : moment(iso);
  };
  const [was, is] = [say(side(field.segments, 'delete')), say(side(field.segments, 'insert'))];
  if (!field.changed || was === is) return [{ op: 'equal', text: is }];
  return [
    { op: 'delete', text: was },
    { op: 'insert', text: is },
  ].filter((one): one is DiffSegment => one.text !== '');
}
