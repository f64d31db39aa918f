import { beforeEach, expect, it } from 'vitest';
import type { SearchAnswer } from '../../api/types';
import { Seen, wireOf, type SeenStore } from './seen';
import type { KeptSearch } from './store';

let rows: Map<string, KeptSearch>;
let now: number;
let seen: Seen;
beforeEach(() => {
  rows = new Map();
  now = Date.parse('2026-11-25T06:00:00Z');
  const store: SeenStore = {
    searches: async (person) => [...rows.values()].filter((one) => one.person === person),
    putSearch: async (one) => void rows.set(one.id, one),
    dropSearch: async (id) => void rows.delete(id),
  };
  seen = new Seen(async () => store, () => now);
});
const answer = (id: string, q: string, entries = [1, 2]): SearchAnswer =>
  ({
    search_id: id,
    q,
    recorded_at: '2026-11-25T05:00:00Z',
    total: entries.length,
    results: entries.map((entry) => ({ entry, revision: 1 })),
  }) as SearchAnswer;
const sent: KeptSearch[][] = [];
const report = (refused: { id: string; detail: string }[] = [], told: string[] = []) => {
  sent.splice(0);
  return seen.report('agent', async (some) => (sent.push(some), { refused }), (detail) => told.push(detail));
};

it('a search with what it showed and what was done with it is reported as it was', async () => {
  seen.begin('agent', answer('a', '宽带'), { call_id: 'c-1' });
  now += 5_000;
  seen.act('a', 'opened', { entry: 1, revision: 1 });
  seen.act('a', 'left', { entry: 1, revision: 1, seconds: 4 });
  await report();
  expect(sent, 'not while it may go on').toEqual([]);
  seen.close();
  seen.act('a', 'copied', { entry: 1, revision: 1 });
  await report();
  expect(sent[0]?.map(wireOf)).toEqual([
    {
      id: 'a',
      at: '2026-11-25T06:00:00.000Z',
      q: '宽带',
      copy_made_at: '2026-11-25T05:00:00Z',
      total: 2,
      call_id: 'c-1',
      shown: [{ entry: 1, revision: 1 }, { entry: 2, revision: 1 }],
      acts: [
        { how: 'opened', at: '2026-11-25T06:00:05.000Z', entry: 1, revision: 1 },
        { how: 'left', at: '2026-11-25T06:00:05.000Z', entry: 1, revision: 1, seconds: 4 },
      ],
    },
  ]);
  expect(rows.size).toBe(0);
});

it('what was overtaken by the next letter is not kept, unless something was done with it', async () => {
  seen.begin('agent', answer('a', '宽'), {});
  now += 300;
  seen.begin('agent', answer('b', '宽带'), {});
  seen.act('b', 'copied', { entry: 1, revision: 1 });
  now += 300;
  seen.begin('agent', answer('c', '宽带报'), {});
  now += 1_500;
  seen.begin('agent', answer('d', '宽带报修'), {});
  seen.close();
  await report();
  expect(sent[0]?.map(({ id }) => id)).toEqual(['b', 'c', 'd']);
});

it('at most 100 go at once, and what the server refuses is told', async () => {
  for (let i = 0; i < 120; i += 1) {
    now += 2_000;
    seen.begin('agent', answer(`s${i}`, String(i)), {});
  }
  seen.close();
  const told: string[] = [];
  await report([{ id: 's0', detail: '太久以前' }], told);
  expect([sent.map((some) => some.length), told, rows.size]).toEqual([[100, 20], ['太久以前', '太久以前'], 0]);
});

it('nothing is lost when the report fails', async () => {
  seen.begin('agent', answer('a', '宽带'), {});
  seen.close();
  await expect(seen.report('agent', () => Promise.reject(new Error('gone')), () => undefined)).rejects.toThrow('gone');
  expect(rows.size).toBe(1);
});

it('what a closed desk left behind is reported after a while', async () => {
  seen.begin('agent', answer('a', '宽带'), {});
  now += 599_000;
  await report();
  expect(sent).toEqual([]);
  now += 2_000;
  await report();
  expect(sent[0]).toHaveLength(1);
});

it('a list shows 50 at most', async () => {
  const some = Array.from({ length: 20 }, (_, i) => i + 1);
  seen.begin('agent', answer('a', '', some), {});
  for (let i = 0; i < 3; i += 1) seen.more('a', answer('a', '', some).results);
  seen.close();
  await report();
  expect(sent[0]?.[0]?.shown).toHaveLength(50);
});
