import { expect, it } from 'vitest';
import { filtered, fromQuery, searchKey, toQuery } from './search_query';

it('a search survives the way through the address bar', () => {
  const state = fromQuery({
    q: '断网',
    as_of: '2026-05-01T00:00:00+08:00',
    region: ['北京', '上海'],
    library: '信息库',
    entry: '12',
  });
  expect(state.filters.region).toEqual(['北京', '上海']);
  expect(state.entry).toBe(12);
  expect(toQuery(state)).toEqual({
    q: '断网',
    as_of: '2026-05-01T00:00:00+08:00',
    region: ['北京', '上海'],
    library: ['信息库'],
    entry: '12',
  });
});
it('an address that makes no sense asks for nothing special', () => {
  const state = fromQuery({ as_of: 'yesterday', entry: '-3', q: ['a', 'b'] });
  expect(state).toMatchObject({ q: 'a', asOf: '', entry: null });
  expect(filtered(state)).toBe(false);
});
it('the selection does not make a new search, a filter does', () => {
  const state = fromQuery({ q: '断网' });
  expect(searchKey({ ...state, entry: 3 })).toBe(searchKey(state));
  expect(searchKey(fromQuery({ q: '断网', product: '宽带' }))).not.toBe(searchKey(state));
});
