import { describe, expect, it } from 'vitest';
import { passagesIn } from './cited';

const anchor = (source: string, passage: string) => ({ sentence: '句', source, passage });

describe('passagesIn', () => {
  it('are those of one source, each once', () => {
    const anchors = [anchor('aa', '甲'), anchor('notice', '乙'), anchor('aa', '甲')];
    expect(passagesIn(anchors, 'aa')).toEqual(['甲']);
    expect(passagesIn(anchors, 'notice')).toEqual(['乙']);
    expect(passagesIn(anchors, 'bb')).toEqual([]);
  });
});
