import { expect, it } from 'vitest';
import type { SearchRule, Synonym } from '../../api/types';
import { queriesOf, ruleForm, trialOf } from './changes';

const NOW = new Date('2026-11-25T10:00:00+08:00');
const someone = { name: 'editor', display_name: '林晓燕' };
const synonym = (some: Partial<Synonym> = {}): Synonym =>
  ({
    id: 7,
    from: '断网',
    to: ['无法上网', '没网'],
    both_ways: true,
    state: 'active',
    origin: 'person',
    evidence: { times: 0, entries: 0, people: 0, examples: [] },
    by: someone,
    at: '2026-11-20T10:00:00+08:00',
    version: 2,
    ...some,
  }) as Synonym;
const rule = (some: Partial<SearchRule> = {}): SearchRule =>
  ({
    id: 3,
    kind: 'pin',
    queries: ['停水'],
    match: 'contains',
    entry: 12,
    entry_title: '停水找谁',
    entry_state: 'in_force',
    position: 2,
    from: null,
    to: null,
    note: '',
    state: 'active',
    by: someone,
    at: '2026-11-20T10:00:00+08:00',
    version: 1,
    ...some,
  }) as SearchRule;

it('a changed synonym is removed and added, and both its wordings are searched for, each once', () => {
  const form = { from: '断网', to: ['掉线'], both_ways: true };
  expect(trialOf({ what: 'change-synonym', old: synonym(), form }, NOW)).toEqual({
    remove_synonyms: [7],
    add_synonyms: [form],
    queries: ['断网', '掉线', '无法上网', '没网'],
  });
});
it('one way: what the entries say is not searched for by itself', () => {
  expect(queriesOf({ what: 'add-synonym', form: { from: '断网', to: ['无法上网'], both_ways: false } })).toEqual(['断网']);
});
it('a proposal is tried with the questions that it comes from', () => {
  const evidence = { times: 2, entries: 2, people: 0, examples: [{ from: '断网怎么报修', to: '没网怎么报修' }] };
  const old = synonym({ state: 'proposed', to: ['没网'], evidence });
  expect(trialOf({ what: 'approve', old }, NOW)).toEqual({
    add_synonyms: [{ from: '断网', to: ['没网'], both_ways: true }],
    queries: ['断网', '没网', '断网怎么报修'],
  });
});
it('what is not live leaves the searches as they are: nothing to try', () => {
  const old = synonym({ state: 'proposed' });
  expect(trialOf({ what: 'decline', old }, NOW)).toBeNull();
  expect(trialOf({ what: 'remove-synonym', old: synonym({ state: 'declined' }) }, NOW)).toBeNull();
  expect(trialOf({ what: 'change-synonym', old, form: { from: '断网', to: ['掉线'] } }, NOW)).toBeNull();
  expect(trialOf({ what: 'decline', old: synonym() }, NOW)?.remove_synonyms).toEqual([7]);
});
it('a rule that begins later is tried as of its beginning, one that holds already as of now', () => {
  const later = '2026-12-01T00:00:00+08:00';
  const form = ruleForm(rule({ from: later }));
  expect(trialOf({ what: 'add-rule', form }, NOW)).toMatchObject({ add_rules: [form], at: later });
  expect(trialOf({ what: 'change-rule', old: rule(), form: ruleForm(rule()) }, NOW)).not.toHaveProperty('at');
  expect(trialOf({ what: 'remove-rule', old: rule({ from: '2026-11-01T00:00:00+08:00' }) }, NOW)).toEqual({
    remove_rules: [3],
    queries: ['停水'],
  });
});
it('a ban has no place, and the form of a rule says nothing that was not said', () => {
  expect(ruleForm(rule({ kind: 'ban', position: null }))).toEqual({
    kind: 'ban',
    queries: ['停水'],
    match: 'contains',
    entry: 12,
    from: null,
    to: null,
  });
});
it('no more searches than a trial takes, none blank, none too long', () => {
  const words = [' ', 'x'.repeat(200), ...Array.from({ length: 40 }, (_none, i) => `词${i}`)];
  const queries = queriesOf({ what: 'add-words', words });
  expect([queries.length, queries[0]?.length, queries[1]]).toEqual([20, 128, '词0']);
});
