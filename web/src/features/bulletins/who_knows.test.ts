import { expect, it } from 'vitest';
import { byGroup } from './who_knows';

const person = (name: string, skill_group: string, at: string | null) => ({
  person: { name, display_name: name },
  skill_group,
  at,
});

it('groups with people missing come first, those without a group last', () => {
  const groups = byGroup([
    person('a', '水务', null),
    person('b', '宽带', null),
    person('c', '宽带', null),
    person('d', '', '2026-11-22T06:03:00Z'),
    person('e', '水务', '2026-11-22T06:03:00Z'),
  ]);
  expect(groups.map(({ name, missing, done }) => [name, missing.length, done.length])).toEqual([
    ['宽带', 2, 0],
    ['水务', 1, 1],
    ['', 0, 1],
  ]);
});
