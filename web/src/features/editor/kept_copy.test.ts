import { beforeEach, expect, test } from 'vitest';
import { blankForm } from './change_form';
import { copyOf, dropCopy, keepCopy } from './kept_copy';

beforeEach(() => localStorage.clear());
const form = (summary: string) => ({ ...blankForm(), summary });

test('a copy is of one person and one change set, and goes when it is dropped', () => {
  keepCopy('editor', 7, { version: 3, base: form('旧'), form: form('新') });
  expect(copyOf('editor', 7)).toEqual({ version: 3, base: form('旧'), form: form('新') });
  expect([copyOf('editor2', 7), copyOf('editor', 8)]).toEqual([null, null]);
  dropCopy('editor', 7);
  expect(copyOf('editor', 7)).toBeNull();
});

test('what is no copy is none', () => {
  for (const broken of ['', '{', 'null', '[]', '{"version":1}', '{"version":"1","form":{"items":[]},"base":{}}']) {
    localStorage.setItem('koujing.draft.editor.7', broken);
    expect(copyOf('editor', 7)).toBeNull();
  }
});
