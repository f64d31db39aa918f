// Who has acknowledged a bulletin, by skill group. Pure.
import type { BulletinAcknowledgements } from '../../api/types';

type Person = BulletinAcknowledgements['items'][number];
export interface GroupOfReaders {
  name: string;
  missing: Person[];
  done: Person[];
}

/** Groups with the most people missing come first; who has no group comes last among equals. */
export function byGroup(items: readonly Person[]): GroupOfReaders[] {
  const groups = new Map<string, GroupOfReaders>();
  for (const one of items) {
    const group = groups.get(one.skill_group) ?? { name: one.skill_group, missing: [], done: [] };
    (one.at === null ? group.missing : group.done).push(one);
    groups.set(one.skill_group, group);
  }
  return [...groups.values()].sort(
    (a, b) => b.missing.length - a.missing.length || Number(!a.name) - Number(!b.name) || a.name.localeCompare(b.name, 'zh'),
  );
}
