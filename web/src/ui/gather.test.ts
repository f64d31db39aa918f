import { expect, test } from 'vitest';
import { droppedIn, gatherDropped, gatherFiles, handOver, isLeftOut, takeOver, type Dropped } from './gather';

const file = (name: string, relative = ''): File => {
  const one = new File(['文'], name);
  Object.defineProperty(one, 'webkitRelativePath', { value: relative });
  return one;
};
// A folder as the browser gives it: at most 100 entries a call, in no order.
const entry = (name: string): FileSystemEntry =>
  ({
    name,
    isDirectory: false,
    isFile: true,
    file: (taken: FileCallback, failed: ErrorCallback) =>
      name.startsWith('坏') ? failed(new DOMException('gone')) : taken(file(name)),
  }) as unknown as FileSystemEntry;
const folder = (name: string, inside: FileSystemEntry[]): FileSystemEntry =>
  ({
    name,
    isDirectory: true,
    isFile: false,
    createReader: () => {
      const left = [...inside];
      return { readEntries: (taken: FileSystemEntriesCallback) => taken(left.splice(0, 100)) };
    },
  }) as unknown as FileSystemEntry;
const paths = ({ files }: { files: { path: string }[] }): string[] => files.map(({ path }) => path);

test('what no person means to hand in is left out', () => {
  for (const path of ['.DS_Store', '通知/.git/config', '~$资费.docx', 'a/Thumbs.db', 'desktop.ini', '__MACOSX/a.docx'])
    expect(isLeftOut(path), path).toBe(true);
  for (const path of ['资费.docx', '2026.通知/一.md', 'a~$b.docx', 'thumbs.docx'])
    expect(isLeftOut(path), path).toBe(false);
});

test('a folder is walked to its end, and its own name is not repeated', async () => {
  const many = Array.from({ length: 250 }, (_, i) => entry(`${i + 1}.docx`));
  const got = await gatherDropped([
    folder('通知', [folder('子', [entry('二.md'), entry('.hid')]), ...many, entry('Thumbs.db')]),
  ]);
  expect(got.files).toHaveLength(251);
  expect(paths(got).slice(0, 3)).toEqual(['1.docx', '2.docx', '3.docx']);
  expect(paths(got).at(-1)).toBe('子/二.md');
  expect(got.leftOut.sort()).toEqual(['通知/Thumbs.db', '通知/子/.hid']);
  expect(got.more).toBe(false);
});

test('several folders keep their names, and an attachment stands behind its notice', async () => {
  const dropped = [
    folder('乙', [entry('n03-附件-水价表.pdf'), entry('n03-用水通知.docx')]),
    folder('甲', [entry('一.md')]),
  ];
  expect(paths(await gatherDropped(dropped))).toEqual(['甲/一.md', '乙/n03-用水通知.docx', '乙/n03-附件-水价表.pdf']);
});

test('no more than there is room for is taken, and that is said', async () => {
  const many = Array.from({ length: 12 }, (_, i) => entry(`${i + 1}.docx`));
  const walked = await gatherDropped([folder('通知', many)], 10);
  expect([walked.files.length, walked.more]).toEqual([10, true]);
  const exact = await gatherDropped([folder('通知', [...many.slice(0, 10), entry('.hid')])], 10);
  expect([exact.files.length, exact.more]).toEqual([10, false]);
  const chosen = gatherFiles(Array.from({ length: 501 }, (_, i) => file(`${i}.md`)));
  expect([chosen.files.length, chosen.more]).toEqual([500, true]);
});

test('what cannot be opened is said to be left out, the rest is taken', async () => {
  const got = await gatherDropped([folder('通知', [entry('坏.docx'), entry('好.docx')])]);
  expect([paths(got), got.leftOut]).toEqual([['好.docx'], ['通知/坏.docx']]);
});

test('files of a chosen folder keep their sub-folders', () => {
  const got = gatherFiles([file('二.md', '通知/子/二.md'), file('一.md', '通知/一.md'), file('.x', '通知/.x')]);
  expect(paths(got)).toEqual(['一.md', '子/二.md']);
  expect(got.leftOut).toEqual(['通知/.x']);
  expect(paths(gatherFiles([file('10.md'), file('9.md')]))).toEqual(['9.md', '10.md']);
});

test('words that are dropped are no file', () => {
  const one = file('一.md');
  const items = [{ kind: 'string' }, { kind: 'file', getAsFile: () => one }];
  expect(droppedIn({ items } as unknown as DataTransfer)).toEqual<Dropped[]>([one]);
  expect(droppedIn(null)).toEqual([]);
});

test('what is handed over is taken once', () => {
  handOver({ files: [], leftOut: ['x'], more: false });
  expect(takeOver()?.leftOut).toEqual(['x']);
  expect(takeOver()).toBeNull();
});
