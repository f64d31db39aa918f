import { expect, it } from 'vitest';
import { zh } from '../../app/messages/zh';
import { blankBulletin, bulletinBody, lackingIn } from './bulletin_form';

it('an emergency answer needs its script and who is to confirm it', () => {
  expect(Object.keys(lackingIn({ ...blankBulletin(), title: 'a', text: 'b', emergency: true }, zh.bulletins))).toEqual([
    'script',
    'department',
  ]);
  expect(lackingIn({ ...blankBulletin(), title: 'a', text: 'b' }, zh.bulletins)).toEqual({});
});
it('a plain bulletin sends nothing of an emergency that was begun and dropped', () => {
  expect(bulletinBody({ ...blankBulletin(), title: ' 停水 ', text: 'b', script: 'x', department: 'water' })).toEqual({
    title: '停水',
    text: 'b',
  });
});
