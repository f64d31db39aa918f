import { expect, it } from 'vitest';
import type { Question, QuestionStep } from '../../api/types';
import { questions as words } from '../../app/messages/zh_questions';
import { closedBecause, gist, lastWord, outcomeWords, ownCallback, shortened, stepWords } from './wording';

const market = { code: 'market', name: '市场部' } as Question['department'];
const step = (verb: QuestionStep['verb'], more: Partial<QuestionStep> = {}): QuestionStep => ({
  verb,
  by: { name: 'leader', display_name: '班长' },
  at: '2026-11-22T10:00:00+08:00',
  text: '',
  department: null,
  ...more,
});

it('a step says what was done and to whom', () => {
  expect(stepWords(step('route', { department: market }), 'question', words)).toBe('分派给市场部');
  expect(stepWords(step('ask', { department: market }), 'question', words)).toBe('提问，直接交给市场部');
  expect(stepWords(step('ask'), 'question', words)).toBe('提问');
  expect(stepWords(step('ask', { department: market }), 'wrong', words)).toBe('反馈，交给市场部');
  expect(stepWords(step('give_back'), 'question', words)).toBe('退回');
  expect(stepWords(step('escalate', { by: null }), 'question', words)).toBe('超时未分派，上报班长');
  expect(stepWords(step('escalate', { by: null, department: market }), 'question', words)).toBe('市场部超时未答复，上报班长');
});
it('an outcome is the answer, or why there is none', () => {
  const steps = [step('ask'), step('close', { text: '重复' })];
  expect(closedBecause({ state: 'closed', steps })).toBe('重复');
  expect(gist({ state: 'closed', steps, answer: '旧的' })).toBe('重复');
  expect(gist({ state: 'answered', steps, answer: '12 元' })).toBe('12 元');
  expect(outcomeWords({ state: 'open', kind: 'question' }, words)).toBe('');
  expect(outcomeWords({ state: 'published', kind: 'question' }, words)).toBe('已有口径');
  expect(outcomeWords({ state: 'published', kind: 'wrong' }, words)).toBe('已改正');
});
it('the last word is that of whoever sent the question on, while it waits', () => {
  const steps = [step('ask'), step('route', { text: '请今天答复' }), step('join')];
  expect(lastWord({ state: 'routed', steps })?.text).toBe('请今天答复');
  expect(lastWord({ state: 'answered', steps })).toBe(null);
  expect(lastWord({ state: 'open', steps: [...steps, step('give_back')] })).toBe(null);
});
it('a long question is shortened by characters, on one line', () => {
  expect(shortened('短\n问题')).toBe('短 问题');
  expect([...shortened('很长的问题'.repeat(20))]).toHaveLength(28);
  expect(shortened('𠮷'.repeat(30), 3)).toBe('𠮷𠮷…');
});
it('the note on whom to call is the own one', () => {
  const asker = (name: string, callback: string | null) => ({
    by: { name, display_name: name },
    at: '2026-11-22T10:00:00+08:00',
    callback,
    call_id: null,
  });
  const askers = [asker('agent', null), asker('agent2', '李先生')];
  expect([ownCallback({ askers }, 'agent'), ownCallback({ askers }, 'agent2')]).toEqual(['', '李先生']);
});
