// Checks a bundle line by line, by the rules of docs/journal.md ("A bundle"): the seals, the place of every record in the
// tree of the checkpoint, the digests of texts and papers, and the signatures. The program says the same of the same file.
import { sha256 } from '@noble/hashes/sha2';
import { base64Bytes, hex, same, sha256Hex, utf8Bytes } from './bytes';
import { canonical, countOf, listOf, objectOf, textOf, type Json, type JsonObject } from './canonical';
import { openCheckpoint, signatureHolds, treeHash, type Checkpoint } from './checkpoint';
import { consistencyHolds, inclusionHolds, leafHash } from './merkle';
import { bodyOf, hashOf, recordJson, recordOf, type JournalRecord } from './record';
import { Said } from './said';
import { microseconds } from './time';

const FORMAT = 'koujing-bundle-1';
const TEXTS = ['revision', 'change', 'notice'];

export interface Finding {
  /** Counted from 1; the one behind the last when something is missing. */
  line: number;
  said: Said;
}
export interface Verdict {
  /** Null: everything holds. */
  finding: Finding | null;
  publicKey: string;
  about: JsonObject;
  writtenAt: string;
  checkpoint: Checkpoint;
  records: number;
  searches: number;
  texts: number;
  originals: number;
  /** Texts and papers whose digest no record of the bundle has: they prove nothing. */
  unnamed: number;
  /** Checkpoints of others that the bundle agrees with. */
  held: number;
}
/** The checkpoints that somebody else kept, of the log with this key. Throws Said. */
export type HeldFor = (publicKey: string) => Checkpoint[];

/** Nothing else than these fields: what nobody checks does not belong into what is signed. */
const hasOnly = (line: JsonObject, ...names: string[]): boolean =>
  Object.keys(line).length === names.length + 2 && names.every((name) => name in line); // and `kind`, `seal`

const hashesOf = (line: JsonObject): Uint8Array[] =>
  listOf(line, 'proof').map((one) => {
    const hash = treeHash(one);
    if (!hash) throw new SyntaxError('proof');
    return hash;
  });

export class BundleCheck {
  readonly verdict: Verdict = {
    finding: null,
    publicKey: '',
    about: {},
    writtenAt: '',
    checkpoint: { size: 0, root: new Uint8Array() },
    records: 0,
    searches: 0,
    texts: 0,
    originals: 0,
    unnamed: 0,
    held: 0,
  };
  private lines = 0;
  private ended = false;
  private readonly digest = sha256.create();
  private held: Checkpoint[] = [];
  private readonly growths = new Map<number, Uint8Array[]>();
  private first: JournalRecord | null = null;
  private last: JournalRecord | null = null;
  private gaps = false;
  /** That records have. */
  private readonly digests = new Set<string>();
  private readonly queries = new Map<string, string>();
  private readonly stated: string[] = [];
  private readonly changes: string[] = [];
  private readonly revisions: { digest: string; text: string }[] = [];

  /** Of change sets: digest of the stub, digests of the revisions that they published. */
  private readonly stubs: { digest: string; revisions: string[] }[] = [];

  constructor(private readonly heldFor: HeldFor = () => []) {}

  /** A line without its line feed; `whole` when it had one. What it says, or null when it is not to be believed. */
  add(bytes: Uint8Array, whole: boolean): JsonObject | null {
    if (this.verdict.finding) return null;
    this.lines += 1;
    try {
      if (!whole) throw new Said('最后一行不完整', 'it is cut off');
      if (this.ended) throw new Said('结尾之后还有内容', 'there is more behind the last line');
      return this.look(bytes);
    } catch (error) {
      const said = error instanceof Said ? error : new Said('格式不对', `it is not written as a bundle is: ${String(error)}`);
      this.verdict.finding = { line: this.lines, said };
      return null;
    }
  }

  finish(): void {
    if (this.verdict.finding || this.ended) return;
    const said = this.lines ? new Said('缺少结尾', 'its last line is missing') : new Said('文件是空的', 'it is empty');
    this.verdict.finding = { line: this.lines + 1, said };
  }

  private look(bytes: Uint8Array): JsonObject {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const line = objectOf(JSON.parse(text) as Json, 'line');
    // One that is not spelled as it was written was touched, even if it still says the same.
    if (canonical(line) !== text) throw new Said('写法被改动', 'it is not in canonical form');
    const { seal: _seal, ...unsealed } = line;
    if (sha256Hex(utf8Bytes(canonical(unsealed))) !== textOf(line, 'seal')) throw new Said('内容被改动', 'it was changed');
    const kind = textOf(line, 'kind');
    if ((this.lines === 1) !== (kind === 'head')) throw new Said('缺少开头', 'a bundle begins with its head, and has one');
    if (kind === 'foot') {
      this.foot(line, hex(this.digest.digest()));
      return line;
    }
    this.digest.update(bytes).update(Uint8Array.of(10));
    if (kind === 'head') this.head(line);
    else if (kind === 'growth') this.growths.set(countOf(line, 'size'), hashesOf(line));
    else if (kind === 'record') this.record(line);
    else if (kind === 'original') this.original(line);
    else if (TEXTS.includes(kind)) this.text(line, kind);
    else if (kind === 'search') this.search(line);
    else throw new Said('不认识的内容', 'nobody knows what this line is');
    return line;
  }

  private head(line: JsonObject): void {
    if (line.format !== FORMAT || !hasOnly(line, 'format', 'public_key', 'about', 'checkpoint'))
      throw new Said('不是这种证据包', 'it names another format');
    const { verdict } = this;
    verdict.publicKey = textOf(line, 'public_key');
    verdict.about = objectOf(line.about, 'about');
    try {
      verdict.checkpoint = openCheckpoint(textOf(line, 'checkpoint'), verdict.publicKey);
    } catch (error) {
      if (!(error instanceof Said)) throw error;
      throw new Said(`检查点不成立：${error.zh}`, `its checkpoint does not hold: ${error.en}`);
    }
    this.held = this.heldFor(verdict.publicKey);
  }

  private record(line: JsonObject): void {
    const one = recordOf(objectOf(line.record, 'record'));
    if (!hasOnly(line, 'record', 'proof') || canonical(recordJson(one)) !== canonical(line.record as Json))
      throw new Said('记录里有多余的内容', 'there is more in it than a record has');
    const body = bodyOf(one);
    if (hashOf(body) !== one.hash) throw new Said('记录的散列不符', 'the hash of the record is another');
    const { last } = this;
    if (last && (one.seq <= last.seq || one.at < last.at)) throw new Said('记录的次序不对', 'the record is out of order');
    if (last && one.seq === last.seq + 1 && one.previous_hash !== last.hash)
      throw new Said('与上一条记录不相接', 'it does not follow the record before it');
    const { size, root } = this.verdict.checkpoint;
    if (!inclusionHolds(leafHash(utf8Bytes(body)), one.seq - 1, size, root, hashesOf(line)))
      throw new Said('无法证明它在审计日志里', 'nothing proves that it stands in the journal');
    this.first ??= one;
    if (last && one.seq !== last.seq + 1) this.gaps = true;
    for (const digest of [one.old_digest, one.new_digest]) if (digest) this.digests.add(digest);
    if (one.verb === 'use_answer' || one.verb === 'report_offline_search') {
      const detail = objectOf(JSON.parse(one.detail) as Json, 'detail');
      const search = one.verb === 'use_answer' ? (detail.search ?? '') : one.subject.id;
      if ('query_digest' in detail) this.queries.set(String(search), textOf(detail, 'query_digest'));
    }
    this.last = one;
    this.verdict.records += 1;
  }

  private search(line: JsonObject): void {
    const bound = this.queries.get(textOf(line, 'id'));
    const salt = 'salt' in line ? textOf(line, 'salt') : '';
    if (bound !== undefined && salt && sha256Hex(utf8Bytes(`${salt}\n${textOf(line, 'text')}`)) !== bound)
      throw new Said('搜索的文字与日志里的摘要不符', 'the text of the search is not the one that the journal binds');
    this.verdict.searches += 1;
  }

  private text(line: JsonObject, kind: string): void {
    const digest = textOf(line, 'digest');
    this.verdict.texts += 1;
    if ('redaction' in line) {
      const subject = kind === 'revision' ? `${countOf(line, 'entry')}/${countOf(line, 'revision')}` : String(countOf(line, 'id'));
      this.stated.push(digest);
      this.redaction(line, 'text', kind, subject);
      return;
    }
    const text = textOf(line, 'text');
    if (sha256Hex(utf8Bytes(text)) !== digest) throw new Said('文本与摘要不符', 'the text is not that of its digest');
    if (kind === 'revision') this.revisions.push({ digest, text });
    else this.stated.push(digest);
    if (kind === 'change') this.changes.push(text);
  }

  /** What the law has deleted is not there, and the stub that says so is of this very thing, signed by the site. */
  private redaction(line: JsonObject, content: string, kind: string, subject: string): void {
    if (content in line) throw new Said('已删除却仍有内容', 'it is said to be deleted, and is still there');
    const redaction = objectOf(line.redaction, 'redaction');
    const stub = textOf(redaction, 'stub');
    const said = objectOf(JSON.parse(stub) as Json, 'stub');
    if (
      said.digest !== line.digest ||
      said.kind !== kind ||
      (subject && said.subject !== subject) ||
      !signatureHolds(textOf(redaction, 'signature'), stub, this.verdict.publicKey)
    )
      throw new Said('删除凭证不成立', 'the stub of its deletion does not hold');
    const digest = sha256Hex(utf8Bytes(stub));
    this.stated.push(digest);
    if ('revisions' in said) this.stubs.push({ digest, revisions: listOf(said, 'revisions').map(String) });
  }

  private original(line: JsonObject): void {
    const digest = textOf(line, 'digest');
    if ('redaction' in line) this.redaction(line, 'bytes', 'original', '');
    if ('bytes' in line) {
      const bytes = base64Bytes(textOf(line, 'bytes'));
      if (!bytes || sha256Hex(bytes) !== digest) throw new Said('原件与摘要不符', 'the bytes are not those of their digest');
    }
    this.stated.push(digest);
    this.verdict.originals += 1;
  }

  private foot(line: JsonObject, digest: string): void {
    this.ended = true;
    const { verdict } = this;
    verdict.writtenAt = textOf(line, 'written_at');
    const count = this.lines - 1;
    if (!hasOnly(line, 'lines', 'digest', 'written_at', 'signature') || line.lines !== count || line.digest !== digest)
      throw new Said('缺少或多出了几行', 'there are lines missing, added or exchanged');
    const signed = `${FORMAT}\n${count}\n${digest}\n${verdict.writtenAt}`;
    if (!signatureHolds(textOf(line, 'signature'), signed, verdict.publicKey))
      throw new Said('签名不成立', 'the signature does not hold');
    this.period();
    this.compare();
    // A revision is named by a record, or by the stub of its change set, or stands word for word in a set that is.
    const published = new Set(this.stubs.filter((stub) => this.digests.has(stub.digest)).flatMap(({ revisions }) => revisions));
    const unnamed = this.revisions.filter(
      (one) => !this.digests.has(one.digest) && !published.has(one.digest) && !this.changes.some((change) => change.includes(one.text)),
    );
    verdict.unnamed = this.stated.filter((one) => !this.digests.has(one)).length + unnamed.length;
  }

  /** A period is whole: no number is missing, and there is a record on either side, or the journal ends there. */
  private period(): void {
    const { about, checkpoint } = this.verdict;
    if (about.kind !== 'period') return;
    const bound = (name: string): number | null => (about[name] === null ? null : microseconds(textOf(about, name)));
    const [from, to] = [bound('from'), bound('to')];
    const { first, last } = this;
    const begins = first?.seq === 1 || (first !== null && from !== null && first.at < from);
    const ends = last !== null && (last.seq === checkpoint.size || (to !== null && last.at >= to));
    if (this.gaps || !begins || !ends) throw new Said('这段时间的记录不全', 'records of the period are missing');
  }

  private compare(): void {
    const { checkpoint } = this.verdict;
    for (const { size, root } of this.held) {
      if (size > checkpoint.size) continue; // younger than the bundle: it can say nothing of it
      const growth = this.growths.get(size);
      const isSame = size === checkpoint.size && same(root, checkpoint.root);
      if (!isSame && !growth && size !== checkpoint.size)
        throw new Said(
          `证据包里没有与 ${size} 条记录的检查点的比对。请用该检查点重新导出`,
          `it has no proof towards the checkpoint of ${size} records; export it with that checkpoint`,
        );
      if (!isSame && !(growth && consistencyHolds(size, root, checkpoint.size, checkpoint.root, growth)))
        throw new Said(`与您保存的 ${size} 条记录的检查点不符`, `it departs from the checkpoint of ${size} records that you hold`);
      this.verdict.held += 1;
    }
  }
}
