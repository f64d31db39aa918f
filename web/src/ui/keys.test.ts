import { describe, expect, it } from 'vitest';
import { composing, inField, matches } from './keys';

const pressed = (
  key: string,
  code: string,
  mods: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {},
) => ({ key, code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...mods });

describe('keys', () => {
  it('are told by their place where Alt makes another letter of them', () => {
    expect(matches('Alt+C', pressed('ç', 'KeyC', { altKey: true }))).toBe(true);
    expect(matches('Alt+C', pressed('c', 'KeyC'))).toBe(false);
  });
  it('take the marks of a Chinese layout for the Latin ones', () => {
    expect(matches('/', pressed('、', 'Slash'))).toBe(true);
    expect(matches('?', pressed('？', 'Slash', { shiftKey: true }))).toBe(true);
    expect(matches('/', pressed('?', 'Slash', { shiftKey: true }))).toBe(false);
  });
  it('take Alt with any figure from 1 to 9', () => {
    expect(matches('Alt+1..9', pressed('7', 'Digit7', { altKey: true }))).toBe(true);
    expect(matches('Alt+1..9', pressed('0', 'Digit0', { altKey: true }))).toBe(false);
  });
  it('leave plain letters alone when Ctrl is held', () => {
    expect(matches('r', pressed('r', 'KeyR', { ctrlKey: true }))).toBe(false);
    expect(matches('r', pressed('r', 'KeyR'))).toBe(true);
  });
  it('belong to the input method while it composes, whichever way the browser says so', () => {
    expect(composing({ isComposing: true, keyCode: 13 })).toBe(true);
    expect(composing({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(composing({ isComposing: false, keyCode: 13 })).toBe(false);
  });
  it('know a field from a button', () => {
    expect(inField(document.createElement('textarea'))).toBe(true);
    expect(inField(document.createElement('button'))).toBe(false);
  });
});
