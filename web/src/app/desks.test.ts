import { expect, it } from 'vitest';
import { desksOf, homeOf } from './desks';

it('each role begins at its own desk', () => {
  expect([
    homeOf(['agent']),
    homeOf(['department']),
    homeOf(['director']),
    homeOf(['editor']),
    homeOf(['auditor']),
    homeOf(['admin']),
  ]).toEqual(['/desk', '/confirm', '/review', '/notices', '/audit', '/journal']);
});
it('a delegate reviews too, and begins where always', () => {
  expect(desksOf(['leader'], true)).toEqual([
    ...['desk', 'shift', 'questions', 'bulletins', 'notices', 'changes', 'exposures', 'skill-groups', 'search-words', 'review'],
  ]);
  expect(desksOf(['director'], true)).toEqual(desksOf(['director']));
});
it('several roles open the desks of all of them, each once', () => {
  expect(desksOf(['editor', 'auditor'])).toEqual([
    ...['notices', 'changes', 'questions', 'entries', 'care', 'catalogue', 'search-words', 'audit', 'exposures', 'journal', 'reports'],
  ]);
});
