// What is dropped onto an element, and whether something hovers over it.
import { ref, type Ref } from 'vue';
import { droppedIn, type Dropped } from './gather';

export interface DropTarget {
  over: Ref<boolean>;
  /** Listeners for v-on; the element is the one that they stand at. */
  listeners: Record<'dragover' | 'dragleave' | 'drop', (event: DragEvent) => void>;
}

/** `taken` gets what was dropped, when it is anything. */
export function useDrop(taken: (what: Dropped[]) => void): DropTarget {
  const over = ref(false);
  const dragover = (event: DragEvent): void => {
    event.preventDefault();
    over.value = true;
  };
  // Leaving for what is inside is no leaving.
  const dragleave = (event: DragEvent): void => {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) over.value = false;
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    over.value = false;
    const what = droppedIn(event.dataTransfer);
    if (what.length) taken(what);
  };
  return { over, listeners: { dragover, dragleave, drop } };
}
