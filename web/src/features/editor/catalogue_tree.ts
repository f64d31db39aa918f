// The catalogue as it would be after some steps, by the rules of the server: content/flow/arrange_catalogue.cc.
import type { CatalogueNode, CatalogueStep } from '../../api/types';

export interface TreeNode {
  id: number;
  name: string;
  library: string;
  /** At the node and below it. */
  entries: number;
  touched: boolean;
  children: TreeNode[];
}

interface Place {
  node: CatalogueNode;
  name: string;
  parent: number | null;
  gone: boolean;
  entries: number;
  touched: boolean;
}

export class CatalogueTree {
  private readonly places = new Map<number, Place>();

  constructor(nodes: readonly CatalogueNode[], steps: readonly CatalogueStep[] = []) {
    for (const node of nodes)
      this.places.set(node.id, {
        node,
        name: node.name,
        parent: node.parent,
        gone: false,
        entries: node.entries ?? 0,
        touched: false,
      });
    for (const step of steps) this.apply(step);
  }

  private at(id: number): Place {
    const place = this.places.get(id);
    if (!place) throw new Error(`no node ${id}`);
    return place;
  }
  private apply(step: CatalogueStep): void {
    if (step.action === 'merge' && step.into !== undefined) this.merge(step.node, step.into);
    else {
      const place = this.at(step.node);
      place.name = step.name ?? place.name;
      place.parent = step.parent ?? null;
      place.touched = true;
    }
  }
  private merge(node: number, into: number): void {
    const place = this.at(node);
    place.gone = true;
    this.at(into).entries += place.entries;
    this.at(into).touched = true;
    for (const child of this.childrenOf(node)) {
      const like = this.namesake(into, this.at(child).name, this.at(into).node.library);
      if (like !== null) this.merge(child, like);
      else {
        this.at(child).parent = into;
        this.at(child).touched = true;
      }
    }
  }

  has(id: number): boolean {
    return this.places.has(id) && !this.at(id).gone;
  }
  name(id: number): string {
    return this.at(id).name;
  }
  parent(id: number): number | null {
    return this.at(id).parent;
  }
  library(id: number): string {
    return this.at(id).node.library;
  }
  path(id: number): string {
    const { name, parent } = this.at(id);
    return parent === null ? name : `${this.path(parent)}/${name}`;
  }
  childrenOf(id: number | null, library?: string): number[] {
    return [...this.places]
      .filter(([, one]) => !one.gone && one.parent === id && (library === undefined || one.node.library === library))
      .map(([child]) => child);
  }
  namesake(parent: number | null, name: string, library: string): number | null {
    return this.childrenOf(parent, library).find((id) => this.at(id).name === name) ?? null;
  }
  /** `id` itself counts. */
  isBelow(id: number, above: number): boolean {
    for (let next: number | null = id; next !== null; next = this.at(next).parent) if (next === above) return true;
    return false;
  }

  /** The step that hangs a node below another: with a namesake there, it is merged into that. Null: nothing to do. */
  hang(id: number, parent: number | null, name = this.name(id)): CatalogueStep | null {
    if (parent === this.parent(id) && name === this.name(id)) return null;
    const version = this.at(id).node.version;
    const like = this.namesake(parent, name, this.library(id));
    if (like !== null && like !== id) return { action: 'merge', node: id, version, into: like };
    return { action: 'move', node: id, version, name, parent };
  }
  mergeInto(id: number, into: number): CatalogueStep {
    return { action: 'merge', node: id, version: this.at(id).node.version, into };
  }
  mayHang(id: number, parent: number | null): boolean {
    return parent === null || (this.library(parent) === this.library(id) && !this.isBelow(parent, id));
  }

  nodes(library: string, parent: number | null = null): TreeNode[] {
    return this.childrenOf(parent, library)
      .map((id) => {
        const { name, entries, touched } = this.at(id);
        const children = this.nodes(library, id);
        const below = children.reduce((sum, child) => sum + child.entries, 0);
        return { id, name, library, entries: entries + below, touched, children };
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'zh'));
  }
  /** Every node of a library by its path, for choosing. */
  paths(library: string): { id: number; path: string }[] {
    return [...this.places]
      .filter(([, one]) => !one.gone && one.node.library === library)
      .map(([id]) => ({ id, path: this.path(id) }))
      .sort((a, b) => a.path.localeCompare(b.path, 'zh'));
  }
}

/** A step in words: where from and where to. */
export function wordsOf(before: CatalogueTree, step: CatalogueStep): { from: string; to: string } {
  const from = before.path(step.node);
  if (step.action === 'merge') return { from, to: step.into === undefined ? '' : before.path(step.into) };
  const above = step.parent ? `${before.path(step.parent)}/` : '';
  return { from, to: above + (step.name ?? '') };
}
