// Differences as people read them. Times, departments and urgencies are not compared letter by letter: what was and what
// will be stand whole. Pure.
import type { DiffSegment, FieldDiff } from '../api/types';
import { endMoment, moment } from './time';

const side = (segments: readonly DiffSegment[], op: 'insert' | 'delete'): string =>
  segments
    .filter((one) => one.op === 'equal' || one.op === op)
    .map((one) => one.text)
    .join('');

const CODES = new Set(['department', 'urgency']);
const WHOLE = new Set(['effective_from', 'effective_to', 'deadline', 'issued_on', ...CODES]);

/** `names` gives the name of a code: of a department, of an urgency. */
export function readable(field: FieldDiff, names: (code: string) => string = (code) => code): DiffSegment[] {
  if (!WHOLE.has(field.field)) return field.segments;
  const say = (iso: string): string => {
    if (iso !== '' && CODES.has(field.field)) return names(iso);
    if (iso === '' || field.field === 'issued_on' || Number.isNaN(Date.parse(iso))) return iso;
    return field.field === 'effective_to' ? endMoment(iso) : moment(iso);
  };
  const [was, is] = [say(side(field.segments, 'delete')), say(side(field.segments, 'insert'))];
  if (!field.changed || was === is) return [{ op: 'equal', text: is }];
  return [
    { op: 'delete', text: was },
    { op: 'insert', text: is },
  ].filter((one): one is DiffSegment => one.text !== '');
}
