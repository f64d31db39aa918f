import { expect, it } from 'vitest';
import { filtersOf, narrows, sameFilters } from './group_filters';
import { noFilters } from './search_query';

const group = { library: [], catalogue: [], region: ['城东区', '城西区'], product: ['宽带'], department: [] };

it('a group without filters narrows nothing', () => {
  expect(narrows(noFilters())).toBe(false);
  expect(narrows(filtersOf(group))).toBe(true);
});
it('the order of values does not make other filters', () => {
  expect(sameFilters(filtersOf(group), { ...noFilters(), region: ['城西区', '城东区'], product: ['宽带'] })).toBe(true);
  expect(sameFilters(filtersOf(group), { ...noFilters(), region: ['城西区'], product: ['宽带'] })).toBe(false);
});
