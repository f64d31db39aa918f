// The filters of a skill group against those of the desk. Pure.
import type { GroupFilters } from '../../api/types';
import { FACETS, type SearchState } from './search_query';

type Filters = SearchState['filters'];

export const filtersOf = (group: GroupFilters): Filters =>
  Object.fromEntries(FACETS.map((facet) => [facet, [...group[facet]]])) as Filters;

export const narrows = (filters: Filters): boolean => FACETS.some((facet) => filters[facet].length > 0);

const sorted = (list: readonly string[]): string => [...list].sort().join('\n');
export const sameFilters = (a: Filters, b: Filters): boolean =>
  FACETS.every((facet) => sorted(a[facet]) === sorted(b[facet]));
