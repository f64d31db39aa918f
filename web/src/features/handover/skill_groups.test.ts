import { expect, it } from 'vitest';
import { bodyOf, copyOf, narrowed, sameGroups, type Group } from './skill_groups';

const group = (part: Partial<Group['filters']> = {}): Group => ({
  name: '宽带组',
  members: 3,
  filters: { library: [], catalogue: [], region: [], product: [], department: [], ...part },
});

it('a copy can be edited without touching what it was made from', () => {
  const before = [group({ region: ['城东区'] })];
  const edited = copyOf(before);
  edited[0]?.filters.region.push('城西区');
  expect(before[0]?.filters.region).toEqual(['城东区']);
  expect(sameGroups(before, edited)).toBe(false);
});
it('sends names and filters, not members', () => {
  expect(bodyOf([group({ product: ['宽带'] })]).groups[0]).toEqual({
    name: '宽带组',
    filters: { library: [], catalogue: [], region: [], product: ['宽带'], department: [] },
  });
  expect([narrowed(group()), narrowed(group({ product: ['宽带'] }))]).toEqual([false, true]);
});
