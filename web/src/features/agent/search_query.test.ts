import { expect, it } from 'vitest';
import { changed, filtered, fromQuery, isAway, narrowed, noFilters, searchKey, toQuery } from './search_query';

it('a search survives the way through the address bar', () => {
  const state = fromQuery({
    q: '断网',
    as_of: '2026-05-01T00:00:00+08:00',
    recorded_at: '2026-05-02T00:00:00+08:00',
    region: ['北京', '上海'],
    library: '信息库',
    entry: '12',
  });
  expect(state.filters.region).toEqual(['北京', '上海']);
  expect(state.entry).toBe(12);
  expect(toQuery(state)).toEqual({
    q: '断网',
    as_of: '2026-05-01T00:00:00+08:00',
    recorded_at: '2026-05-02T00:00:00+08:00',
    region: ['北京', '上海'],
    library: ['信息库'],
    entry: '12',
  });
});
it('an address that makes no sense asks for nothing special', () => {
  const state = fromQuery({ as_of: 'yesterday', recorded_at: 'before', entry: '-3', q: ['a', 'b'] });
  expect(state).toMatchObject({ q: 'a', asOf: '', recordedAt: '', entry: null });
  expect(isAway(state)).toBe(false);
  expect(filtered(state)).toBe(false);
});
it('the selection does not make a new search, a filter does', () => {
  const state = fromQuery({ q: '断网' });
  expect(searchKey({ ...state, entry: 3 })).toBe(searchKey(state));
  expect(searchKey(fromQuery({ q: '断网', product: '宽带' }))).not.toBe(searchKey(state));
  const known = fromQuery({ q: '断网', recorded_at: '2026-05-02T00:00:00+08:00' });
  expect(searchKey(known)).not.toBe(searchKey(state));
  expect(isAway(known)).toBe(true);
});
it('the literal query stands in the address bar, makes a search of its own, and has a way back', () => {
  const state = fromQuery({ q: 'kuandai', literal: 'true' });
  expect(state.literal).toBe(true);
  expect(toQuery(state)).toEqual({ q: 'kuandai', literal: 'true' });
  const corrected = changed(state, 'kuandai', { literal: false });
  expect(toQuery(corrected)).toEqual({ q: 'kuandai' });
  expect(searchKey(corrected)).not.toBe(searchKey(state));
});
it('a new query is corrected again, a filter on the same one leaves it literal', () => {
  const state = fromQuery({ q: 'kuandai', literal: 'true' });
  expect(changed(state, 'kuandai bx', {}).literal).toBe(false);
  expect(changed(state, 'kuandai', { asOf: '2026-05-01T00:00:00+08:00' }).literal).toBe(true);
});
it('without a query nothing is literal', () => {
  expect(fromQuery({ literal: 'true' }).literal).toBe(false);
  expect(toQuery({ ...fromQuery({}), literal: true })).toEqual({});
});
it('a look without filters keeps them for the next query', () => {
  const state = fromQuery({ q: '断网', region: '城东区', unfiltered: 'true' });
  expect(toQuery(state)).toEqual({ q: '断网', region: ['城东区'], unfiltered: 'true' });
  expect(searchKey(state)).toBe(searchKey(fromQuery({ q: '断网' })));
  expect([filtered(state), narrowed(state)]).toEqual([true, false]);
  const next = changed(state, '断网了', {});
  expect(searchKey(next)).toBe(searchKey(fromQuery({ q: '断网了', region: '城东区' })));
  expect(changed(state, '断网', { filters: { ...noFilters(), product: ['宽带'] } }).unfiltered).toBe(false);
  expect(toQuery({ ...state, q: '' })).toEqual({ region: ['城东区'] });
});
