// Ed25519 without crypto.subtle, which browsers leave out on plain http. Loaded when the first copy is looked at.
import type { Verify } from './signed_page';

let loading: Promise<Verify> | null = null;

async function load(): Promise<Verify> {
  const { ed25519 } = await import('@noble/curves/ed25519');
  const utf8 = new TextEncoder();
  return (signature, payload, key) => {
    try {
      // Strict: what RFC 8032 allows and nothing beside it.
      return ed25519.verify(signature, utf8.encode(payload), key, { zip215: false });
    } catch {
      return false; // not of the right length, or no point of the curve
    }
  };
}

/** A failure is not kept: the next one tries again. */
export const verifier = (): Promise<Verify> =>
  (loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  }));
