import { describe, expect, it } from 'vitest';
import type { FieldDiff, ItemDiff } from '../../api/types';
import { changedCount, newText, shownFields } from './fields';

const field = (name: string, ...segments: FieldDiff['segments']): FieldDiff => ({
  field: name,
  changed: segments.some((one) => one.op !== 'equal'),
  segments,
});
const item: ItemDiff = {
  index: 0,
  action: 'revise',
  entry: 3,
  title: '断网',
  from_revision: 1,
  fields: [
    field('title', { op: 'equal', text: '断网' }),
    field('brief', { op: 'equal', text: '' }),
    field('script', { op: 'equal', text: '' }, { op: 'delete', text: '48' }, { op: 'insert', text: '24' }),
    field('library', { op: 'equal', text: '业务知识库' }),
  ],
};
const names = (changedOnly: boolean): string[] => shownFields(item, changedOnly).map((one) => one.field);

describe('what the department is shown', () => {
  it('is the title and what changes, or everything that is filled', () => {
    expect(names(true)).toEqual(['title', 'script']);
    expect(names(false)).toEqual(['title', 'script', 'library']);
    expect(shownFields(item, true, ['library']).map((one) => one.field)).toEqual(['title', 'script', 'library']);
    expect(changedCount(item)).toBe(1);
  });
  it('is the new text without what is taken away', () => {
    const segments = (['equal', 'delete', 'insert', 'equal'] as const).map((op, i) => ({ op, text: 'abcd'[i] ?? '' }));
    expect(newText(field('script', ...segments))).toBe('acd');
    expect(newText(field('script', { op: 'delete', text: '|表|' }))).toBe('');
  });
});
