// Sends one original, byte for byte, and says how far it is. fetch() cannot report upload progress: XMLHttpRequest does.
import { BASE, stampedHeaders } from './client';
import { NETWORK, Problem, problemFrom } from './problem';
import { askAgain } from './session';
import type { Notice } from './types';

/** 20 MB a file, as the contract says. */
export const LARGEST_ORIGINAL = 20 * 1024 * 1024;

interface Uploaded {
  notice: Notice;
  etag: string;
}

type Kind = 'original' | 'picture';

function sendOnce(
  notice: number,
  file: File,
  key: string,
  onProgress: (share: number) => void,
  kind: Kind,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = `name=${encodeURIComponent(file.name)}&as=${kind}`;
    request.open('POST', `${BASE}/notices/${notice}/originals?${query}`);
    for (const [name, value] of Object.entries(stampedHeaders(true))) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new Problem(0, NETWORK, '', ''));
    request.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = null;
      }
      if (request.status === 201 || request.status === 200) {
        resolve({ notice: body as Notice, etag: request.getResponseHeader('ETag') ?? '' });
      } else {
        reject(problemFrom(request.status, body));
      }
    };
    request.send(file);
  });
}

/** Uploads; signs in again when the session has ended in the meantime. The same key makes a repeat harmless. */
export async function uploadOriginal(
  notice: number,
  file: File,
  key: string,
  onProgress: (share: number) => void,
  kind: Kind = 'original',
): Promise<Uploaded> {
  try {
    return await sendOnce(notice, file, key, onProgress, kind);
  } catch (error) {
    if (error instanceof Problem && error.status === 401 && (await askAgain())) {
      return sendOnce(notice, file, key, onProgress, kind);
    }
    throw error;
  }
}
