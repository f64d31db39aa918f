// Keys of a page. A page says what it listens to; the help (`?`) lists it. Nothing fires while an IME is composing.
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue';

export interface Key {
  /** 'Alt+C', 'Ctrl+Enter', 'ArrowDown', '/', '?', 'j', 'Alt+1..9'. Case does not matter. */
  combo: string;
  words: () => string;
  run: (event: KeyboardEvent) => void;
  /** Also while the caret is in a field. Combos with Alt or Ctrl always are. */
  inFields?: boolean;
  /** Only listed in the help; the page listens to it itself. */
  elsewhere?: boolean;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** True while an input method holds the keys: the browser says so in two ways, and some say it in only one. */
export const composing = (event: { isComposing: boolean; keyCode: number }): boolean =>
  event.isComposing || event.keyCode === 229;

// A Chinese layout types full-width marks; on a Mac, Alt makes another letter: then the place of the key decides.
const SAME_MARK: Record<string, string> = { '/': '/、／', '?': '?？' };

export function matches(combo: string, event: Pressed): boolean {
  const parts = combo.split('+');
  const key = parts.pop() ?? '';
  if (parts.includes('Alt') !== event.altKey) return false;
  if (parts.includes('Ctrl') !== (event.ctrlKey || event.metaKey)) return false;
  if (key === '1..9') return /^Digit[1-9]$/.test(event.code);
  const marks = SAME_MARK[key];
  if (marks) return marks.includes(event.key);
  if (/^[a-z]$/i.test(key))
    return event.code === 'Key' + key.toUpperCase() || event.key.toLowerCase() === key.toLowerCase();
  return event.key === key;
}

export function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Modal dialogs keep the keys to themselves. */
const dialogOpen = (): boolean =>
  document.querySelector('.el-overlay-dialog, .el-message-box') !== null &&
  [...document.querySelectorAll<HTMLElement>('.el-overlay')].some((one) => one.style.display !== 'none');

/** What is listened to now, newest page last; the help dialog reads it. */
export const listening = shallowReactive<Key[][]>([]);

function hear(event: KeyboardEvent): void {
  if (composing(event) || event.defaultPrevented || dialogOpen()) return;
  const typing = inField(event.target);
  for (const keys of [...listening].reverse()) {
    for (const key of keys) {
      if (key.elsewhere) continue;
      const chord = key.combo.includes('+');
      if (typing && !chord && !key.inFields) continue;
      if (!matches(key.combo, event)) continue;
      event.preventDefault();
      key.run(event);
      return;
    }
  }
}

export function useKeys(keys: Key[]): void {
  onMounted(() => {
    if (listening.length === 0) window.addEventListener('keydown', hear);
    listening.push(keys);
  });
  onBeforeUnmount(() => {
    const at = listening.indexOf(keys);
    if (at >= 0) listening.splice(at, 1);
    if (listening.length === 0) window.removeEventListener('keydown', hear);
  });
}
