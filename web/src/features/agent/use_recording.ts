// What served a search goes into the journal, with its exact revision.
import { api, newKey, ok } from '../../api/client';
import { sayProblem } from '../../ui/toast';
import { seen } from '../offline/desk_source';
import { sendOrKeep } from '../offline/use_outbox';
import type { Answer } from './answer';
import { withCall } from './use_call';
import { useLeaving } from './use_leaving';

export type How = 'opened' | 'copied' | 'read_out';

/** True once it is recorded. Opening the same answer of the same search again is not recorded twice. */
export function useRecording(shown: () => { search: string; answer: Answer } | null): (how: How) => Promise<boolean> {
  const opened = new Set<string>();
  const leaving = useLeaving(shown);
  return async (how) => {
    const now = shown();
    if (!now) return false;
    const { entry, revision } = now.answer;
    leaving.use({ search: now.search, entry, revision });
    const once = `${now.search}:${entry}:${revision}`;
    if (how === 'opened' && opened.has(once)) return true;
    if (seen.has(now.search)) {
      seen.act(now.search, how, { entry, revision });
      if (how === 'opened') opened.add(once);
      return true;
    }
    try {
      const key = newKey();
      const body = { entry, revision, how, ...withCall() };
      const params = { path: { s: now.search }, header: { 'Idempotency-Key': key } };
      const path = `/search/${now.search}/used`;
      await sendOrKeep({ key, kind: 'used', path, body, about: '', text: '' }, () =>
        ok(api.POST('/search/{s}/used', { params, body })),
      );
      if (how === 'opened') opened.add(once);
      return true;
    } catch (error) {
      sayProblem(error);
      return false;
    }
  };
}
