// One change of the words of search, sent.
import { api, ok } from '../../api/client';
import type { Change } from './changes';

export interface Going {
  acceptLosses: boolean;
  /** Of what is changed; '' for what is new. */
  etag: string;
  /** For what is made. */
  key: string;
}

export async function goLive(change: Change, { acceptLosses, etag, key }: Going): Promise<void> {
  const query = acceptLosses ? { accept_losses: true } : {};
  const once = { query, header: { 'Idempotency-Key': key } };
  const header = { 'If-Match': etag };
  switch (change.what) {
    case 'add-synonym':
      await ok(api.POST('/synonyms', { params: once, body: change.form }));
      return;
    case 'change-synonym':
      await ok(
        api.PUT('/synonyms/{id}', { params: { query, header, path: { id: change.old.id } }, body: change.form }),
      );
      return;
    case 'approve':
    case 'decline': {
      const params = { query, header, path: { id: change.old.id } };
      await ok(api.POST('/synonyms/{id}/decide', { params, body: { decision: change.what } }));
      return;
    }
    case 'remove-synonym':
      await ok(api.DELETE('/synonyms/{id}', { params: { query, header, path: { id: change.old.id } } }));
      return;
    case 'add-rule':
      await ok(api.POST('/search-rules', { params: once, body: change.form }));
      return;
    case 'change-rule':
      await ok(
        api.PUT('/search-rules/{id}', { params: { query, header, path: { id: change.old.id } }, body: change.form }),
      );
      return;
    case 'remove-rule':
      await ok(api.DELETE('/search-rules/{id}', { params: { query, header, path: { id: change.old.id } } }));
      return;
    case 'add-words':
      await ok(api.PUT('/dictionary', { params: { query }, body: { add: change.words } }));
      return;
    case 'remove-word':
      await ok(api.PUT('/dictionary', { params: { query }, body: { remove: [change.word] } }));
      return;
    case 'remove-golden':
      await ok(api.DELETE('/golden-queries/{id}', { params: { path: { id: change.old.id } } }));
  }
}
