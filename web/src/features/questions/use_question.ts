// One question with the version that the next step is bound to, kept up with what happens to it meanwhile.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { api, tagged } from '../../api/client';
import type { Question } from '../../api/types';
import { useFeed } from '../../app/feed';
import { useLoad, type Load } from '../../ui/load';

export interface OpenQuestion {
  load: Load<Question>;
  etag: Ref<string>;
  /** Something happened to it that is not shown, because somebody is writing. */
  changed: ShallowRef<boolean>;
  take: (got: { data: Question; etag: string }) => void;
  reload: () => Promise<void>;
}

/** `writing`: while it says so, the page does not change under somebody's hands. */
export function useQuestion(id: () => number, writing: () => boolean): OpenQuestion {
  const etag = ref('');
  const changed = shallowRef(false);
  const load = useLoad<Question>(async (signal) => {
    const got = await tagged(api.GET('/questions/{q}', { params: { path: { q: id() } }, signal }));
    etag.value = got.etag;
    changed.value = false;
    return got.data;
  });
  function take(got: { data: Question; etag: string }): void {
    etag.value = got.etag;
    changed.value = false;
    load.value.value = got.data;
  }
  let soon = 0;
  let own = 0;
  useFeed((row) => {
    if (row.question !== id() || row.seq <= own) return;
    own = row.seq;
    clearTimeout(soon);
    soon = window.setTimeout(() => void look(), 200);
  });
  async function look(): Promise<void> {
    if (!writing()) return load.reload();
    const got = await tagged(api.GET('/questions/{q}', { params: { path: { q: id() } } })).catch(() => null);
    if (!got || got.data.id !== id()) return;
    // Somebody else asking the same does not stand in the way of a step: only the version does.
    if (got.etag !== etag.value) changed.value = true;
    else load.value.value = got.data;
  }
  watch(
    id,
    () => {
      load.value.value = null;
      void load.reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(soon));
  return { load, etag, changed, take, reload: load.reload };
}
