// Files of a library that exists already: each is looked over by the server, then taken in.
import { api, ok } from '../../api/client';
import { Problem, asProblem } from '../../api/problem';
import type { components } from '../../api/schema';
import { whenFree } from '../../api/when_free';

export type ImportReport = components['schemas']['ImportReport'];
export type RowState = 'waiting' | 'looking' | 'looked' | 'taking' | 'taken' | 'failed';

export interface Row {
  id: number;
  file: File;
  path: string;
  state: RowState;
  /** What would be done; after taking, what was done. */
  report: ImportReport | null;
  /** Why it could not be looked over, or not taken. */
  problem: Problem | null;
}

export interface Defaults {
  library: string;
  department: string;
}

export interface Totals {
  files: number;
  added: number;
  revised: number;
  unchanged: number;
  refused: number;
  /** Files of which nothing can come in. */
  unreadable: number;
}

export const isTaken = (row: Row): boolean => row.state === 'taken';
/** Looked over, with something in it that would change the library. */
export const hasWork = (row: Row): boolean =>
  (row.state === 'looked' || row.state === 'failed') &&
  row.report !== null &&
  row.report.added + row.report.revised > 0;

export function totalsOf(rows: readonly Row[]): Totals {
  const sum = (pick: (report: ImportReport) => number): number =>
    rows.reduce((all, { report }) => all + (report ? pick(report) : 0), 0);
  return {
    files: rows.length,
    added: sum(({ added }) => added),
    revised: sum(({ revised }) => revised),
    unchanged: sum(({ unchanged }) => unchanged),
    refused: sum(({ refused }) => refused),
    unreadable: rows.filter(({ report, problem }) => problem && !report).length,
  };
}

/** Names of what would be made, each once. */
export const madeBy = (rows: readonly Row[], what: 'new_departments' | 'new_libraries'): string[] => [
  ...new Set(rows.flatMap(({ report }) => report?.[what] ?? [])),
];

export function sendFile(row: Row, defaults: Defaults, act: 'look' | 'take' | 'skip'): Promise<ImportReport> {
  const query = {
    name: row.path,
    ...(defaults.library && { library: defaults.library }),
    ...(defaults.department && { department: defaults.department }),
    ...(act === 'look' && { dry_run: true }),
    ...(act === 'skip' && { skip_faulty: true }),
  };
  return whenFree(() =>
    ok(
      api.POST('/imports', {
        params: { query },
        headers: { 'Content-Type': 'application/octet-stream' },
        body: row.file as unknown as string,
        bodySerializer: (body) => body as unknown as BodyInit,
      }),
    ),
  );
}

/** Of a failure: the server is not there, or nobody is signed in, so that going on makes no sense. */
export const endsAll = (error: unknown): boolean => [0, 401, 503].includes(asProblem(error).status);
