// Asks the server what a file says of itself. Nothing of it is kept there.
import { api, ok } from '../../api/client';
import type { ReadDocument } from '../../api/types';
import { whenFree } from '../../api/when_free';

export function readDocument(file: File, signal?: AbortSignal): Promise<ReadDocument> {
  return whenFree(() =>
    ok(
      api.POST('/documents/read', {
        params: { query: { name: file.name } },
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file as unknown as string,
        bodySerializer: (body) => body as unknown as BodyInit,
        signal,
      }),
    ),
  );
}
