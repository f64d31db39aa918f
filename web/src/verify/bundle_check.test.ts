// @vitest-environment node
import { expect, it } from 'vitest';
import { BundleCheck, type Verdict } from './bundle_check';
import { sha256Hex, utf8Bytes } from './bytes';
import type { JsonObject } from './canonical';
import { openCheckpoints, type Checkpoint } from './checkpoint';
import { eachLine } from './lines';
import { Said } from './said';
import { PUBLIC_KEY, STUB, bundleLines, journal, leavesOf, noteOf, resealed, rootOf, withFoot } from './sample_bundle';

async function verdictOf(bundle: string | Uint8Array, held: Checkpoint[] = []): Promise<Verdict> {
  const bytes = typeof bundle === 'string' ? utf8Bytes(bundle) : bundle;
  const check = new BundleCheck(() => held);
  // Pieces of any length: lines lie across them.
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 701) controller.enqueue(bytes.subarray(at, at + 701));
      controller.close();
    },
  });
  await eachLine(stream, (line, whole) => check.add(line, whole) !== null);
  check.finish();
  return check.verdict;
}
const whole = withFoot(bundleLines());
const found = async (bundle: string | Uint8Array, held: Checkpoint[] = []): Promise<[number, string] | null> => {
  const { finding } = await verdictOf(bundle, held);
  return finding && [finding.line, finding.said.zh];
};
const rootAt = (size: number): Uint8Array => rootOf(leavesOf(journal(7)).slice(0, size));

it('believes what the server wrote, and counts it', async () => {
  const verdict = await verdictOf(whole);
  expect(verdict.finding).toBeNull();
  expect(verdict).toMatchObject({ publicKey: PUBLIC_KEY, records: 7, searches: 1, texts: 1, originals: 1, unnamed: 0, held: 0 });
  expect(verdict.checkpoint.size).toBe(7);
});

it('finds every single byte that is flipped, in the line that it stands in', async () => {
  const bytes = utf8Bytes(whole);
  let line = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] ?? 0) ^ (1 << at % 8);
    const finding = await found(flipped);
    expect(finding, `byte ${at}`).not.toBeNull();
    expect(finding?.[0], `byte ${at}`).toBe(line);
    if (bytes[at] === 10) line += 1;
  }
}, 120_000);

it('finds lines that were cut, taken out, doubled, exchanged or added', async () => {
  const lines = whole.split('\n').slice(0, -1);
  const of = (some: string[]): string => some.map((one) => `${one}\n`).join('');
  for (let i = 0; i < lines.length; i += 1) {
    expect(await found(of(lines.filter((_one, k) => k !== i))), `without ${i}`).not.toBeNull();
    expect(await found(of([...lines.slice(0, i + 1), ...lines.slice(i)])), `twice ${i}`).not.toBeNull();
    const [a, b] = [lines[i] ?? '', lines[i + 1]];
    if (b !== undefined) expect(await found(of([...lines.slice(0, i), b, a, ...lines.slice(i + 2)])), `exchanged ${i}`).not.toBeNull();
  }
  expect(await found(whole.slice(0, -1))).toEqual([lines.length, '最后一行不完整']);
  expect(await found(of(lines.slice(0, -1)))).toEqual([lines.length, '缺少结尾']);
  expect(await found(`${whole}\n`)).toEqual([lines.length + 1, '结尾之后还有内容']);
  expect(await found('')).toEqual([1, '文件是空的']);
});

// What somebody could do who has no key but can compute: the seals are made anew, the signatures cannot be.
it('finds what was sealed anew', async () => {
  const lines = bundleLines();
  const touched = async (i: number, touch: (line: JsonObject) => JsonObject): Promise<string | undefined> => {
    const line = JSON.parse(lines[i] ?? '{}') as JsonObject;
    const finding = await found(withFoot(lines.map((one, k) => (k === i ? resealed(touch(line)) : one))));
    return finding?.[1];
  };
  const record = (part: JsonObject) => (line: JsonObject) => ({ ...line, record: { ...(line.record as JsonObject), ...part } });
  expect(await touched(3, record({ actor_login: 'other' }))).toBe('记录的散列不符');
  expect(await touched(3, record({ note: 'more' }))).toBe('记录里有多余的内容');
  expect(await touched(3, (line) => ({ ...line, proof: [] }))).toBe('无法证明它在审计日志里');
  expect(await touched(8, (line) => ({ ...line, text: '断电' }))).toBe('搜索的文字与日志里的摘要不符');
  expect(await touched(9, (line) => ({ ...line, text: '{}' }))).toBe('文本与摘要不符');
  expect(await touched(10, (line) => ({ ...line, bytes: 'AAAA' }))).toBe('原件与摘要不符');
  expect(await touched(10, (line) => ({ ...line, kind: 'paper' }))).toBe('不认识的内容');
  expect(await touched(0, (line) => ({ ...line, checkpoint: noteOf(7, rootAt(3)).replace('\n7\n', '\n8\n') }))).toMatch('检查点不成立');
  expect(await touched(0, (line) => ({ ...line, format: 'koujing-bundle-2' }))).toBe('不是这种证据包');
});

it('says which texts no record names', async () => {
  const lines = bundleLines({ seqs: [1, 2, 4] });
  expect(await verdictOf(withFoot(lines))).toMatchObject({ finding: null, unnamed: 2 });
});

it('believes a deletion by its signed stub alone', async () => {
  const lines = bundleLines({ redacted: true });
  expect(await verdictOf(withFoot(lines))).toMatchObject({ finding: null, originals: 1, unnamed: 0 });
  const other = (touch: (line: JsonObject) => JsonObject): Promise<[number, string] | null> =>
    found(withFoot([...lines.slice(0, -1), resealed(touch(JSON.parse(lines.at(-1) ?? '{}') as JsonObject))]));
  const redaction = (part: JsonObject) => (line: JsonObject) => ({ ...line, redaction: { ...(line.redaction as JsonObject), ...part } });
  expect((await other(redaction({ stub: STUB.replace('admin', 'nobody') })))?.[1]).toBe('删除凭证不成立');
  expect((await other(redaction({ signature: '0'.repeat(128) })))?.[1]).toBe('删除凭证不成立');
  expect((await other((line) => ({ ...line, bytes: '' })))?.[1]).toBe('已删除却仍有内容');
  expect((await other(redaction({ stub: STUB.replace('original', 'notice') })))?.[1]).toBe('删除凭证不成立');
});

it('believes the deletion of texts, and what a deleted change set published', async () => {
  const lines = bundleLines({ count: 9, redactedTexts: true });
  expect(await verdictOf(withFoot(lines))).toMatchObject({ finding: null, texts: 3, unnamed: 0 });
  const at = lines.findIndex((line) => line.includes('"kind":"revision"') && line.includes('"redaction"'));
  const other = (touch: (line: JsonObject) => JsonObject): Promise<[number, string] | null> =>
    found(withFoot([...lines.slice(0, at), resealed(touch(JSON.parse(lines[at] ?? '{}') as JsonObject)), ...lines.slice(at + 1)]));
  expect((await other((line) => ({ ...line, text: '您好' })))?.[1]).toBe('已删除却仍有内容');
  expect((await other((line) => ({ ...line, revision: 3 })))?.[1]).toBe('删除凭证不成立');
  expect((await other((line) => ({ ...line, digest: sha256Hex('another') })))?.[1]).toBe('删除凭证不成立');
  // Without the record of the deletion of the set, nothing names what it published.
  const without = bundleLines({ count: 9, redactedTexts: true, seqs: [1, 2, 3, 4, 5, 6, 7, 9] });
  expect((await verdictOf(withFoot(without))).unnamed).toBe(3);
});

it('wants a period whole', async () => {
  const about = { kind: 'period', from: '2026-01-01T00:02:30+00:00', to: '2026-01-01T00:05:00+00:00' };
  expect(await found(withFoot(bundleLines({ about, seqs: [2, 3, 4, 5] })))).toBeNull();
  for (const seqs of [[3, 4, 5], [2, 3, 4], [2, 4, 5]])
    expect((await found(withFoot(bundleLines({ about, seqs }))))?.[1], seqs.join()).toBe('这段时间的记录不全');
});

it('compares with the checkpoints that somebody kept', async () => {
  const grown = withFoot(bundleLines({ grownFrom: 3 }));
  expect((await verdictOf(grown, [{ size: 3, root: rootAt(3) }])).held).toBe(1);
  expect((await found(grown, [{ size: 3, root: rootAt(2) }]))?.[1]).toBe('与您保存的 3 条记录的检查点不符');
  expect((await found(whole, [{ size: 3, root: rootAt(3) }]))?.[1]).toMatch('没有与 3 条记录的检查点的比对');
  expect((await verdictOf(whole, [{ size: 7, root: rootAt(7) }])).held).toBe(1);
  expect((await found(whole, [{ size: 7, root: rootAt(6) }]))?.[1]).toBe('与您保存的 7 条记录的检查点不符');
  expect(await verdictOf(whole, [{ size: 9, root: rootAt(6) }])).toMatchObject({ finding: null, held: 0 });
});

it('reads several checkpoints that were pasted, and names the one that does not hold', () => {
  const notes = [noteOf(3, rootAt(3)), noteOf(7, rootAt(7))];
  expect(openCheckpoints(`\n${notes.join('\n')}\n`, PUBLIC_KEY).map(({ size }) => size)).toEqual([3, 7]);
  expect(openCheckpoints(notes.join('').trimEnd().replace(/\n/g, '\r\n'), PUBLIC_KEY)).toHaveLength(2);
  expect(() => openCheckpoints(notes.join('').replace('\n7\n', '\n8\n'), PUBLIC_KEY)).toThrow(Said);
  expect(() => openCheckpoints('nothing', PUBLIC_KEY)).toThrow('checkpoint 1');
});
