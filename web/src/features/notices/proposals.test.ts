import { expect, test } from 'vitest';
import type { NoticeFacts, NoticeForm } from '../../api/types';
import { propose, proposeAll, quoteOf } from './proposals';

const blank = (): NoticeForm => ({ subject: '', document_number: '', department: '', urgency: 'normal', repeals: [] });
const facts = (more: Partial<NoticeFacts> = {}): NoticeFacts => ({
  subject: { value: '关于水价的通知', quote: '关于水价的通知' },
  document_number: { value: '供水〔2026〕31号', quote: '供水〔2026〕31号' },
  department: { code: 'water', name: '供水管理部', quote: '望澜市供水管理部' },
  issuers: [{ value: '望澜市供水管理部', quote: '望澜市供水管理部' }],
  issued_on: null,
  effective_from: { value: '2027-01-01T00:00:00+08:00', quote: '自2027年1月1日起执行' },
  effective_to: null,
  contact: null,
  deadline: null,
  repeals: [{ value: '供水〔2024〕7号', quote: '供水〔2024〕7号同时废止' }],
  mentions: [],
  urgency: 'urgent',
  ...more,
});

test('fills what is empty and says from which words', () => {
  const form = blank();
  const proposals = propose(form, facts(), {});
  expect(form).toMatchObject({
    subject: '关于水价的通知',
    document_number: '供水〔2026〕31号',
    department: 'water',
    effective_from: '2027-01-01T00:00:00+08:00',
    repeals: ['供水〔2024〕7号'],
    urgency: 'urgent',
  });
  expect(quoteOf(form, proposals, 'effective_from')).toBe('自2027年1月1日起执行');
  expect(quoteOf(form, proposals, 'repeals')).toBe('供水〔2024〕7号同时废止');
});

test('leaves alone what a person wrote, and the quote goes with the first change by hand', () => {
  const form = { ...blank(), subject: '水价' };
  const proposals = propose(form, facts(), {});
  expect(form.subject).toBe('水价');
  expect(quoteOf(form, proposals, 'subject')).toBe('');
  form.document_number = '供水〔2026〕32号';
  expect(quoteOf(form, proposals, 'document_number')).toBe('');
});

test('no other department is proposed to a department that may only send its own notices', () => {
  const form = blank();
  expect(propose(form, facts(), {}, 'market').department).toBeUndefined();
  expect(form.department).toBe('');
  propose(form, facts(), {}, 'water');
  expect(form.department).toBe('water');
});

test('the notice decides, whichever file was read first; its attachments fill what it leaves open', () => {
  const form = blank();
  const attachment = facts({
    document_number: null,
    subject: { value: '收费标准', quote: '' },
    deadline: { value: '2026-12-01T23:59:00+08:00', quote: '' },
  });
  const first = proposeAll(form, [{ name: '附件.docx', facts: attachment }], {});
  expect(form.subject).toBe('收费标准');
  form.department = 'market';
  const both = [
    { name: '附件.docx', facts: attachment },
    { name: '主文.docx', facts: facts({ deadline: null }) },
  ];
  const proposals = proposeAll(form, both, first);
  expect(form.subject).toBe(facts().subject?.value);
  expect(form.deadline).toBe('2026-12-01T23:59:00+08:00');
  expect(form.department).toBe('market');
  expect(proposals.subject?.value).toBe(form.subject);
});
