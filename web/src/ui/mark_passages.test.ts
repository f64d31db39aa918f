import { beforeEach, describe, expect, it } from 'vitest';
import { markPassages } from './mark_passages';

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement('div');
});
const marked = (): string[] => [...root.querySelectorAll('mark')].map((one) => one.textContent ?? '');

describe('markPassages', () => {
  it('marks a passage and gives its first mark', () => {
    root.innerHTML = '<p>自五月一日起，停机保号每月 5 元。</p><p>其他照旧。</p>';
    const first = markPassages(root, ['停机保号每月 5 元']);
    expect(marked()).toEqual(['停机保号每月 5 元']);
    expect(first).toBe(root.querySelector('mark'));
    expect(root.textContent).toBe('自五月一日起，停机保号每月 5 元。其他照旧。');
  });
  it('finds it across elements, line ends and the marks of Markdown', () => {
    root.innerHTML = '<p>每月 <b>99</b> 元，\n含税</p>';
    markPassages(root, ['每月 **99** 元， 含税']);
    expect(marked()).toEqual(['每月', '99', '元，\n含税']);
    expect(root.querySelector('b mark')?.textContent).toBe('99');
  });
  it('marks several in the order of the text, overlapping ones once', () => {
    root.innerHTML = '<p>甲乙丙丁戊己</p>';
    const first = markPassages(root, ['丁戊', '甲乙丙', '乙丙丁']);
    expect(marked().join('')).toBe('甲乙丙丁戊');
    expect(first?.textContent?.startsWith('甲')).toBe(true);
  });
  it('is null when there is none', () => {
    root.innerHTML = '<p>甲</p>';
    expect(markPassages(root, ['乙', ' ', ''])).toBeNull();
    expect(root.innerHTML).toBe('<p>甲</p>');
  });
});
