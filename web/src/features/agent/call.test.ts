import { expect, it } from 'vitest';
import { callFromQuery, callOf, callWords, messageOf, withoutCall } from './call';

const call = { id: 'c-17', region: '城东区', product: '宽带', number: '13800000000' };
const data = { type: 'koujing:call', call: 'c-17', region: '城东区', product: '宽带', number: 13800000000 };

it('is read out of the address, and taken out of it', () => {
  const query = { call: 'c-17', region: ['城东区', '城西区'], product: '宽带', number: '13800000000', q: '断网' };
  expect(callFromQuery(query)).toEqual(call);
  expect(withoutCall(query)).toEqual({ region: ['城东区', '城西区'], product: '宽带', q: '断网' });
  expect(callFromQuery({ region: '城东区' })).toBeNull();
});
it('needs an id; what is no text does not count', () => {
  expect(callOf({ call: ' ', region: '城东区' })).toBeNull();
  expect(callOf({ call: 7, region: {} })).toEqual({ id: '7', region: '', product: '', number: '' });
  expect(callWords({ ...call, region: '' })).toEqual(['13800000000', '宽带']);
});
it('is believed from the page above or the one that opened this, of a known origin', () => {
  const above = {} as Window;
  const opener = {} as Window;
  const here = { self: { parent: above, opener }, origins: ['https://k.example', 'https://crm.example'] };
  const from = (source: Window | null, origin = 'https://k.example', said: unknown = data): ReturnType<typeof messageOf> =>
    messageOf({ data: said, origin, source }, here);
  expect(from(above)).toEqual({ call });
  expect(from(opener)).toEqual({ call });
  expect(from(above, 'https://crm.example')).toEqual({ call });
  expect(from({} as Window)).toBeNull();
  expect(from(above, 'https://other.example')).toBeNull();
  expect(from(above, 'https://k.example', { type: 'koujing:call-ended' })).toEqual({ call: null });
  expect(from(above, 'https://k.example', { type: 'else' })).toBeNull();
  expect(from(above, 'https://k.example', 'text')).toBeNull();
  expect(from(above, 'https://k.example', { type: 'koujing:call' })).toBeNull();
});
it('is not believed from the page itself', () => {
  const self = { parent: null as unknown, opener: null as unknown };
  self.parent = self;
  expect(messageOf({ data, origin: 'o', source: self as unknown as Window }, { self, origins: ['o'] })).toBeNull();
  expect(messageOf({ data, origin: 'o', source: null }, { self, origins: ['o'] })).toBeNull();
});
