// What is dropped or chosen, as a list of files: folders are walked, what no person means to hand in is left out.

/** So many files are taken at once. */
export const MOST_FILES = 500;

export interface Found {
  file: File;
  /** With its folders, from the folder that was dropped. */
  path: string;
}

export interface Gathered {
  files: Found[];
  /** Paths of what was left out. */
  leftOut: string[];
  /** There were more than were taken. */
  more: boolean;
}

export type Dropped = FileSystemEntry | File;

/** The name and, before it, the folders of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

/** Hidden files and folders, lock files of Office, and what systems put into folders by themselves. */
export function isLeftOut(path: string): boolean {
  return path
    .split('/')
    .some(
      (part) =>
        part.startsWith('.') ||
        part.startsWith('~$') ||
        /^((eh)?thumbs(_vista)?\.db|desktop\.ini|__MACOSX)$/i.test(part),
    );
}

// Attachments stand behind what they belong to: 'n03-附件' after 'n03-通知'.
const collator = new Intl.Collator('zh-CN', { numeric: true });
const place = (path: string): string => path.replaceAll('附件', '\uffff');
export const inOrder = (a: Found, b: Found): number =>
  collator.compare(folderOf(a.path), folderOf(b.path)) ||
  collator.compare(place(nameOf(a.path)), place(nameOf(b.path)));

/** Without the one folder that holds everything: its name says nothing. */
export function withoutRoot(files: Found[]): Found[] {
  const root = files[0]?.path.split('/')[0] + '/';
  if (!files.every(({ path }) => path.startsWith(root))) return files;
  return files.map(({ file, path }) => ({ file, path: path.slice(root.length) }));
}

/** Takes files, at most `room`. */
export function gatherFiles(list: Iterable<File>, room = MOST_FILES): Gathered {
  const leftOut: string[] = [];
  const files: Found[] = [];
  for (const file of list) {
    const path = file.webkitRelativePath || file.name;
    if (isLeftOut(path)) leftOut.push(path);
    else files.push({ file, path });
  }
  const kept = withoutRoot(files).sort(inOrder);
  return { files: kept.slice(0, room), leftOut, more: kept.length > room };
}

/** What a drop holds. To be called within the event: it is empty afterwards. */
export function droppedIn(data: DataTransfer | null): Dropped[] {
  const dropped: Dropped[] = [];
  for (const item of data?.items ?? []) {
    if (item.kind !== 'file') continue;
    const one = item.webkitGetAsEntry?.() ?? item.getAsFile();
    if (one) dropped.push(one);
  }
  return dropped;
}

export const isFolder = (one: Dropped): one is FileSystemDirectoryEntry => !(one instanceof File) && one.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** Everything in a folder. A reader gives at most 100 at a time, and nothing when it is at the end. */
async function within(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all;
    all.push(...some);
  }
}

/** Walks what was dropped, at most `room` files. What cannot be opened counts as left out. */
export async function gatherDropped(dropped: Dropped[], room = MOST_FILES): Promise<Gathered> {
  const files: Found[] = [];
  const leftOut: string[] = [];
  let more = false;
  const open = dropped.map((one) => ({ one, path: one.name }));
  while (open.length && !more) {
    const { one, path } = open.shift() as (typeof open)[number];
    if (isLeftOut(path)) {
      leftOut.push(path);
      continue;
    }
    try {
      if (isFolder(one)) {
        const inside = (await within(one)).map((entry) => ({ one: entry, path: `${path}/${entry.name}` }));
        open.push(...inside.sort((a, b) => collator.compare(place(a.path), place(b.path))));
      } else if (files.length === room) {
        more = true;
      } else {
        files.push({ file: one instanceof File ? one : await fileOf(one as FileSystemFileEntry), path });
      }
    } catch {
      leftOut.push(path);
    }
  }
  return { files: withoutRoot(files).sort(inOrder), leftOut, more };
}

// From the page of one notice to the page of many: what was dropped there goes along.
let handed: Gathered | null = null;
export const handOver = (gathered: Gathered): void => void (handed = gathered);
export function takeOver(): Gathered | null {
  const taken = handed;
  handed = null;
  return taken;
}
