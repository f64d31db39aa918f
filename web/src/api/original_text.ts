// The text of an original, which its notice does not carry.
import { api, ok } from './client';

export async function originalText(notice: number, sha256: string, signal: AbortSignal): Promise<string> {
  const path = { n: notice, sha256 };
  return (await ok(api.GET('/notices/{n}/originals/{sha256}/text', { params: { path }, signal }))).text;
}
