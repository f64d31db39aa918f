// The rows of the page of many notices: files are read two at a time, rows are registered one by one.
import { computed, markRaw, onScopeDispose, reactive, ref, type ComputedRef, type Ref } from 'vue';
import { api, isAbort, newKey, ok } from '../../api/client';
import { asProblem, NETWORK, SIGNED_OUT } from '../../api/problem';
import { ownDepartment } from '../../api/session';
import type { NoticeForm } from '../../api/types';
import { digestOf } from './digest';
import type { Gathered } from '../../ui/gather';
import * as many from './many_rows';
import type { Mark, Row, Said } from './many_rows';
import { noticeBody } from './notice_form';
import { readDocument } from './read_document';
import { faultWords, newUpload, sendUploads } from './uploads';

/** Of the server's readers (three) one stays free for everybody else. */
const AT_ONCE = 2;

export interface Many {
  rows: Row[];
  marks: ComputedRef<Map<number, Mark[]>>;
  /** Files that are still to be read, of so many. */
  reading: ComputedRef<{ left: number; all: number }>;
  ready: ComputedRef<Row[]>;
  /** Rows being registered: how many are done, of how many; null when none are. */
  run: Ref<{ done: number; all: number } | null>;
  add: (gathered: Gathered) => void;
  remove: (row: Row) => void;
  readAgain: () => void;
  /** False: ended early, for there is no connection or nobody is signed in. */
  register: (list: Row[]) => Promise<boolean>;
  /** Ends the run after the row that is being registered. */
  stop: () => void;
}

export function useMany(): Many {
  const rows = reactive<Row[]>([]);
  // A row whose marks are the same keeps its list, and so is not drawn again: with 500 rows that is felt.
  let before = new Map<number, Mark[]>();
  const marks = computed(() => {
    const now = many.marksOf(rows, ownDepartment.value);
    for (const [id, list] of now) {
      const old = before.get(id);
      if (old && JSON.stringify(old) === JSON.stringify(list)) now.set(id, old);
    }
    return (before = now);
  });
  const everyRow = computed(() => rows.flatMap((row) => [row, ...row.joined]));
  const reading = computed(() => ({
    left: everyRow.value.filter(({ original }) => ['waiting', 'reading'].includes(original.reading)).length,
    all: everyRow.value.length,
  }));
  const ready = computed(() => rows.filter((row) => many.isReady(row, marks.value.get(row.id) ?? [])));
  const run: Many['run'] = ref(null);
  const leaving = new AbortController();
  let stopping = false;
  onScopeDispose(() => {
    leaving.abort();
    stopping = true;
  });
  let ids = 0;
  let busy = 0;

  // The same bytes need not be read twice.
  const known = (digest: string): Said | null =>
    everyRow.value.find(({ original }) => original.said?.sha256 === digest)?.original.said ?? null;
  async function read(row: Row): Promise<void> {
    const { original } = row;
    original.reading = 'reading';
    try {
      const digest = await digestOf(original.upload.file);
      original.digest = digest ?? '';
      let said = digest && known(digest);
      if (!said) {
        const {
          text: _text,
          media_type: _type,
          repealed: _repealed,
          ...rest
        } = await readDocument(original.upload.file, leaving.signal);
        said = markRaw(rest);
      }
      many.take(row, said, ownDepartment.value?.code);
      original.reading = 'read';
      const above = rows.find((one) => one.joined.includes(row));
      if (above) many.fillFromJoined(above);
    } catch (error) {
      if (isAbort(error)) return;
      original.fault = faultWords(error);
      original.reading = 'failed';
    }
  }
  function readOn(): void {
    while (busy < AT_ONCE && !leaving.signal.aborted) {
      const row = everyRow.value.find(({ original }) => original.reading === 'waiting');
      if (!row) return;
      busy += 1;
      void read(row).finally(() => {
        busy -= 1;
        readOn();
      });
    }
  }

  function add({ files }: Gathered): void {
    for (const { file, path } of files) rows.push(many.newRow(++ids, newKey(), newUpload(file), path));
    readOn();
  }
  function remove(row: Row): void {
    const at = rows.indexOf(row);
    if (at >= 0) rows.splice(at, 1);
  }
  function readAgain(): void {
    for (const { original } of everyRow.value) {
      if (!original.fault) continue;
      original.fault = '';
      original.reading = 'waiting';
    }
    readOn();
  }

  const sent = new Map<number, NoticeForm>();
  /** Registers one row; false when it is no use to go on with the next one. */
  async function registerOne(row: Row): Promise<boolean> {
    const before = row.state;
    row.state = 'sending';
    row.fault = '';
    try {
      if (row.notice === null) {
        // Until an answer has come, what is sent again is the same, under the same key.
        const body = (before === 'unsure' && sent.get(row.id)) || noticeBody(row.form);
        sent.set(row.id, body);
        const params = { header: { 'Idempotency-Key': row.key } };
        row.notice = (await ok(api.POST('/notices', { params, body }))).id;
      }
      const uploads = many.originalsOf(row).map(({ upload }) => upload);
      await sendUploads(uploads, row.notice);
      const failed = uploads.filter(({ state }) => state === 'failed');
      row.state = failed.length ? 'partly' : 'registered';
      row.fault = failed[0]?.fault ?? '';
      return !failed.some(({ code }) => code === NETWORK || code === SIGNED_OUT);
    } catch (error) {
      const problem = asProblem(error);
      const noAnswer = problem.status === 0 || problem.status >= 500;
      // To be told to sign in says nothing about a try before.
      row.state = noAnswer || (before === 'unsure' && problem.status === 401) ? 'unsure' : 'refused';
      row.fault = [faultWords(error), ...problem.errors.map(({ detail }) => detail)].join(' ');
      return problem.code !== NETWORK && problem.code !== SIGNED_OUT;
    }
  }
  async function register(list: Row[]): Promise<boolean> {
    if (run.value) return true;
    stopping = false;
    run.value = { done: 0, all: list.length };
    let good = true;
    for (const row of list) {
      good = await registerOne(row);
      if (stopping || !good) break;
      run.value.done += 1;
    }
    run.value = null;
    return good;
  }

  return {
    rows,
    marks,
    reading,
    ready,
    run,
    add,
    remove,
    readAgain,
    register,
    stop: () => void (stopping = true),
  };
}
