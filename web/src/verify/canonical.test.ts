// @vitest-environment node
import { expect, it } from 'vitest';
import { base64Bytes, hexBytes } from './bytes';
import { canonical } from './canonical';
import { microseconds, moment } from './time';

it('has its keys in byte order, no white space, and what is not ASCII as it is', () => {
  expect(canonical({ b: [1, null, true], a: { '\u{10000}': '\n', '\uffff': '\u001f', aa: '口径 \u007f"\\', a: '' } })).toBe(
    '{"a":{"a":"","aa":"口径 \u007f\\"\\\\","\uffff":"\\u001f","\u{10000}":"\\n"},"b":[1,null,true]}',
  );
  expect(() => canonical(['\ud800'])).toThrow(SyntaxError);
});

it('knows one spelling of bytes', () => {
  expect(base64Bytes('AAE=')).toEqual(Uint8Array.of(0, 1));
  for (const text of ['AAF=', 'AAE', 'AA E', 'AAE=\n', 'A===']) expect(base64Bytes(text), text).toBeNull();
  expect(hexBytes('0aff')).toEqual(Uint8Array.of(10, 255));
  for (const text of ['0A', '0', '0x']) expect(hexBytes(text), text).toBeNull();
});

it('reads moments to the microsecond', () => {
  expect(microseconds('2026-01-01T08:00:00.000001+08:00')).toBe(1_767_225_600_000_001);
  expect(microseconds('2026-01-01T00:00:00.5Z')).toBe(1_767_225_600_500_000);
  expect(() => microseconds('yesterday')).toThrow(SyntaxError);
  expect(moment(1_767_225_600_000_000)).toBe('2026-01-01 08:00:00');
});
