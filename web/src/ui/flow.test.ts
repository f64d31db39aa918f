import { describe, expect, it } from 'vitest';
import { zh } from '../app/messages/zh';
import { flowOf, type FlowChange, type FlowNotice } from './flow';

const person = (display_name: string) => ({ name: display_name, display_name });
const notice = (state: FlowNotice['state'], reviewed = true): FlowNotice => ({
  state,
  raised_by: person('王敏'),
  received_at: '2026-11-01T01:00:00Z',
  editor: person('陈采编'),
  reviews: reviewed ? [{ by: person('李主任'), at: '2026-11-02T01:00:00Z' }] : [],
});
const change = (state: FlowChange['state'], more: Partial<FlowChange> = {}): FlowChange => ({
  state,
  department: { name: '市场部' },
  created_by: person('陈采编'),
  created_at: '2026-11-03T01:00:00Z',
  submitted_at: null,
  effective_at: null,
  ...more,
});
const states = (flow: ReturnType<typeof flowOf>): string => flow.steps.map((one) => one.state[0]).join('');

describe('the flow', () => {
  it('begins with the review', () => {
    const flow = flowOf(notice('received', false), null, zh.flow.next);
    expect(states(flow)).toBe('dctttttt');
    expect(flow.next).toBe('下一步：主任批阅');
    expect(flow.steps[0]).toEqual({ state: 'done', by: '王敏', since: '2026-11-01T01:00:00Z' });
  });
  it('stops at a return', () => {
    expect(states(flowOf(notice('returned'), null, zh.flow.next))).toBe('dstttttt');
  });
  it('is in study once assigned, and says by whom', () => {
    const flow = flowOf(notice('assigned'), null, zh.flow.next);
    expect(flow.at).toBe(3);
    expect(flow.next).toBe('下一步：陈采编 起草变更单');
  });
  it('follows the change set from draft to answer', () => {
    expect(flowOf(notice('assigned'), change('draft'), zh.flow.next).at).toBe(4);
    expect(flowOf(notice('assigned'), change('submitted'), zh.flow.next).next).toBe('下一步：市场部 确认');
    expect(flowOf(notice('assigned'), change('confirmed'), zh.flow.next).at).toBe(6);
    expect(states(flowOf(notice('published'), change('published'), zh.flow.next))).toBe('ddddddct');
    const scheduled = change('published', { effective_at: '2026-12-01T00:00:00+08:00' });
    const before = flowOf(notice('published'), scheduled, zh.flow.next, new Date('2026-11-30T00:00:00+08:00'));
    expect([before.at, before.next.includes('12-01')]).toEqual([6, true]);
    const after = flowOf(notice('published'), scheduled, zh.flow.next, new Date('2026-12-01T00:00:00+08:00'));
    expect(after.at).toBe(7);
  });
  it('keeps the confirmation open after the emergency door', () => {
    expect(states(flowOf(null, change('unconfirmed'), zh.flow.next))).toBe('ooodcdct');
  });
  it('ticks neither review nor study of an emergency notice, not even once it is confirmed', () => {
    const posted = notice('published', false);
    const flow = flowOf(posted, change('unconfirmed'), zh.flow.next);
    expect(states(flow)).toBe('doodcdct');
    expect(flow.next).toBe('已应急发布，等待 市场部 补确认');
    expect(states(flowOf(posted, change('published'), zh.flow.next))).toBe('doodddct');
  });
  it('does not sign the fifth step with a confirmation that an edit voided', () => {
    const voided = { by: person('王敏'), at: '2026-11-04T01:00:00Z', voided: true };
    expect(flowOf(notice('assigned'), change('draft', { confirmation: voided }), zh.flow.next).steps[4]).toEqual({
      state: 'todo',
    });
  });
});
