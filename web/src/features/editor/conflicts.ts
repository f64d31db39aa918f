// Two people wrote in one change set: where their texts differ, and what comes out once each place is decided. Pure.
import type { Form, Item, Kept } from './change_form';

export type Side = 'mine' | 'theirs';

export interface Conflict {
  key: string;
  /** Of the item as a person knows it; empty for the set itself. */
  where: string;
  /** Field, or 'item' when one side does not have the item at all. */
  field: string;
  mine: string;
  theirs: string;
  /** What is chosen to begin with: the side that changed it since both last agreed; mine when both did. */
  chosen: Side;
}

const SCOPE = ['region', 'product', 'customers'] as const;
const FIELDS = [
  'title',
  'questions',
  'brief',
  'script',
  'body',
  'cautions',
  'keywords',
  'library',
  'catalogue',
  'department',
  'effective_from',
  'effective_to',
  'external_id',
  'retire_at',
  'reason',
] as const;

/** The same item on both sides: by its entry, and new ones by their order. */
function keyed(form: Form): Map<string, Item> {
  let fresh = 0;
  return new Map(form.items.map((item) => [item.entry ? `entry ${item.entry}` : `new ${++fresh}`, item]));
}

const asText = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : String(value ?? ''));

function valueOf(item: Item | undefined, field: string): string {
  if (!item) return '';
  const scope = SCOPE.find((one) => one === field);
  return asText(scope ? item.scope[scope] : item[field as keyof Item]);
}

function begin(base: string, mine: string, theirs: string): Side {
  return base === mine && base !== theirs ? 'theirs' : 'mine';
}

export function conflictsOf(base: Form, mine: Form, theirs: Form): Conflict[] {
  const found: Conflict[] = [];
  for (const field of ['summary', 'study_notes'] as const) {
    if (mine[field] === theirs[field]) continue;
    found.push({
      key: `set/${field}`,
      where: '',
      field,
      mine: mine[field],
      theirs: theirs[field],
      chosen: begin(base[field], mine[field], theirs[field]),
    });
  }
  const [was, here, there] = [keyed(base), keyed(mine), keyed(theirs)];
  for (const key of new Set([...there.keys(), ...here.keys()])) {
    const [a, b, before] = [here.get(key), there.get(key), was.get(key)];
    const where = a?.title || b?.title || key;
    if (!a || !b) {
      const present = a ? 'mine' : 'theirs';
      // Taken out by one side only: what the other still has stays, unless it was untouched there.
      const untouched = before && JSON.stringify(before) === JSON.stringify(a ?? b);
      found.push({
        key: `${key}/item`,
        where,
        field: 'item',
        mine: a ? where : '',
        theirs: b ? where : '',
        chosen: untouched ? (present === 'mine' ? 'theirs' : 'mine') : present,
      });
      continue;
    }
    for (const field of [...FIELDS, ...SCOPE]) {
      const [x, y] = [valueOf(a, field), valueOf(b, field)];
      if (x !== y)
        found.push({
          key: `${key}/${field}`,
          where,
          field,
          mine: x,
          theirs: y,
          chosen: begin(valueOf(before, field), x, y),
        });
    }
  }
  return [...found, ...keptConflicts(base, mine, theirs)];
}

const keptBy = (form: Form): Map<number, Kept> => new Map(form.kept.map((one) => [one.entry, one]));

function keptConflicts(base: Form, mine: Form, theirs: Form): Conflict[] {
  const [was, here, there] = [keptBy(base), keptBy(mine), keptBy(theirs)];
  return [...new Set([...there.keys(), ...here.keys()])].flatMap((entry) => {
    const [x, y] = [here.get(entry)?.reason ?? '', there.get(entry)?.reason ?? ''];
    if (x === y) return [];
    const chosen = begin(was.get(entry)?.reason ?? '', x, y);
    return [{ key: `kept ${entry}`, where: `K${entry}`, field: 'kept', mine: x, theirs: y, chosen }];
  });
}

/** What one side kept and the other changed is changed: an entry has one decision. */
function mergedKept(mine: Form, theirs: Form, items: Item[], chosen: (key: string) => Side): Kept[] {
  const [here, there] = [keptBy(mine), keptBy(theirs)];
  const changed = new Set(items.map((item) => item.entry));
  return [...new Set([...there.keys(), ...here.keys()])].flatMap((entry) => {
    const [x, y] = [here.get(entry), there.get(entry)];
    const one = x?.reason !== y?.reason && chosen(`kept ${entry}`) === 'mine' ? x : y;
    return one && !changed.has(entry) ? [structuredClone(one)] : [];
  });
}

/** Theirs, with each place that was decided for mine put in. */
export function merged(mine: Form, theirs: Form, chosen: (key: string) => Side): Form {
  const [here, there] = [keyed(mine), keyed(theirs)];
  const items: Item[] = [];
  for (const key of new Set([...there.keys(), ...here.keys()])) {
    const [a, b] = [here.get(key), there.get(key)];
    if (!a || !b) {
      const one = chosen(`${key}/item`) === 'mine' ? a : b;
      if (one) items.push(structuredClone(one));
      continue;
    }
    const out = structuredClone(b) as Item & Record<string, unknown>;
    for (const field of FIELDS)
      if (valueOf(a, field) !== valueOf(b, field) && chosen(`${key}/${field}`) === 'mine')
        (out as Record<string, unknown>)[field] = structuredClone(a[field]);
    for (const field of SCOPE)
      if (valueOf(a, field) !== valueOf(b, field) && chosen(`${key}/${field}`) === 'mine')
        out.scope[field] = [...a.scope[field]];
    // An anchor goes with its sentence: those of both sides stay, and what the text has lost falls away by itself.
    const mine = new Set(a.anchors.map((one) => one.sentence));
    out.anchors = [...structuredClone(a.anchors), ...b.anchors.filter((one) => !mine.has(one.sentence))];
    items.push(out);
  }
  const pick = (field: 'summary' | 'study_notes'): string =>
    (mine[field] !== theirs[field] && chosen(`set/${field}`) === 'mine' ? mine : theirs)[field];
  const kept = mergedKept(mine, theirs, items, chosen);
  return { summary: pick('summary'), study_notes: pick('study_notes'), items, kept };
}
