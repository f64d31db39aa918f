import { expect, it } from 'vitest';
import { askedOf, lateOnTop, viewOf, viewsOf, waitsFor, withLate } from './views';

const none = { view: '', state: '', department: '' };

it('everybody begins with what waits for them, an agent with their own', () => {
  expect([waitsFor(['leader']), waitsFor(['department']), waitsFor(['editor']), waitsFor(['agent'])]).toEqual([
    'open',
    'routed',
    'answered',
    null,
  ]);
  expect(viewsOf(['agent'])).toEqual(['mine', 'news']);
  expect(viewsOf(['auditor'])).toEqual(['all', 'late']);
  expect(askedOf(none, ['agent'])).toEqual({ mine: true });
  expect(askedOf(none, ['department'])).toEqual({ state: 'routed' });
  expect(askedOf(none, ['leader'])).toEqual({ state: 'open' });
});
it('a view of somebody else in the address falls back to the own first one', () => {
  expect(viewOf('todo', ['agent'])).toBe('mine');
  expect(viewOf('news', ['department'])).toBe('todo');
});
it('state narrows the view of all only, the department the late ones too', () => {
  const chosen = { state: 'closed', department: 'water' };
  expect(askedOf({ view: 'all', ...chosen }, ['leader'])).toEqual({ state: 'closed', department: 'water' });
  expect(askedOf({ view: 'late', ...chosen }, ['leader'])).toEqual({ late: true, department: 'water' });
  expect(askedOf({ view: 'news', ...chosen }, ['leader'])).toEqual({ news: true });
});
it('what is late stands on top once, the longest late first', () => {
  expect(lateOnTop(none, ['leader'])).toBe(true);
  expect(lateOnTop(none, ['editor'])).toBe(false);
  expect(lateOnTop({ ...none, view: 'all' }, ['leader'])).toBe(false);
  const late = [
    { id: 5, due: '2026-11-22T10:00:00Z' },
    { id: 2, due: '2026-11-22T09:00:00Z' },
  ];
  const rest = [
    { id: 7, due: null },
    { id: 5, due: '2026-11-22T10:00:00Z' },
  ];
  expect(withLate(late, rest).map(({ id }) => id)).toEqual([2, 5, 7]);
});
