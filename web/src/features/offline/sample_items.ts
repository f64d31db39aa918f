// Entries and signed pages made by hand, for the tests.
import { ed25519 } from '@noble/curves/ed25519';
import type { Entry, OfflinePage, Revision, SignedPage } from '../../api/types';
import type { Item } from './copy';

type Text = Revision['text'];
export const RECORDED = '2026-11-01T08:00:00Z';

export function revisionOf(entry: number, revision: number, text: Partial<Text>, more: Partial<Revision> = {}): Revision {
  const person = { name: 'editor', display_name: '编辑' };
  return {
    entry,
    revision,
    digest: 'ab'.repeat(32),
    text: {
      external_id: `E-${entry}`,
      title: '',
      questions: [],
      brief: '',
      script: '',
      body: '',
      script_html: '',
      body_html: '',
      cautions: [],
      keywords: [],
      scope: { region: [], product: [], customers: [] },
      library: '业务知识库',
      catalogue: '宽带/故障',
      department: { code: 'net', name: '网络部' },
      effective_from: null,
      effective_to: null,
      ...text,
    } as Text,
    standing: 'confirmed',
    recorded_at: RECORDED,
    published_by: person,
    authors: [],
    change: 1,
    confirmation: null,
    notice: null,
    ...more,
  } as Revision;
}

export function item(id: number, text: Partial<Text>, sounds: string[] = [], more: Partial<Entry> = {}): Item {
  const entry = {
    id,
    external_id: `E-${id}`,
    state: 'in_force',
    as_of: RECORDED,
    recorded_at: RECORDED,
    valid_from: RECORDED,
    valid_to: null,
    revision: revisionOf(id, 1, text),
    next: null,
    replaced: null,
    next_fields: [],
    cited: [],
    newest_revision: 1,
    care: null,
    ...more,
  } as Entry;
  const begins = entry.next?.text.effective_from ?? null;
  const spans = [
    ...(entry.revision ? [{ revision: entry.revision.revision, valid_from: entry.valid_from, valid_to: begins ?? entry.valid_to }] : []),
    ...(entry.next ? [{ revision: entry.next.revision, valid_from: begins, valid_to: entry.next.text.effective_to }] : []),
  ];
  return { entry, sounds, spans, next_sounds: [] };
}

export const secret = new Uint8Array(32).fill(7);
export const otherSecret = new Uint8Array(32).fill(8);

export function pageOf(items: Item[], more: Partial<OfflinePage> = {}): OfflinePage {
  return {
    format: 'koujing-offline-1',
    made_at: '2026-11-25T06:00:00Z',
    seq: 10,
    since: 0,
    cursor: '',
    next_cursor: null,
    entries: items.length,
    items,
    gone: [],
    ...more,
  };
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');
export function signed(page: OfflinePage, by = secret): SignedPage {
  const payload = JSON.stringify(page);
  const signature = hex(ed25519.sign(new TextEncoder().encode(payload), by));
  return { payload, signature, key: hex(ed25519.getPublicKey(by)) };
}
