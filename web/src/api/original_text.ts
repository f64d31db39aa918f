// The text of an original, which its notice does not carry.
import { api, ok } from './client';
import type { components } from './schema';

export type OriginalText = components['schemas']['OriginalText'];

export async function fetchOriginal(notice: number, sha256: string, signal: AbortSignal): Promise<OriginalText> {
  const path = { n: notice, sha256 };
  return ok(api.GET('/notices/{n}/originals/{sha256}/text', { params: { path }, signal }));
}

export const originalText = async (notice: number, sha256: string, signal: AbortSignal): Promise<string> =>
  (await fetchOriginal(notice, sha256, signal)).text;
