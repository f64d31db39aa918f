import { expect, it } from 'vitest';
import { walk } from '../../api/pages';
import { pageOf, type Turn } from './turns';

const ROWS = { proposed: ['p1', 'p2', 'p3'], active: [] as string[], declined: ['d1'] };
const asked: Turn[] = [];
const serve = (turn: Turn): Promise<{ items: string[]; next_cursor: string | null }> => {
  asked.push(turn);
  const from = Number(turn.cursor ?? 0);
  const rows = ROWS[turn.state];
  return Promise.resolve({ items: rows.slice(from, from + 2), next_cursor: from + 2 < rows.length ? String(from + 2) : null });
};

it('proposals come first, then what is in use, then what was declined, each to its end', async () => {
  expect(await walk(({ cursor }) => pageOf('', cursor, 2, serve))).toEqual(['p1', 'p2', 'p3', 'd1']);
  expect(asked).toEqual([
    { state: 'proposed' },
    { state: 'proposed', cursor: '2' },
    { state: 'active' },
    { state: 'declined' },
  ]);
});
it('a filter shows its state alone; one that there is not shows all', async () => {
  expect(await walk(({ cursor }) => pageOf('declined', cursor, 2, serve))).toEqual(['d1']);
  expect(await walk(({ cursor }) => pageOf('odd', cursor, 2, serve))).toHaveLength(4);
});
it('a few proposals do not hide what comes after them behind a button', async () => {
  const first = await pageOf('', undefined, 5, serve);
  expect(first).toEqual({ items: ['p1', 'p2'], next_cursor: 'proposed:2' });
  expect(await pageOf('', 'proposed:2', 5, serve)).toEqual({ items: ['p3', 'd1'], next_cursor: null });
});
