// Checkpoints: the size and the root of the journal's tree in a signed note (C2SP signed-note and tlog-checkpoint), Ed25519.
import { ed25519 } from '@noble/curves/ed25519';
import { base64Bytes, hex, hexBytes, joined, sha256Hex, utf8Bytes } from './bytes';
import { HASH_BYTES } from './merkle';
import { Said } from './said';

const DASH = '\u2014 ';
const KEY_ID = 4;
const ED25519 = Uint8Array.of(1);

export interface Checkpoint {
  size: number;
  root: Uint8Array;
}
export const originOf = (publicKey: string): string => `koujing-${publicKey.slice(0, 16)}`;

/** Strict: what RFC 8032 allows and nothing beside it. */
export function signatureHolds(signature: string, text: string, publicKey: string): boolean {
  const [bytes, key] = [hexBytes(signature), hexBytes(publicKey)];
  if (!bytes || !key) return false;
  try {
    return ed25519.verify(bytes, utf8Bytes(text), key, { zip215: false });
  } catch {
    return false; // not of the right length, or no point of the curve
  }
}

const notANote = (zh: string, en: string): Said => new Said(`这不是签名文本：${zh}`, `this is not a signed note: ${en}`);
/** The text of the note, when a signature of this key holds; throws Said. */
function opened(note: string, name: string, publicKey: string): string {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw notANote('没有签名', 'it has no signatures');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '' || !lines.length) throw notANote('最后一行不完整', 'its last line is cut off');
  const id = sha256Hex(joined(utf8Bytes(`${name}\n`), ED25519, hexBytes(publicKey) ?? new Uint8Array())).slice(0, 2 * KEY_ID);
  let borne = false;
  for (const line of lines) {
    const blank = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || blank < DASH.length) throw notANote('有一行不是签名', 'a line behind the text is no signature');
    const bytes = base64Bytes(line.slice(blank + 1));
    if (!bytes || bytes.length <= KEY_ID) throw notANote('签名不是 base64', 'a signature is not in base64');
    if (line.slice(DASH.length, blank) !== name || hex(bytes.slice(0, KEY_ID)) !== id) continue;
    borne = true;
    if (signatureHolds(hex(bytes.slice(KEY_ID)), text, publicKey)) return text;
  }
  throw borne
    ? new Said('签名不成立', 'the signature does not hold')
    : new Said('没有这把密钥的签名', 'it bears no signature of this key');
}

const notOne = (zh: string, en: string): Said => new Said(`这不是检查点：${zh}`, `this is not a checkpoint: ${en}`);
export function treeHash(text: unknown): Uint8Array | null {
  const bytes = typeof text === 'string' ? base64Bytes(text) : null;
  return bytes?.length === HASH_BYTES ? bytes : null;
}
/** Throws Said. */
export function openCheckpoint(note: string, publicKey: string): Checkpoint {
  const origin = originOf(publicKey);
  const [name, size, root] = opened(note, origin, publicKey).split('\n');
  if (name !== origin) throw notOne('属于另一份日志', 'it is of another log');
  if (!size || !/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw notOne('第二行不是条数', 'its second line is no size');
  const hash = treeHash(root);
  if (!hash) throw notOne('第三行不是根', 'its third line is no root');
  return { size: Number(size), root: hash };
}

/** Those of a text with several, one behind the other. Throws Said, with the number of the one that does not hold. */
export function openCheckpoints(notes: string, publicKey: string): Checkpoint[] {
  // A note ends with its last signature: a line that begins with a dash, followed by one that does not.
  const each = notes.replace(/\r\n/g, '\n').trim().split(/(?<=^\u2014 [^\n]*\n)(?!\u2014 )/m).map((one) => one.replace(/^\n+/, ''));
  return each.filter(Boolean).map((note, i) => {
    try {
      return openCheckpoint(note.endsWith('\n') ? note : `${note}\n`, publicKey);
    } catch (error) {
      if (!(error instanceof Said)) throw error;
      throw new Said(`第 ${i + 1} 个检查点：${error.zh}`, `checkpoint ${i + 1}: ${error.en}`);
    }
  });
}
