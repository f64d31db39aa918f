import { describe, expect, test } from 'vitest';
import type { NoticeSummary } from '../../api/types';
import * as many from './many_rows';
import type { Row, Said } from './many_rows';
import { newUpload } from './uploads';

const stated = (value: string | undefined): { value: string; quote: string } | null =>
  value === undefined ? null : { value, quote: value };
interface Saying {
  subject?: string;
  number?: string;
  issued?: string;
  department?: { code: string; name: string; quote: string };
  digest?: string;
  more?: Partial<Said>;
}
const said = ({ subject, number, issued, department, digest = '', more }: Saying): Said => ({
  sha256: digest,
  text_status: 'extracted',
  explanation: null,
  named_otherwise: '',
  facts: {
    subject: stated(subject),
    document_number: stated(number),
    department: department ?? null,
    issuers: [],
    issued_on: stated(issued),
    effective_from: null,
    effective_to: null,
    deadline: null,
    contact: null,
    repeals: [],
    mentions: [],
    urgency: 'normal',
  },
  same_original: [],
  same_number: [],
  ...more,
});
const WATER = { code: 'water', name: '供水管理部', quote: '供水管理部' };
const earlier = [{ id: 7, subject: '旧的' } as NoticeSummary];
let ids = 0;
function row(path: string, saying?: Saying, own?: string): Row {
  const one = many.newRow(++ids, `key-${ids}`, newUpload(new File(['文'], path.split('/').pop() ?? path)), path);
  if (saying) {
    one.original.reading = 'read';
    many.take(one, said(saying), own);
  }
  return one;
}
const names = (rows: Row[]): string[] =>
  rows.map((one) =>
    many
      .originalsOf(one)
      .map(({ upload }) => upload.file.name)
      .join('+'),
  );
const kinds = (rows: Row[], own: { code: string } | null = null): string[][] => {
  const marks = many.marksOf(rows, own);
  return rows.map(({ id }) => (marks.get(id) ?? []).map(({ kind }) => kind));
};

describe('which files make one notice', () => {
  test('a row is joined with the row above: its originals follow, what was left open is filled', () => {
    const rows = [
      row('通知.docx', { subject: '关于水价的通知' }),
      row('附件.pdf', { subject: '水价表', issued: '2026-11-25' }),
    ];
    expect(many.join(rows, 1)).toBe(rows[0]);
    expect(names(rows)).toEqual(['通知.docx+附件.pdf']);
    expect(rows[0]?.form).toMatchObject({ subject: '关于水价的通知', issued_on: '2026-11-25' });
    expect(rows[0]?.proposals.issued_on?.quote).toBe('2026-11-25');
  });

  test('split again, each is as it was, with what was written by hand', () => {
    const rows = [
      row('一.docx', { subject: '一' }),
      row('二.docx', { subject: '二', issued: '2026-11-25' }),
      row('三.docx', {}),
    ];
    (rows[2] as Row).form.subject = '三（手写）';
    many.join(rows, 2);
    many.join(rows, 1);
    expect(names(rows)).toEqual(['一.docx+二.docx+三.docx']);
    (rows[0] as Row).form.contact = '张三';
    many.split(rows, 0);
    expect(names(rows)).toEqual(['一.docx', '二.docx', '三.docx']);
    expect(rows.map(({ form }) => [form.subject, form.issued_on, form.contact])).toEqual([
      ['一', '', '张三'],
      ['二', '2026-11-25', ''],
      ['三（手写）', '', ''],
    ]);
    expect(rows[0]?.proposals.issued_on).toBeUndefined();
  });

  test('what came from a joined file and was changed by hand stays after the split', () => {
    const rows = [row('一.docx', { subject: '一' }), row('二.docx', { subject: '二', issued: '2026-11-25' })];
    many.join(rows, 1);
    (rows[0] as Row).form.issued_on = '2026-11-26';
    many.split(rows, 0);
    expect(rows.map(({ form }) => form.issued_on)).toEqual(['2026-11-26', '2026-11-25']);
  });

  test('what is read after joining still fills only what is open', () => {
    const rows = [row('通知.docx', { subject: '通知' }), row('附件.pdf')];
    const part = rows[1] as Row;
    many.join(rows, 1);
    expect(many.isRead(rows[0] as Row)).toBe(false);
    part.original.reading = 'read';
    many.take(part, said({ subject: '附件', number: '供水〔2026〕31号' }));
    many.fillFromJoined(rows[0] as Row);
    expect(rows[0]?.form).toMatchObject({ subject: '通知', document_number: '供水〔2026〕31号' });
  });

  test('nothing is joined to nothing, nor to what was sent', () => {
    const rows = [row('一.docx', {}), row('二.docx', {})];
    expect(many.join(rows, 0)).toBeNull();
    (rows[0] as Row).state = 'registered';
    expect(many.join(rows, 1)).toBeNull();
    expect(rows).toHaveLength(2);
  });

  test('each sub-folder becomes one notice, wherever its rows stand', () => {
    const rows = ['一.md', '甲/通知.docx', '乙/唯一.md', '甲/附件1.pdf', '甲/附件2.pdf'].map((path) => row(path, {}));
    expect(many.foldersToJoin(rows)).toBe(1);
    many.joinFolders(rows);
    expect(names(rows)).toEqual(['一.md', '通知.docx+附件1.pdf+附件2.pdf', '唯一.md']);
    expect(many.foldersToJoin(rows)).toBe(0);
  });
});

describe('what is said of a row', () => {
  test('a subject is needed, a department by those who say for whom; only after the file was read', () => {
    const rows = [row('一.md', {}), row('二.md', { subject: '二', department: WATER }), row('三.md')];
    expect(kinds(rows)).toEqual([['lacks', 'lacks'], [], []]);
    expect(kinds(rows, WATER)).toEqual([['lacks'], [], []]);
  });

  test('an empty file stops its row; one without text does not', () => {
    const empty = many.newRow(++ids, 'key', newUpload(new File([], '空.md')), '空.md');
    const scan = row('扫描件.png', { more: { explanation: '图片中的文字无法读取', text_status: 'unsupported' } });
    empty.form.subject = scan.form.subject = '有主题';
    const marks = many.marksOf([empty, scan], WATER);
    expect(kinds([empty, scan], WATER)).toEqual([['refused'], ['unreadable']]);
    expect(many.isReady(empty, marks.get(empty.id) ?? [])).toBe(false);
    expect(many.isReady(scan, marks.get(scan.id) ?? [])).toBe(true);
  });

  test('an original of another kind than its name says is told, and stops nothing', () => {
    const word = row('通知.pdf', { more: { named_otherwise: 'docx' } });
    word.form.subject = '有主题';
    const marks = many.marksOf([word], WATER);
    expect(kinds([word], WATER)).toEqual([['namedOtherwise']]);
    expect(many.isReady(word, marks.get(word.id) ?? [])).toBe(true);
  });

  test('what was received before is said, its number only while it is still that number', () => {
    const again = row('一.md', { subject: '一', more: { same_original: earlier, same_number: earlier } });
    const numbered = row('二.md', { subject: '二', number: '市场〔2026〕118号', more: { same_number: earlier } });
    expect(kinds([again, numbered], WATER)).toEqual([['sameOriginal'], ['sameNumber']]);
    numbered.form.document_number = '市场[2026] 118 号';
    expect(kinds([numbered], WATER)).toEqual([['sameNumber']]);
    numbered.form.document_number = '市场〔2026〕119号';
    expect(kinds([numbered], WATER)).toEqual([[]]);
  });

  test('of two that are the same the later one is marked; what was sent counts as the first', () => {
    const rows = [
      row('一.md', { subject: '一', digest: 'aa' }),
      row('副本.md', { subject: '一', digest: 'aa' }),
      row('三.md', { subject: '三', number: '市场〔2026〕3号', digest: 'bb' }),
      row('四.md', { subject: '四', number: '市场［2026］3 号', digest: 'cc' }),
    ];
    expect(kinds(rows, WATER)).toEqual([[], ['twinOriginal'], [], ['twinNumber']]);
    expect(many.marksOf(rows, WATER).get(rows[1]?.id ?? 0)).toMatchObject([{ of: rows[0]?.id }]);
    (rows[1] as Row).state = 'registered';
    expect(kinds(rows, WATER)).toEqual([['twinOriginal'], [], [], ['twinNumber']]);
  });

  test('the same attachment twice within one notice is no second notice', () => {
    const rows = [row('一.md', { subject: '一', digest: 'aa' }), row('一（2）.md', { digest: 'aa' })];
    many.join(rows, 1);
    expect(kinds(rows, WATER)).toEqual([[]]);
  });

  test('a document of another department is a doubt for who may only send its own', () => {
    const one = row('一.md', { subject: '一', department: WATER }, 'market');
    expect(one.form.department).toBe('');
    expect(kinds([one], { code: 'market' })).toEqual([['otherDepartment']]);
    expect(kinds([one])).toEqual([['lacks']]);
  });
});

describe('which rows are registered', () => {
  const ready = (one: Row): boolean => many.isReady(one, many.marksOf([one], WATER).get(one.id) ?? []);

  test('complete rows without a word from anybody, and as soon as what lacked is there', () => {
    const one = row('一.md', {});
    expect(ready(one)).toBe(false);
    one.form.subject = '一';
    expect(ready(one)).toBe(true);
    one.decided = false;
    expect(ready(one)).toBe(false);
  });

  test('what was received before only when a person ticks it', () => {
    const one = row('一.md', { subject: '一', more: { same_original: earlier } });
    expect(ready(one)).toBe(false);
    one.decided = true;
    expect(ready(one)).toBe(true);
  });

  test('what is still being read waits; what failed or is unsure can be sent again, what is registered cannot', () => {
    const one = row('一.md');
    one.form.subject = '一';
    expect(ready(one)).toBe(false);
    one.original.reading = 'failed';
    expect(ready(one)).toBe(true);
    for (const [state, again] of [
      ['unsure', true],
      ['partly', true],
      ['refused', true],
      ['sending', false],
      ['registered', false],
    ] as const) {
      one.state = state;
      expect(ready(one), state).toBe(again);
    }
  });
});

test('a subject out of the name of a file', () => {
  expect(many.subjectFrom('关于水价的通知.v2.docx')).toBe('关于水价的通知.v2');
  expect(many.subjectFrom('无后缀')).toBe('无后缀');
});
