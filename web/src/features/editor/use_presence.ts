// Who else has this change set open, and whether somebody saved it meanwhile: asked every few seconds while it is edited.
import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { api, ok } from '../../api/client';
import { session } from '../../api/session';
import type { ChangeSet } from '../../api/types';

const EVERY_MS = 5_000;

export interface Presence {
  /** Names, in the order of their coming. */
  others: ShallowRef<string[]>;
  /** Somebody saved a version that is not the one that is open here. */
  behind: ComputedRef<boolean>;
}

export function usePresence(change: () => ChangeSet | null, editing: () => boolean): Presence {
  const others = shallowRef<string[]>([]);
  const newest = shallowRef<{ change: number; version: number } | null>(null);
  async function ask(): Promise<void> {
    const open = change();
    if (!open || !editing() || document.hidden || session.asking) return;
    try {
      const got = await ok(api.POST('/changes/{c}/presence', { params: { path: { c: open.id } } }));
      others.value = got.others.map((one) => one.display_name);
      newest.value = { change: open.id, version: got.version };
    } catch {
      // The page says itself when the server cannot be reached.
      others.value = [];
    }
  }
  const timer = window.setInterval(() => void ask(), EVERY_MS);
  const first = window.setTimeout(() => void ask(), 500);
  onScopeDispose(() => {
    clearInterval(timer);
    clearTimeout(first);
  });
  const behind = computed(() => {
    const open = change();
    return open !== null && newest.value?.change === open.id && newest.value.version > open.version;
  });
  return { others, behind };
}
