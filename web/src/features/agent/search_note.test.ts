import { expect, it } from 'vitest';
import { literalTurn, noteOf } from './search_note';

const told = { corrected: null, relaxed: [], total: 3 };
const asked = { q: 'kuandai', literal: false };
const corrected = (kind: 'pinyin' | 'spelling' | 'sound', replaced = true) => ({
  ...told,
  corrected: { kind, text: '宽带', replaced },
});

it('an answer to what was typed has nothing to say', () => {
  expect(noteOf(told, asked)).toBeNull();
});
it('what took the place of the text was searched for instead, what was mixed in as well', () => {
  expect(noteOf(corrected('pinyin'), asked)).toEqual({ kind: 'corrected', text: '宽带' });
  expect(noteOf(corrected('spelling'), asked)).toEqual({ kind: 'corrected', text: '宽带' });
  expect(noteOf(corrected('sound'), asked)).toEqual({ kind: 'corrected', text: '宽带' });
  expect(noteOf(corrected('sound', false), asked)).toEqual({ kind: 'also', text: '宽带' });
});
it('letters that were not made into characters are named as they are', () => {
  const sound = { ...told, corrected: { kind: 'pinyin' as const, text: 'kuanda', replaced: true } };
  expect(noteOf(sound, { q: 'Kuan da', literal: false })).toEqual({ kind: 'sound', text: 'Kuan da' });
});
it('a literal search says so, even when it found nothing: that is the way back', () => {
  const literal = { q: 'kuandai', literal: true };
  expect(noteOf({ ...told, total: 0 }, literal)).toEqual({ kind: 'literal', text: 'kuandai', loose: false });
});
it('a literal search that found pieces only does not pass for a match', () => {
  const literal = { q: 'kuandai', literal: true };
  expect(noteOf({ ...told, relaxed: ['characters'] }, literal)).toMatchObject({ kind: 'literal', loose: true });
});
it('what was given up is told in full, unless it was in vain', () => {
  const relaxed = { ...told, relaxed: ['quotes' as const, 'characters' as const] };
  expect(noteOf(relaxed, asked)).toEqual({ kind: 'relaxed', quotes: true, characters: true });
  expect(noteOf({ ...relaxed, relaxed: ['quotes'] }, asked)).toEqual({
    kind: 'relaxed',
    quotes: true,
    characters: false,
  });
  expect(noteOf({ ...relaxed, total: 0 }, asked)).toBeNull();
});
it('the key takes a correction back, brings it back, and else does nothing', () => {
  expect(literalTurn(corrected('pinyin'), { literal: false })).toBe(true);
  expect(literalTurn(told, { literal: true })).toBe(false);
  expect(literalTurn(null, { literal: true })).toBe(false);
  expect(literalTurn(told, { literal: false })).toBeNull();
  expect(literalTurn(null, { literal: false })).toBeNull();
});
