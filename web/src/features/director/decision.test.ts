import { expect, it } from 'vitest';
import { zh } from '../../app/messages/zh';
import { lackingIn, reviewBody, type Draft } from './decision';

const draft = (more: Partial<Draft>): Draft => ({
  decision: 'assign',
  editor: '',
  due: null,
  instruction: '',
  ...more,
});

it('assigning takes an editor, returning a reason, filing nothing', () => {
  expect(lackingIn(draft({}), zh.review)).toEqual({ editor: '请选择采编。' });
  expect(lackingIn(draft({ decision: 'return', instruction: '  ' }), zh.review)).toEqual({
    instruction: '退回必须写明原因。',
  });
  expect(lackingIn(draft({ decision: 'file' }), zh.review)).toEqual({});
});
it('an editor chosen before the mind changed is not sent with a return', () => {
  expect(
    reviewBody(draft({ decision: 'return', editor: 'editor', due: '2026-12-01T00:00:00Z', instruction: '缺附件' })),
  ).toEqual({ decision: 'return', instruction: '缺附件' });
  expect(reviewBody(draft({ editor: 'editor' }))).toEqual({ decision: 'assign', editor: 'editor' });
});
