// The originals that are being handed in: each with its progress and its own fault, none lost when one fails.
import { reactive } from 'vue';
import { newKey } from '../../api/client';
import { asProblem, NETWORK, SIGNED_OUT } from '../../api/problem';
import type { Notice } from '../../api/types';
import { LARGEST_ORIGINAL, uploadOriginal } from '../../api/upload';
import { whenFree } from '../../api/when_free';
import { useMessages } from '../../app/locale';

export interface Upload {
  id: string;
  file: File;
  state: 'waiting' | 'uploading' | 'kept' | 'failed' | 'refused';
  share: number;
  fault: string;
  /** The code of what made it fail; '' otherwise. */
  code: string;
}

export interface Uploads {
  list: Upload[];
  add: (files: Iterable<File>) => void;
  remove: (upload: Upload) => void;
  /** Sends what is waiting or has failed; the newest state of the notice, or null when nothing arrived. */
  send: (notice: number) => Promise<Arrived | null>;
  failed: () => number;
}

interface Arrived {
  notice: Notice;
  etag: string;
}

const m = useMessages();

export function newUpload(file: File): Upload {
  const fault =
    file.size > LARGEST_ORIGINAL ? m.value.notices.tooLarge : file.size === 0 ? m.value.notices.emptyFile : '';
  return { id: newKey(), file, state: fault ? 'refused' : 'waiting', share: 0, fault, code: '' };
}

/** What went wrong, in words for a line. */
export function faultWords(error: unknown): string {
  const problem = asProblem(error);
  if (problem.code === NETWORK) return m.value.problem.network;
  if (problem.code === SIGNED_OUT) return m.value.problem.signedOut;
  return problem.detail || m.value.problem.unknown(problem.status);
}

/** Sends what is waiting or has failed; the newest state of the notice, or null when nothing arrived. */
export async function sendUploads(list: Upload[], notice: number): Promise<Arrived | null> {
  let newest: Arrived | null = null;
  for (const one of list) {
    if (one.state !== 'waiting' && one.state !== 'failed') continue;
    one.state = 'uploading';
    one.share = 0;
    one.fault = '';
    one.code = '';
    try {
      newest = await whenFree(() => uploadOriginal(notice, one.file, one.id, (share) => (one.share = share)));
      one.state = 'kept';
      one.share = 1;
    } catch (error) {
      one.state = 'failed';
      one.fault = faultWords(error);
      one.code = asProblem(error).code;
    }
  }
  return newest;
}

export function useUploads(): Uploads {
  const list = reactive<Upload[]>([]);

  function add(files: Iterable<File>): void {
    for (const file of files) {
      const same = list.some(
        (one) => one.file.name === file.name && one.file.size === file.size && one.state !== 'kept',
      );
      if (same) continue;
      list.push(newUpload(file));
    }
  }
  function remove(upload: Upload): void {
    const at = list.findIndex((one) => one.id === upload.id);
    if (at >= 0) list.splice(at, 1);
  }
  const send = (notice: number): Promise<Arrived | null> => sendUploads(list, notice);
  const failed = (): number => list.filter((one) => one.state === 'failed' || one.state === 'refused').length;
  return { list, add, remove, send, failed };
}
