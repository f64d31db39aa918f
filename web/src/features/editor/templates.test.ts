import { expect, test } from 'vitest';
import { zh } from '../../app/messages/zh';
import { blankForm, blankItem } from './change_form';
import { begin, templateFindings } from './templates';

const fees = { name: '资费', script: '每月【金额】元。', library: '业务知识库', required: ['brief' as const, 'region' as const] };

test('a template fills what is empty and leaves what was written', () => {
  const item = { ...blankItem(), library: '信息库' };
  begin(item, fees);
  expect([item.template, item.library, item.script]).toEqual(['资费', '信息库', '每月【金额】元。']);
});

test('what it asks for and what is not filled in block the submission', () => {
  const item = { ...blankItem(), template: '资费', script: '每月【金额】元。' };
  const fields = (): string[] => templateFindings(blankForm([item]), [fees], zh).map((one) => one.field);
  expect(fields()).toEqual(['brief', 'region', 'script']);
  item.brief = '39 元';
  item.scope.region = ['江宁'];
  item.script = '每月 39 元。';
  expect(fields()).toEqual([]);
});
