// Skill groups as they are edited. Pure.
import type { GroupFilters, SkillGroups } from '../../api/types';

export type Group = SkillGroups['groups'][number];
export const FILTERS = ['region', 'product', 'library', 'catalogue', 'department'] as const;
export type FilterName = (typeof FILTERS)[number];

export const copyOf = (groups: readonly Group[]): Group[] =>
  groups.map((one) => ({
    ...one,
    filters: Object.fromEntries(FILTERS.map((name) => [name, [...one.filters[name]]])) as unknown as GroupFilters,
  }));

/** All groups are sent; the members of a group are not the page's to say. */
export const bodyOf = (groups: readonly Group[]): { groups: { name: string; filters: GroupFilters }[] } => ({
  groups: copyOf(groups).map(({ name, filters }) => ({ name, filters })),
});

export const sameGroups = (a: readonly Group[], b: readonly Group[]): boolean =>
  JSON.stringify(bodyOf(a)) === JSON.stringify(bodyOf(b));

export const narrowed = (group: Group): boolean => FILTERS.some((name) => group.filters[name].length > 0);
