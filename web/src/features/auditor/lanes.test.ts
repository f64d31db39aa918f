import { describe, expect, it } from 'vitest';
import type { JournalHistogram } from '../../api/types';
import { zh } from '../../app/messages/zh';
import { LANES, laneOf, marksOf, rowsOf, step } from './lanes';

const at = (hour: number): string => `2026-11-22T${String(hour).padStart(2, '0')}:00:00+08:00`;
const stretches: JournalHistogram['stretches'] = [
  { from: at(9), to: at(10), verbs: { receive_notice: 1, use_answer: 90, leave_answer: 10 } },
  { from: at(10), to: at(11), verbs: {} },
  { from: at(11), to: at(12), verbs: { use_answer: 10, publish_change: 1 } },
];

describe('the lanes of the timeline', () => {
  it('puts each verb of the flow into one lane, in the order of the flow', () => {
    expect(rowsOf(stretches).map((row) => [row.lane, row.records])).toEqual([['notices', 1], ['publications', 1], ['answers', 110]]);
    expect(LANES.every((lane) => zh.audit.timeline.lanes[lane])).toBe(true);
    const known = Object.keys(zh.journal.verbs);
    for (const lane of LANES) expect(known.some((verb) => laneOf(verb) === lane), lane).toBe(true);
    expect(laneOf('something_newer')).toBe('upkeep');
  });
  it('says what a dot is of, the most frequent first', () => {
    const [first] = rowsOf(stretches)[2]!.dots;
    expect(first).toMatchObject({ stretch: 0, from: at(9), to: at(10), records: 100, size: 1 });
    expect(first!.verbs).toEqual([{ verb: 'use_answer', records: 90 }, { verb: 'leave_answer', records: 10 }]);
  });
  it('sizes dots by the logarithm', () => {
    expect(rowsOf(stretches).flatMap((row) => row.dots.map((dot) => dot.size))).toEqual([0, 0, 1, 0.5]);
    expect(rowsOf([{ from: at(9), to: at(10), verbs: { sign_in: 1 } }])[0]!.dots[0]!.size).toBe(0);
    expect(rowsOf([])).toEqual([]);
  });
  it('walks by the arrows, and stays inside', () => {
    const rows = rowsOf(stretches);
    expect(step(rows, { row: 2, dot: 0 }, 'ArrowRight')).toEqual({ row: 2, dot: 1 });
    expect(step(rows, { row: 2, dot: 1 }, 'ArrowRight')).toEqual({ row: 2, dot: 1 });
    expect(step(rows, { row: 2, dot: 1 }, 'ArrowUp')).toEqual({ row: 1, dot: 0 });
    expect(step(rows, { row: 0, dot: 0 }, 'ArrowUp')).toEqual({ row: 0, dot: 0 });
    expect(step(rows, { row: 1, dot: 0 }, 'ArrowDown')).toEqual({ row: 2, dot: 1 });
    expect(step(rows, { row: 2, dot: 1 }, 'Home')).toEqual({ row: 2, dot: 0 });
    expect(step(rows, { row: 2, dot: 0 }, 'End')).toEqual({ row: 2, dot: 1 });
    expect(step([], { row: 0, dot: 0 }, 'ArrowDown')).toEqual({ row: 0, dot: 0 });
  });
  it('marks some six stretches', () => {
    expect(marksOf(3)).toEqual([0, 1, 2]);
    expect(marksOf(48)).toEqual([0, 8, 16, 24, 32, 40]);
    expect(marksOf(0)).toEqual([]);
  });
});
