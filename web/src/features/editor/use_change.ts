// One change set at work: loaded, edited, saved by itself a moment after the last keystroke. A version that somebody
// else made in between is never overwritten: it comes back as a conflict to be decided.
import {
  computed,
  onScopeDispose,
  reactive,
  ref,
  shallowRef,
  toRaw,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue';
import { BASE, api, isAbort, stampedHeaders, tagged } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import { session } from '../../api/session';
import type { ChangeSet } from '../../api/types';
import { blankForm, bodyOf, formOf, sameForm, type Form } from './change_form';
import { copyOf, dropCopy, keepCopy } from './kept_copy';
import { now } from '../../ui/time';

const PAUSE_MS = 1500;
const KEEP_MS = 300;
/** Bytes, by and large: a browser sends no more than 64 KB after a page has gone. */
const LARGEST_PARTING = 15_000;

export type SaveState = 'none' | 'dirty' | 'saving' | 'saved' | 'failed';

export interface ChangeWork {
  change: ShallowRef<ChangeSet | null>;
  form: Form;
  problem: ShallowRef<Problem | null>;
  busy: Ref<boolean>;
  saveState: Ref<SaveState>;
  savedAt: ShallowRef<Date | null>;
  saveProblem: ShallowRef<Problem | null>;
  /** Set while the two texts wait for a decision. */
  conflict: ShallowRef<{ base: Form; theirs: Form } | null>;
  dirty: ComputedRef<boolean>;
  /** What was written before, in another visit, and had not reached the server stands in the form again. */
  restored: Ref<boolean>;
  /** False: nothing is saved by itself (an edit would void what the department has). */
  unlocked: Ref<boolean>;
  etag: () => string;
  reload: () => Promise<void>;
  /** True when everything written is with the server. */
  save: () => Promise<boolean>;
  settle: (decided: Form) => Promise<boolean>;
  /** Takes the answer of a step of the flow. */
  take: (change: ChangeSet, etag: string) => void;
}

const copy = (form: Form): Form => structuredClone(toRaw(form));

export function useChange(id: () => number): ChangeWork {
  const change = shallowRef<ChangeSet | null>(null);
  const form = reactive<Form>(blankForm());
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(true);
  const saveState = ref<SaveState>('none');
  const savedAt = shallowRef<Date | null>(null);
  const saveProblem = shallowRef<Problem | null>(null);
  const conflict = shallowRef<{ base: Form; theirs: Form } | null>(null);
  const unlocked = ref(false);
  const restored = ref(false);
  const saved = shallowRef<Form>(blankForm());
  let tag = '';
  let timer = 0;
  let keeping = 0;
  let saving: Promise<boolean> | null = null;

  const plain = (): Form => JSON.parse(JSON.stringify(form)) as Form;
  const dirty = computed(() => !sameForm(form, saved.value));

  function take(next: ChangeSet, etag: string): void {
    change.value = next;
    tag = etag;
    unlocked.value = next.state === 'draft' || next.state === 'returned';
    saved.value = formOf(next);
    Object.assign(form, copy(saved.value));
    saveState.value = 'none';
    saveProblem.value = null;
  }

  const person = (): string => session.person?.name ?? '';
  function keep(): void {
    if (!change.value || !dirty.value || !unlocked.value) return;
    keepCopy(person(), change.value.id, { version: change.value.version, base: copy(saved.value), form: plain() });
  }
  /** What is kept here from another visit: taken over, or, when the set went on meanwhile, put beside it. */
  function takeKept(): void {
    const set = change.value;
    const kept = set && unlocked.value ? copyOf(person(), set.id) : null;
    if (!set || !kept) return;
    if (sameForm(kept.form, saved.value)) return dropCopy(person(), set.id);
    Object.assign(form, kept.form);
    restored.value = true;
    if (kept.version !== set.version) conflict.value = { base: kept.base, theirs: copy(saved.value) };
  }
  /** The page goes: what is not saved is kept here, and sent on its way. */
  function leave(): void {
    keep();
    if (!change.value || !dirty.value || !unlocked.value || conflict.value || saving) return;
    const body = JSON.stringify(bodyOf(plain()));
    if (body.length > LARGEST_PARTING) return;
    const headers = { ...stampedHeaders(true), 'If-Match': tag, 'Content-Type': 'application/json' };
    void fetch(`${BASE}/changes/${change.value.id}`, { method: 'PUT', keepalive: true, headers, body }).catch(() => null);
  }

  async function reload(): Promise<void> {
    busy.value = true;
    try {
      const got = await tagged(api.GET('/changes/{c}', { params: { path: { c: id() } } }));
      take(got.data, got.etag);
      takeKept();
      problem.value = null;
    } catch (error) {
      if (!isAbort(error)) problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  }

  async function fetchTheirs(): Promise<ChangeSet> {
    const got = await tagged(api.GET('/changes/{c}', { params: { path: { c: id() } } }));
    tag = got.etag;
    change.value = got.data;
    return got.data;
  }

  // A department that was left empty is filled in by the server: so it is here too, unless one was chosen meanwhile.
  function adoptDepartments(sent: Form, kept: Form): void {
    sent.items.forEach((item, at) => {
      const department = kept.items[at]?.department ?? '';
      if (item.department || !department) return;
      item.department = department;
      const here = form.items[at];
      if (here && !here.department) here.department = department;
    });
  }

  async function put(): Promise<boolean> {
    const sent = plain();
    saveState.value = 'saving';
    try {
      const got = await tagged(
        api.PUT('/changes/{c}', { params: { path: { c: id() }, header: { 'If-Match': tag } }, body: bodyOf(sent) }),
      );
      change.value = got.data;
      tag = got.etag;
      adoptDepartments(sent, formOf(got.data));
      saved.value = sent;
      savedAt.value = now();
      saveProblem.value = null;
      saveState.value = dirty.value ? 'dirty' : 'saved';
      clearTimeout(keeping);
      if (dirty.value) keep();
      else dropCopy(person(), got.data.id);
      return true;
    } catch (error) {
      const p = asProblem(error);
      saveState.value = 'failed';
      saveProblem.value = p;
      if (p.status === 412) {
        const base = copy(saved.value);
        const theirs = formOf(await fetchTheirs());
        conflict.value = { base, theirs };
      }
      return false;
    }
  }

  async function save(): Promise<boolean> {
    clearTimeout(timer);
    if (saving) await saving;
    if (!dirty.value) return true;
    if (conflict.value || !unlocked.value) return false;
    saving = put().catch(() => false);
    const done = await saving;
    saving = null;
    return done && (!dirty.value || (await save()));
  }

  async function settle(decided: Form): Promise<boolean> {
    const theirs = conflict.value?.theirs;
    if (theirs) saved.value = theirs;
    Object.assign(form, copy(decided));
    conflict.value = null;
    if (!dirty.value) saveState.value = 'saved';
    return save();
  }

  watch(
    form,
    () => {
      if (!change.value || !dirty.value) return;
      if (saveState.value !== 'saving') saveState.value = 'dirty';
      clearTimeout(timer);
      clearTimeout(keeping);
      keeping = window.setTimeout(keep, KEEP_MS);
      if (unlocked.value) timer = window.setTimeout(() => void save(), PAUSE_MS);
    },
    { deep: true },
  );
  window.addEventListener('pagehide', leave);
  onScopeDispose(() => {
    clearTimeout(timer);
    clearTimeout(keeping);
    window.removeEventListener('pagehide', leave);
  });

  return {
    change,
    form,
    problem,
    busy,
    saveState,
    savedAt,
    saveProblem,
    conflict,
    dirty,
    restored,
    unlocked,
    etag: () => tag,
    reload,
    save,
    settle,
    take,
  };
}
