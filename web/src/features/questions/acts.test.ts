import { expect, it } from 'vitest';
import type { Question, QuestionState, Role } from '../../api/types';
import { actsOf } from './acts';

const market = { code: 'market', name: '市场部' } as Question['department'];
const acts = (state: QuestionState, role: Role, department: string | null = null) =>
  actsOf({ state, department: state === 'open' ? null : market }, { roles: [role], department });

it('a leader routes what is open, and may answer for the department what is routed', () => {
  expect(acts('open', 'leader')).toEqual({ primary: 'route', others: ['close'] });
  expect(acts('routed', 'leader')).toEqual({ primary: null, others: ['reroute', 'link', 'answerFor', 'close'] });
  expect(acts('routed', 'director').others).toEqual(['reroute', 'link', 'close']);
});
it('the department that was asked answers or gives back; another one does not', () => {
  expect(acts('routed', 'department', 'market')).toEqual({ primary: 'answer', others: ['giveBack'] });
  expect(acts('routed', 'department', 'water')).toEqual({ primary: null, others: [] });
  expect(acts('answered', 'department', 'market')).toEqual({ primary: null, others: ['amend'] });
});
it('an editor makes a draft of an answer; who asked only reads; nothing is left to do in the end', () => {
  expect(acts('answered', 'editor')).toEqual({ primary: 'draft', others: ['close'] });
  expect(acts('open', 'agent')).toEqual({ primary: null, others: [] });
  for (const state of ['drafted', 'published', 'closed'] as const)
    expect(acts(state, 'leader')).toEqual({ primary: null, others: [] });
});
