// For the tests: a bundle as the server writes it, with a tree by the definition of RFC 9162 instead of its shortcuts.
import { ed25519 } from '@noble/curves/ed25519';
import { hex, joined, sha256Hex, utf8Bytes } from './bytes';
import { canonical, type JsonObject } from './canonical';
import { originOf } from './checkpoint';
import { leafHash, nodeHash } from './merkle';
import { bodyOf, hashOf, recordJson, type JournalRecord } from './record';

const SECRET = new Uint8Array(32).fill(7);
export const PUBLIC_KEY = hex(ed25519.getPublicKey(SECRET));
export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const signed = (text: string): string => hex(ed25519.sign(utf8Bytes(text), SECRET));

const left = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  const k = left(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}
export function inclusionProof(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = left(leaves.length);
  return index < k
    ? [...inclusionProof(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...inclusionProof(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}
export function consistencyProof(first: number, leaves: readonly Uint8Array[], whole = true): Uint8Array[] {
  if (first === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = left(leaves.length);
  return first <= k
    ? [...consistencyProof(first, leaves.slice(0, k), whole), rootOf(leaves.slice(k))]
    : [...consistencyProof(first - k, leaves.slice(k), false), rootOf(leaves.slice(0, k))];
}

export function noteOf(size: number, root: Uint8Array): string {
  const origin = originOf(PUBLIC_KEY);
  const text = `${origin}\n${size}\n${base64(root)}\n`;
  const id = sha256Hex(joined(utf8Bytes(`${origin}\n`), Uint8Array.of(1), ed25519.getPublicKey(SECRET))).slice(0, 8);
  const bytes = Uint8Array.from((id + signed(text)).match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return `${text}\n\u2014 ${origin} ${base64(bytes)}\n`;
}

export const TEXT = canonical({ title: '宽带怎么报修', script: '您好，**24 小时内**上门。', body: '' });
export const PAPER = '关于报修时限的通知';
const SALT = 'c2FsdA';

/** A journal of `count` records; the third publishes TEXT, the fourth uses it in a search, the fifth brings PAPER. */
export function journal(count: number): JournalRecord[] {
  const records: JournalRecord[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const used = seq === 4;
    const record: JournalRecord = {
      seq,
      at: 1_767_225_600_000_000 + Math.min(seq, 8) * 60_000_000, // the eighth step writes two records
      actor: seq === 1 ? null : 3,
      actor_login: seq === 1 ? '' : 'editor',
      verb: used ? 'use_answer' : seq === 3 ? 'publish_change' : 'sign_in',
      subject: used ? { kind: 'entry', id: '1' } : { kind: 'person', id: '3' },
      old_digest: { 8: sha256Hex(GONE_SET), 9: sha256Hex(GONE_TEXT) }[seq] ?? '',
      new_digest: { 3: sha256Hex(TEXT), 5: sha256Hex(PAPER), 6: sha256Hex(STUB), 8: sha256Hex(SET_STUB), 9: sha256Hex(TEXT_STUB) }[seq] ?? '',
      detail: used ? canonical({ how: 'copied', search: 's1', query_digest: sha256Hex(`${SALT}\n断网`) }) : '{}',
      refs: used ? [{ kind: 'entry', id: '1' }] : [],
      previous_hash: records.at(-1)?.hash ?? '0'.repeat(64),
      hash: '',
    };
    records.push({ ...record, hash: hashOf(bodyOf(record)) });
  }
  return records;
}
export const leavesOf = (records: readonly JournalRecord[]): Uint8Array[] =>
  records.map((one) => leafHash(utf8Bytes(bodyOf(one))));

const sealed = (line: JsonObject): string => canonical({ ...line, seal: sha256Hex(canonical(line)) });
export const resealed = (line: JsonObject): string => {
  const { seal: _seal, ...rest } = line;
  return sealed(rest);
};
export function withFoot(lines: readonly string[]): string {
  const digest = sha256Hex(lines.map((line) => `${line}\n`).join(''));
  const written_at = '2026-02-01T08:00:00+00:00';
  const signature = signed(`koujing-bundle-1\n${lines.length}\n${digest}\n${written_at}`);
  return [...lines, sealed({ kind: 'foot', lines: lines.length, digest, written_at, signature })].map((line) => `${line}\n`).join('');
}
export interface Wanted {
  count?: number;
  about?: JsonObject;
  /** Sequence numbers that are in it. */
  seqs?: number[];
  grownFrom?: number;
  /** The original was deleted by law; the sixth record says so. */
  redacted?: boolean;
  /** Texts were deleted by law, in place of the one that is used. */
  redactedTexts?: boolean;
}
export const STUB = canonical({ at: '2026-01-01T00:06:00+00:00', by: 'admin', digest: sha256Hex(PAPER), format: 'koujing-redaction-1', kind: 'original', law: '《个人信息保护法》第四十七条', reason: '客户要求' });
const GONE_TEXT = canonical({ title: '王某的宽带', script: '地址' });
const GONE_SET = canonical({ summary: '王某' });
const OTHER_TEXT = canonical({ title: '同一变更单的另一条', script: '您好' });
const textStub = (kind: string, digest: string, more: JsonObject): string =>
  canonical({ at: '2026-01-01T00:08:00+00:00', by: 'admin', digest, format: 'koujing-redaction-1', kind, law: '法', reason: '客户要求', ...more });
const SET_STUB = textStub('change', sha256Hex(GONE_SET), { subject: '2', revisions: [sha256Hex(GONE_TEXT), sha256Hex(OTHER_TEXT)] });
const TEXT_STUB = textStub('revision', sha256Hex(GONE_TEXT), { subject: '1/2' });
const gone = (stub: string): JsonObject => ({ redaction: { stub, signature: signed(stub) } });
/** The eighth record deletes change set 2, the ninth revision 2 of entry 1; another revision of the set stays. */
const textsOfDeletion = (): JsonObject[] => [
  { kind: 'revision', entry: 1, revision: 2, change: 2, recorded_at: '2026-01-01T00:03:00+00:00', digest: sha256Hex(GONE_TEXT), ...gone(TEXT_STUB) },
  { kind: 'revision', entry: 2, revision: 1, change: 2, recorded_at: '2026-01-01T00:03:00+00:00', text: OTHER_TEXT, digest: sha256Hex(OTHER_TEXT) },
  { kind: 'change', id: 2, version: 1, digest: sha256Hex(GONE_SET), ...gone(SET_STUB) },
];
/** The lines before the foot. */
export function bundleLines({ count = 7, about = { kind: 'entry', id: '1' }, seqs, grownFrom, redacted = false, redactedTexts = false }: Wanted = {}): string[] {
  const records = journal(count);
  const leaves = leavesOf(records);
  const proofs = (hashes: Uint8Array[]): string[] => hashes.map(base64);
  const chosen = records.filter(({ seq }) => !seqs || seqs.includes(seq));
  const lines: JsonObject[] = [
    { kind: 'head', format: 'koujing-bundle-1', public_key: PUBLIC_KEY, about, checkpoint: noteOf(count, rootOf(leaves)) },
    ...(grownFrom ? [{ kind: 'growth', size: grownFrom, proof: proofs(consistencyProof(grownFrom, leaves)) }] : []),
    ...chosen.map((one) => ({ kind: 'record', record: recordJson(one), proof: proofs(inclusionProof(one.seq - 1, leaves)) })),
    { kind: 'search', id: 's1', text: '断网', salt: SALT, shown: '[[1,1]]' },
    ...(redactedTexts
      ? textsOfDeletion()
      : [{ kind: 'revision', entry: 1, revision: 1, change: 1, recorded_at: '2026-01-01T00:03:00+00:00', text: TEXT, digest: sha256Hex(TEXT) }]),
    { kind: 'original', digest: sha256Hex(PAPER), file_name: '通知.txt', media_type: 'text/plain', size: utf8Bytes(PAPER).length, ...(redacted ? { redaction: { stub: STUB, signature: signed(STUB) } } : { bytes: base64(utf8Bytes(PAPER)) }) },
  ];
  return lines.map(sealed);
}
