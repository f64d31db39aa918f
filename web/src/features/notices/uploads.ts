// The originals that are being handed in: each with its progress and its own fault, none lost when one fails.
import { reactive } from 'vue';
import { newKey } from '../../api/client';
import { asProblem, NETWORK } from '../../api/problem';
import type { Notice } from '../../api/types';
import { LARGEST_ORIGINAL, uploadOriginal } from '../../api/upload';
import { useMessages } from '../../app/locale';

export interface Upload {
  id: string;
  file: File;
  state: 'waiting' | 'uploading' | 'kept' | 'failed' | 'refused';
  share: number;
  fault: string;
}

export interface Uploads {
  list: Upload[];
  add: (files: Iterable<File>) => void;
  remove: (upload: Upload) => void;
  /** Sends what is waiting or has failed; the newest state of the notice, or null when nothing arrived. */
  send: (notice: number) => Promise<{ notice: Notice; etag: string } | null>;
  failed: () => number;
}

export function useUploads(): Uploads {
  const m = useMessages();
  const list = reactive<Upload[]>([]);

  function add(files: Iterable<File>): void {
    for (const file of files) {
      const same = list.some(
        (one) => one.file.name === file.name && one.file.size === file.size && one.state !== 'kept',
      );
      if (same) continue;
      const fault =
        file.size > LARGEST_ORIGINAL ? m.value.notices.tooLarge : file.size === 0 ? m.value.notices.emptyFile : '';
      list.push({ id: newKey(), file, state: fault ? 'refused' : 'waiting', share: 0, fault });
    }
  }
  function remove(upload: Upload): void {
    const at = list.findIndex((one) => one.id === upload.id);
    if (at >= 0) list.splice(at, 1);
  }
  async function send(notice: number): Promise<{ notice: Notice; etag: string } | null> {
    let newest: { notice: Notice; etag: string } | null = null;
    for (const one of list) {
      if (one.state !== 'waiting' && one.state !== 'failed') continue;
      one.state = 'uploading';
      one.share = 0;
      one.fault = '';
      try {
        newest = await uploadOriginal(notice, one.file, one.id, (share) => (one.share = share));
        one.state = 'kept';
        one.share = 1;
      } catch (error) {
        const problem = asProblem(error);
        one.state = 'failed';
        one.fault =
          problem.code === NETWORK
            ? m.value.problem.network
            : problem.detail || m.value.problem.unknown(problem.status);
      }
    }
    return newest;
  }
  const failed = (): number => list.filter((one) => one.state === 'failed' || one.state === 'refused').length;
  return { list, add, remove, send, failed };
}
