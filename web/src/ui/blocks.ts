// Reusable blocks in a Markdown text: `<!--block:3-->10000<!--/block:3-->`, as content/model/block.h writes them.
import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, MatchDecorator, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { InjectionKey, ShallowRef } from 'vue';
import type { BlockSummary } from '../api/types';

/** Who writes what may hold blocks provides the list of them. */
export const BLOCKS: InjectionKey<Readonly<ShallowRef<BlockSummary[]>>> = Symbol('blocks');

export function withMarks(id: number, text: string): string {
  const apart = text.includes('\n') || text.startsWith('|') ? '\n' : '';
  return `<!--block:${id}-->${apart}${text}${apart}<!--/block:${id}-->`;
}
export const withoutMarks = (text: string): string => text.replace(/<!--\/?block:\d+-->/g, '');

class Mark extends WidgetType {
  constructor(
    private readonly name: string,
    private readonly opens: boolean,
  ) {
    super();
  }
  override eq(other: Mark): boolean {
    return other.name === this.name && other.opens === this.opens;
  }
  override toDOM(): HTMLElement {
    const place = document.createElement('span');
    place.className = 'cm-block-mark';
    place.textContent = this.opens ? `⟦${this.name} ` : '⟧';
    place.title = this.name;
    return place;
  }
}

/** Shows the marks as brackets with the block's name, which the caret passes in one step. */
export function blockMarks(nameOf: (id: number) => string): Extension {
  const matcher = new MatchDecorator({
    regexp: /<!--(\/?)block:(\d+)-->/g,
    decoration: (match) => Decoration.replace({ widget: new Mark(nameOf(Number(match[2])), match[1] === '') }),
  });
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = matcher.createDeco(view);
      }
      update(update: ViewUpdate): void {
        this.decorations = matcher.updateDeco(update, this.decorations);
      }
    },
    {
      decorations: (plugin) => plugin.decorations,
      provide: (plugin) =>
        EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
    },
  );
}
