// A page of the copy as the server signed it. Nothing is believed that does not carry the signature of the one key that
// this browser got first. Pure: the arithmetic of the signature is given.
import type { OfflinePage, SignedPage } from '../../api/types';

/** Whether `signature` is one of `key` over exactly the UTF-8 bytes of `payload`. */
export type Verify = (signature: string, payload: string, key: string) => boolean;
export type Refusal = 'key' | 'signature' | 'format';
export type Opened = { page: OfflinePage; refused?: undefined } | { page?: undefined; refused: Refusal };

const FORMAT = 'koujing-offline-1';

/** `key` is the one that is kept; null when none is kept yet, and then the key of the page is taken. */
export function openPage(signed: SignedPage, key: string | null, verify: Verify): Opened {
  if (key !== null && signed.key !== key) return { refused: 'key' };
  if (!verify(signed.signature, signed.payload, signed.key)) return { refused: 'signature' };
  try {
    const page = JSON.parse(signed.payload) as OfflinePage;
    return page.format === FORMAT ? { page } : { refused: 'format' };
  } catch {
    return { refused: 'format' };
  }
}
