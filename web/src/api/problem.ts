import type { ProblemBody } from './types';

export interface Fault {
  pointer: string;
  code: string;
  detail: string;
}

/** Anything that kept a request from being done. `code` is stable; `detail` is for people, in their language. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: Fault[] = [],
    readonly current: unknown = undefined,
  ) {
    super(detail || title);
    this.name = 'Problem';
  }

  /** The fault of one field, by its JSON pointer; undefined when the field is fine. */
  at(pointer: string): string | undefined {
    return this.errors.find((fault) => fault.pointer === pointer)?.detail;
  }
}

/** Codes that the pages make themselves: no answer came, or it was none of ours. */
export const NETWORK = 'network';
export const SIGNED_OUT = 'signed_out';

export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body) {
    const p = body as ProblemBody;
    return new Problem(status, p.code, p.title, p.detail, p.errors ?? [], p.current);
  }
  return new Problem(status, 'http_' + status, '', '');
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, NETWORK, '', error instanceof Error ? error.message : String(error));
}
