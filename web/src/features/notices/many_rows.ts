// Many notices at once, a row each: which files make one notice, what a row lacks, what was received before. Pure.
import type { NoticeForm, NoticeSummary, ReadDocument } from '../../api/types';
import { folderOf } from '../../ui/gather';
import { blankForm } from './notice_form';
import { propose, textOf, type Proposals } from './proposals';
import type { Upload } from './uploads';

/** What is kept of reading a file; not its text, which can be long. */
export type Said = Omit<ReadDocument, 'text' | 'media_type' | 'repealed'>;

export interface Original {
  upload: Upload;
  /** With its folders. */
  path: string;
  reading: 'waiting' | 'reading' | 'read' | 'failed';
  said: Said | null;
  /** Why it could not be read; it can be handed in all the same. */
  fault: string;
  /** SHA-256; '' while it is not known. */
  digest: string;
}

/** `unsure`: no answer came, so it may be registered. `partly`: registered, an original is missing. */
export type RowState = 'open' | 'sending' | 'registered' | 'partly' | 'refused' | 'unsure';

export interface Row {
  id: number;
  /** One for all tries: whatever is sent again is registered once. */
  key: string;
  original: Original;
  /** Rows whose originals belong to this notice too, as they were, so that they can be split off again. */
  joined: Row[];
  form: NoticeForm;
  proposals: Proposals;
  /** Fields that came from joined rows, with what was put there. */
  filled: Partial<Record<keyof NoticeForm, string>>;
  /** Whether a person ticked it; null while nobody has said. */
  decided: boolean | null;
  state: RowState;
  /** Its number, once it is registered. */
  notice: number | null;
  fault: string;
}

export type Mark =
  | { kind: 'lacks'; field: 'subject' | 'department' }
  | { kind: 'namedOtherwise'; name: string; ending: string }
  | { kind: 'refused' | 'unreadable' | 'notRead'; name: string; why: string }
  | { kind: 'sameOriginal'; name: string; notices: NoticeSummary[] }
  | { kind: 'sameNumber'; number: string; notices: NoticeSummary[] }
  | { kind: 'twinOriginal'; name: string; of: number }
  | { kind: 'twinNumber'; number: string; of: number }
  | { kind: 'otherDepartment'; name: string };

const STOPS: Mark['kind'][] = ['lacks', 'refused'];
const DOUBTS: Mark['kind'][] = ['sameOriginal', 'sameNumber', 'twinOriginal', 'twinNumber', 'otherDepartment'];
export const stops = (mark: Mark): boolean => STOPS.includes(mark.kind);
export const doubts = (mark: Mark): boolean => DOUBTS.includes(mark.kind);

export function newRow(id: number, key: string, upload: Upload, path: string): Row {
  const refused = upload.state === 'refused';
  return {
    id,
    key,
    original: { upload, path, reading: refused ? 'failed' : 'waiting', said: null, fault: '', digest: '' },
    joined: [],
    form: blankForm(),
    proposals: {},
    filled: {},
    decided: null,
    state: 'open',
    notice: null,
    fault: '',
  };
}

export const originalsOf = (row: Row): Original[] => [row.original, ...row.joined.map((one) => one.original)];
export const isRead = (row: Row): boolean =>
  originalsOf(row).every(({ reading }) => reading === 'read' || reading === 'failed');
/** Nothing of it has been sent: it can be changed, joined and split. */
export const isOpen = (row: Row): boolean => row.state === 'open' || row.state === 'refused';

const FIELDS = Object.keys(blankForm()) as (keyof NoticeForm)[];
const isBlank = (form: NoticeForm, field: keyof NoticeForm): boolean =>
  field === 'urgency' ? (form.urgency ?? 'normal') === 'normal' : textOf(form[field]).trim() === '';

function takeBack(row: Row): void {
  for (const field of FIELDS) {
    if (row.filled[field] === undefined) continue;
    if (textOf(row.form[field]) === row.filled[field]) {
      Object.assign(row.form, { [field]: blankForm()[field] });
      delete row.proposals[field];
    }
  }
  row.filled = {};
}
/** What the first original leaves open, those that were joined to it may say; never more than that. */
export function fillFromJoined(row: Row): void {
  takeBack(row);
  for (const part of row.joined)
    for (const field of FIELDS) {
      if (!isBlank(row.form, field) || isBlank(part.form, field)) continue;
      const value = part.form[field];
      Object.assign(row.form, { [field]: Array.isArray(value) ? [...value] : value });
      row.filled[field] = textOf(value);
      if (part.proposals[field]) row.proposals[field] = { ...part.proposals[field] };
    }
}

/** Brings what a file says into its row. */
export function take(row: Row, said: Said, own?: string): void {
  row.original.said = said;
  row.original.digest = said.sha256;
  row.proposals = propose(row.form, said.facts, row.proposals, own);
}

/** Makes the row at `at` a part of the notice above it; that row, or null when nothing can be joined. */
export function join(rows: Row[], at: number): Row | null {
  const [above, row] = [rows[at - 1], rows[at]];
  if (!above || !row || !isOpen(above) || !isOpen(row)) return null;
  takeBack(row);
  above.joined.push(row, ...row.joined.splice(0));
  rows.splice(at, 1);
  fillFromJoined(above);
  return above;
}

/** Makes rows of their own again of all that was joined to a row, as they were before. */
export function split(rows: Row[], at: number): void {
  const row = rows[at];
  if (!row || !isOpen(row)) return;
  takeBack(row);
  rows.splice(at + 1, 0, ...row.joined.splice(0));
}

const folders = (rows: Row[]): Map<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const folder = folderOf(row.original.path);
    if (!folder || !isOpen(row)) continue;
    if (!found.get(folder)?.push(row)) found.set(folder, [row]);
  }
  return new Map([...found].filter(([, list]) => list.length > 1));
};
/** How many sub-folders have files in more than one row. */
export const foldersToJoin = (rows: Row[]): number => folders(rows).size;
/** Makes one notice of each sub-folder. */
export function joinFolders(rows: Row[]): void {
  for (const [first, ...others] of folders(rows).values())
    for (const one of others) {
      // Beside the first one, whatever stands between them.
      rows.splice(rows.indexOf(one), 1);
      const at = rows.indexOf(first as Row) + 1;
      rows.splice(at, 0, one);
      join(rows, at);
    }
}

/** One document number however it is written: brackets, spaces, full width. */
export const sameWriting = (number: string | undefined): string =>
  (number ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[[({【〔]/g, '〔')
    .replace(/[\])}】〕]/g, '〕');

function marksOfFiles(row: Row, own: { code: string } | null): Mark[] {
  const marks: Mark[] = [];
  const number = sameWriting(row.form.document_number);
  for (const { upload, said, fault } of originalsOf(row)) {
    const name = upload.file.name;
    if (upload.state === 'refused') marks.push({ kind: 'refused', name, why: upload.fault });
    if (fault) marks.push({ kind: 'notRead', name, why: fault });
    if (!said) continue;
    if (said.named_otherwise) marks.push({ kind: 'namedOtherwise', name, ending: said.named_otherwise });
    if (said.explanation) marks.push({ kind: 'unreadable', name, why: said.explanation });
    const stated = said.facts.document_number?.value;
    if (said.same_original.length) marks.push({ kind: 'sameOriginal', name, notices: said.same_original });
    else if (stated && said.same_number.length && sameWriting(stated) === number)
      marks.push({ kind: 'sameNumber', number: stated, notices: said.same_number });
  }
  const department = row.original.said?.facts.department;
  if (own && department && department.code !== own.code) marks.push({ kind: 'otherDepartment', name: department.name });
  return marks;
}

/**
 * What is to be said of each row, by its id. Of two that are the same the later one is marked; what was sent counts as
 * the first. `own` is the department of who may only send its notices.
 */
export function marksOf(rows: Row[], own: { code: string } | null): Map<number, Mark[]> {
  const marks = new Map<number, Mark[]>();
  const digests = new Map<string, number>();
  const numbers = new Map<string, number>();
  for (const row of [...rows.filter((one) => !isOpen(one)), ...rows.filter(isOpen)]) {
    const list: Mark[] = [];
    if (isRead(row)) {
      if (!row.form.subject.trim()) list.push({ kind: 'lacks', field: 'subject' });
      if (!own && !row.form.department) list.push({ kind: 'lacks', field: 'department' });
    }
    list.push(...marksOfFiles(row, own));
    const twin = originalsOf(row).find(({ digest }) => digest && (digests.get(digest) ?? row.id) !== row.id);
    if (twin) list.push({ kind: 'twinOriginal', name: twin.upload.file.name, of: digests.get(twin.digest) as number });
    const number = sameWriting(row.form.document_number);
    const other = numbers.get(number);
    if (number && other !== undefined && !twin) list.push({ kind: 'twinNumber', number, of: other });
    for (const { digest } of originalsOf(row)) if (digest && !digests.has(digest)) digests.set(digest, row.id);
    if (number && other === undefined) numbers.set(number, row.id);
    marks.set(row.id, list);
  }
  return marks;
}

/** Ticked by a person; where nobody has said, unless something speaks against it. */
export const isTicked = (row: Row, marks: Mark[]): boolean => row.decided ?? !marks.some(doubts);
/** It is ticked, nothing is missing, and it is not registered yet. */
export const isReady = (row: Row, marks: Mark[]): boolean =>
  isTicked(row, marks) && isRead(row) && !marks.some(stops) && row.state !== 'registered' && row.state !== 'sending';

/** The name of a file without its ending, as a subject. */
export const subjectFrom = (name: string): string =>
  name
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
    .slice(0, 200);
