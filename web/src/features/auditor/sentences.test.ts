import { expect, it } from 'vitest';
import type { Revision } from '../../api/types';
import { authorship, sentencesOf } from './sentences';

const revision = (number: number, script: string): Revision =>
  ({ revision: number, text: { title: '宽带怎么报修', brief: '', script, body: '' } }) as unknown as Revision;
const history = [
  revision(4, '您好，请先重启光猫。\n24 小时内修好；节假日照常。'),
  revision(3, '您好，请先重启光猫。\n24 小时内修好。'),
  revision(2, '您好。\n48 小时内修好。'),
  revision(1, '您好，**请先重启光猫**。\n48 小时内修好。'),
];
const since = (number: number, whole = true): [string, number, boolean][] =>
  authorship(history, number, 'script', whole).map((one) => [one.text, one.since.revision, one.orOlder]);

it('cuts at the ends of sentences and lines', () => {
  expect(sentencesOf('您好！！\n- **第一**。第二?\n\n|---|\n价格 1.5 元')).toEqual(['您好！！', '- **第一**。', '第二?', '价格 1.5 元']);
});
it('names the revision since which a sentence has stood without a break', () => {
  expect(since(4)).toEqual([
    ['您好，请先重启光猫。', 3, false],
    ['24 小时内修好；', 3, false],
    ['节假日照常。', 4, false],
  ]);
  expect(since(2)).toEqual([
    ['您好。', 2, false],
    ['48 小时内修好。', 1, false],
  ]);
  expect(authorship(history, 4, 'title', true).map((one) => one.since.revision)).toEqual([1]);
});
it('says when it may be older than what is known here', () => {
  expect(since(2, false)).toEqual([
    ['您好。', 2, false],
    ['48 小时内修好。', 1, true],
  ]);
  expect(authorship(history, 9, 'body', true)).toEqual([]);
  const deleted = history.map((one) => (one.revision === 3 ? { ...one, text: { ...one.text, script: '' }, redaction: {} as Revision['redaction'] } : one));
  expect(authorship(deleted, 4, 'script', true).map((one) => [one.since.revision, one.orOlder])).toEqual([
    [4, true],
    [4, true],
    [4, true],
  ]);
});
