import { beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../../api/problem';
import type { SearchTrial, Synonym } from '../../api/types';
import type { Change } from './changes';
import { useWordsChange } from './use_words_change';

interface Sent {
  way: string;
  path: string;
  header: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
}
const sent: Sent[] = [];
const refusals: Problem[] = [];
let newest: unknown = null;
vi.mock('../../api/client', () => {
  const send =
    (way: string) =>
    (path: string, { params, body }: { params?: Partial<Sent>; body?: unknown }) => {
      if (path === '/search-trials') return Promise.resolve({ golden: 0, losses: [], gains: [], queries: [] } as unknown as SearchTrial);
      if (way === 'GET') return Promise.resolve(newest);
      sent.push({ way, path, header: params?.header ?? {}, query: params?.query ?? {}, body });
      const refusal = refusals.shift();
      return refusal ? Promise.reject(refusal) : Promise.resolve({});
    };
  let made = 0;
  return {
    ok: (answer: Promise<unknown>) => answer,
    newKey: () => `key${++made}`,
    api: { GET: send('GET'), POST: send('POST'), PUT: send('PUT'), DELETE: send('DELETE') },
  };
});
beforeEach(() => {
  sent.length = 0;
  refusals.length = 0;
});
const synonym = (some: Partial<Synonym> = {}): Synonym =>
  ({
    id: 7,
    from: '断网',
    to: ['没网'],
    both_ways: true,
    state: 'active',
    evidence: { times: 0, entries: 0, people: 0, examples: [] },
    version: 2,
    ...some,
  }) as Synonym;

it('a new synonym: tried, sent once with its key, said to be done', async () => {
  const made: Change[] = [];
  const work = useWordsChange((change) => made.push(change));
  work.begin({ what: 'add-synonym' });
  expect(Object.keys(work.lacking.value)).toEqual(['from', 'to']);
  Object.assign(work.synonym.value, { from: '断网', to: ['没网'] });
  await work.trial.press();
  await work.trial.press();
  expect(sent).toMatchObject([{ way: 'POST', path: '/synonyms', body: { from: '断网', to: ['没网'], both_ways: true } }]);
  expect(sent[0]?.query).toEqual({});
  expect([made[0]?.what, work.begun.value]).toEqual(['add-synonym', null]);
});
it('what is sent again after an accident has the same key, what is sent with losses another', async () => {
  const work = useWordsChange(() => undefined);
  work.begin({ what: 'add-synonym' });
  Object.assign(work.synonym.value, { from: '断网', to: ['没网'] });
  await work.trial.press();
  refusals.push(new Problem(0, 'network', '', ''), new Problem(409, 'golden_losses', '', ''));
  await work.trial.press();
  await work.trial.press();
  work.trial.accepted.value = true;
  await work.trial.press();
  const keys = sent.map(({ header }) => header['Idempotency-Key']);
  expect([keys[0] === keys[1], keys[1] === keys[2], sent[2]?.query]).toEqual([true, false, { accept_losses: true }]);
});
it('closed and opened again keeps what was typed, another one does not', () => {
  const work = useWordsChange(() => undefined);
  work.begin({ what: 'change-synonym', old: synonym() });
  work.synonym.value.to = ['掉线'];
  work.begun.value = null;
  work.begin({ what: 'change-synonym', old: synonym() });
  expect(work.synonym.value.to).toEqual(['掉线']);
  work.begin({ what: 'change-synonym', old: synonym({ version: 3 }) });
  expect(work.synonym.value.to).toEqual(['没网']);
});
it('somebody else was quicker: mine or theirs, with the newest tag, after another trial', async () => {
  const work = useWordsChange(() => undefined);
  work.begin({ what: 'change-synonym', old: synonym() });
  work.synonym.value.to = ['掉线'];
  await work.trial.press();
  newest = synonym({ version: 5, to: ['断线'] });
  refusals.push(new Problem(412, 'stale_version', '', ''));
  await work.trial.press();
  expect([work.trial.stale.value, work.theirs.value?.version, work.synonym.value.to]).toEqual([true, 5, ['掉线']]);
  work.keepMine();
  expect([work.trial.stale.value, work.trial.next.value]).toEqual([false, 'try']);
  await work.trial.press();
  await work.trial.press();
  expect(sent.map(({ header }) => header['If-Match'])).toEqual(['"2"', '"5"']);

  work.begin({ what: 'change-synonym', old: synonym() });
  await work.trial.press();
  refusals.push(new Problem(412, 'stale_version', '', ''));
  await work.trial.press();
  work.takeTheirs();
  expect(work.synonym.value.to).toEqual(['断线']);
});
it('a proposal is tried as soon as its key is pressed, and goes with its tag', async () => {
  const work = useWordsChange(() => undefined);
  work.begin({ what: 'approve', old: synonym({ state: 'proposed' }) });
  await vi.waitFor(() => expect(work.trial.next.value).toBe('live'));
  await work.trial.press();
  expect(sent).toMatchObject([
    { way: 'POST', path: '/synonyms/{id}/decide', header: { 'If-Match': '"2"' }, body: { decision: 'approve' } },
  ]);
});
