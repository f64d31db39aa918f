// Who is in charge of each node of the catalogue: its own department, or that of the nearest node above it that has
// one. The rule of the server, for showing it: content/flow/charges.cc. Pure.
import type { CatalogueNode } from '../../api/types';

/** Codes of departments by number of the node, as the contract has them. */
export type Charges = Readonly<Record<string, string>>;

/** The department that a node follows, without what stands at the node itself; empty when there is none. */
export function inheritedBy(id: number, nodes: ReadonlyMap<number, CatalogueNode>, charges: Charges): string {
  const passed = new Set<number>([id]);
  let above = nodes.get(id)?.parent ?? null;
  while (above !== null && !passed.has(above)) {
    const own = charges[above];
    if (own) return own;
    passed.add(above);
    above = nodes.get(above)?.parent ?? null;
  }
  return '';
}

export const inChargeOf = (id: number, nodes: ReadonlyMap<number, CatalogueNode>, charges: Charges): string =>
  charges[id] || inheritedBy(id, nodes, charges);

/** What is kept, with the changes of this page over it; an empty one takes the department of a node away. */
export function withEdits(kept: Charges, edits: ReadonlyMap<number, string>): Record<string, string> {
  const all: Record<string, string> = { ...kept };
  for (const [id, department] of edits)
    if (department) all[id] = department;
    else delete all[id];
  return all;
}

export interface Row {
  node: CatalogueNode;
  depth: number;
}

/** The nodes of a library as the rows of its tree; with words to find, those that have them and all above those. */
export function rowsOf(all: readonly CatalogueNode[], library: string, find = ''): Row[] {
  const nodes = all.filter((one) => one.library === library);
  const byId = new Map(nodes.map((one) => [one.id, one]));
  const wanted = new Set<number>();
  for (const one of nodes) {
    if (!one.name.includes(find)) continue;
    for (let at: CatalogueNode | undefined = one; at && !wanted.has(at.id); at = byId.get(at.parent ?? 0))
      wanted.add(at.id);
  }
  const below = (parent: number | null, depth: number): Row[] =>
    nodes
      .filter((one) => one.parent === parent && wanted.has(one.id))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh'))
      .flatMap((node) => [{ node, depth }, ...below(node.id, depth + 1)]);
  return below(null, 0);
}
