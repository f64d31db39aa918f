import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../../api/problem';
import type { Found } from '../../ui/gather';
import { sendFile, type ImportReport } from './import_rows';
import { useImport } from './use_import';

const report = (some: Partial<ImportReport>): ImportReport => ({
  dry_run: true,
  added: 0,
  revised: 0,
  unchanged: 0,
  refused: 0,
  new_departments: [],
  new_libraries: [],
  faults: [],
  notes: [],
  notes_in_all: 0,
  ...some,
});
const found = (...paths: string[]): Found[] => paths.map((path) => ({ file: new File(['x'], path), path }));
vi.mock('./import_rows', async (actual) => ({ ...(await actual<object>()), sendFile: vi.fn() }));
const send = vi.mocked(sendFile);
beforeEach(() => void send.mockReset());
const sent = (): string[] => send.mock.calls.map(([row, , act]) => `${act} ${row.path}`);

describe('the run over the files of an import', () => {
  test('each file is looked over once, and only what would change something is taken', async () => {
    send.mockImplementation((row) => Promise.resolve(report(row.path === 'a.csv' ? { added: 2 } : { unchanged: 3 })));
    const { add, take, totals, taken, ready } = useImport({ library: '', department: '' });
    await add(found('a.csv', 'b.csv'));
    await add(found('b.csv'));
    expect(sent()).toEqual(['look a.csv', 'look b.csv']);
    expect([totals.value.added, totals.value.unchanged, ready.value.length]).toEqual([2, 3, 1]);
    expect(await take(false)).toBe(true);
    expect(sent().slice(2)).toEqual(['take a.csv']);
    expect([taken.value.added, totals.value.added, ready.value.length]).toEqual([2, 0, 0]);
  });

  test('a file that cannot be read is said, and the others are looked over', async () => {
    send.mockImplementation((row) =>
      row.path === 'a.png' ? Promise.reject(new Problem(415, 'not_a_library', '', '不是表')) : Promise.resolve(report({ added: 1 })),
    );
    const { add, rows: list, totals } = useImport({ library: '', department: '' });
    await add(found('a.png', 'b.csv'));
    expect(list.map(({ state }) => state)).toEqual(['failed', 'looked']);
    expect([totals.value.unreadable, totals.value.added]).toEqual([1, 1]);
  });

  test('without a server the run ends, and goes on where it was', async () => {
    const { add, look, take, rows: list } = useImport({ library: '', department: '' });
    send.mockResolvedValue(report({ added: 1 }));
    await add(found('a.csv', 'b.csv', 'c.csv'));
    send.mockReset();
    send.mockResolvedValueOnce(report({ added: 1 })).mockRejectedValueOnce(new Problem(0, 'network', '', ''));
    expect(await take(true)).toBe(false);
    expect(list.map(({ state }) => state)).toEqual(['taken', 'failed', 'looked']);
    send.mockResolvedValue(report({ added: 1 }));
    expect(await take(true)).toBe(true);
    expect(sent()).toEqual(['skip a.csv', 'skip b.csv', 'skip b.csv', 'skip c.csv']);
    await look();
    expect(send).toHaveBeenCalledTimes(4);
  });

  test('with other defaults everything that was not taken is looked over again', async () => {
    send.mockResolvedValue(report({ added: 1 }));
    const defaults = { library: '', department: '' };
    const { add, lookAgain } = useImport(defaults);
    await add(found('a.csv'));
    defaults.library = '百科知识库';
    await lookAgain();
    expect(send).toHaveBeenCalledTimes(2);
  });
});
