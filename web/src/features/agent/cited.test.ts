import { describe, expect, it } from 'vitest';
import type { ChangeItem } from '../../api/types';
import { anchorsOf, passagesIn } from './cited';

const anchor = (source: string, passage: string) => ({ sentence: '句', source, passage });
const items: ChangeItem[] = [
  { action: 'retire', entry: 7 },
  { action: 'revise', entry: 8, title: '改的', anchors: [anchor('aa', '甲'), anchor('notice', '乙'), anchor('aa', '甲')] },
  { action: 'new', entry: null, title: '新的', anchors: [anchor('bb', '丙')] },
];

describe('anchorsOf', () => {
  it('are those of the item that revised the entry', () =>
    expect(anchorsOf(items, { entry: 8, title: '什么都行' }).map(({ passage }) => passage)).toEqual(['甲', '乙', '甲']));
  it('are those of a new item by its title: the set does not know the number yet', () =>
    expect(anchorsOf(items, { entry: 9, title: '新的' }).map(({ passage }) => passage)).toEqual(['丙']));
  it('are none for an entry that the set has no text for', () => {
    expect(anchorsOf(items, { entry: 7, title: '停了的' })).toEqual([]);
    expect(anchorsOf(items, { entry: 9, title: '别的' })).toEqual([]);
  });
});

describe('passagesIn', () => {
  it('are those of one source, each once', () => {
    const anchors = anchorsOf(items, { entry: 8, title: '' });
    expect(passagesIn(anchors, 'aa')).toEqual(['甲']);
    expect(passagesIn(anchors, 'notice')).toEqual(['乙']);
    expect(passagesIn(anchors, 'bb')).toEqual([]);
  });
});
