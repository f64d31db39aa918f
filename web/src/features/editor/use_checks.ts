// What the server notices about the items, a moment after the last keystroke: only what changed is asked again.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { api, isAbort, ok } from '../../api/client';
import type { Checks } from '../../api/types';
import { bodyOf, type Form, type Item } from './change_form';
import type { Finding } from './checks';

const PAUSE_MS = 200;
const MOST_AT_ONCE = 20;

export interface Similar {
  entry: number;
  title: string;
}
interface Noticed {
  findings: Finding[];
  similar: Similar[];
}

export interface LibraryChecks {
  noticed: ShallowRef<Noticed[]>;
  /** The checks could not be made: nothing is known, which is not the same as nothing found. */
  failed: Ref<boolean>;
}

function split(answer: Checks, items: readonly number[], into: Noticed[]): void {
  for (const [position, item] of items.entries()) {
    into[item] = {
      findings: answer.findings
        .filter((one) => one.item === position)
        .map((one) => ({
          kind: 'hint',
          item,
          field: one.field,
          words: one.detail,
          rule: one.rule,
          quote: one.quote,
          replacement: one.replacement,
          entry: one.entry,
        })),
      similar: answer.similar.filter((one) => one.item === position),
    };
  }
}

export function useChecks(form: Form, wanted: () => boolean): LibraryChecks {
  const noticed = shallowRef<Noticed[]>([]);
  const failed = ref(false);
  let checked: string[] = [];
  let timer = 0;
  let flight: AbortController | null = null;

  async function run(now: string[]): Promise<void> {
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    const changed = now.flatMap((text, i) => (text === checked[i] ? [] : [i]));
    const next = noticed.value.slice(0, now.length);
    const leaveOut = form.items.flatMap((item) => (item.entry ? [item.entry] : []));
    try {
      for (let i = 0; i < changed.length; i += MOST_AT_ONCE) {
        const part = changed.slice(i, i + MOST_AT_ONCE);
        const items = part.map((at) => JSON.parse(now[at] ?? '{}') as Item);
        const { items: body = [] } = bodyOf({ ...form, items });
        const answer = await ok(
          api.POST('/checks', { body: { items: body, leave_out: leaveOut }, signal: mine.signal }),
        );
        split(answer, part, next);
      }
      checked = now;
      noticed.value = next;
      failed.value = false;
    } catch (error) {
      if (!isAbort(error)) failed.value = true;
    }
  }

  watch(
    () => (wanted() ? form.items.map((item) => JSON.stringify(item)) : []),
    (now, before) => {
      if (before && now.length === before.length && now.every((text, i) => text === before[i])) return;
      clearTimeout(timer);
      if (!now.length) noticed.value = [];
      else timer = window.setTimeout(() => void run(now), before?.length ? PAUSE_MS : 0);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    flight?.abort();
  });
  return { noticed, failed };
}
