import { beforeEach, describe, expect, it } from 'vitest';
import { end, session } from '../api/session';
import type { Person } from '../api/types';
import { keepDraft, keptDraft } from './kept_draft';

const as = (name: string): void => void (session.person = { name } as Person);

describe('a draft', () => {
  beforeEach(() => {
    sessionStorage.clear();
    as('agent');
  });
  it('is read as it was kept, until it was sent', () => {
    keepDraft('ask', { text: '怎么报修' });
    expect(keptDraft('ask')).toEqual({ text: '怎么报修' });
    expect(keptDraft('feedback')).toBeNull();
    keepDraft('ask', null);
    expect(keptDraft('ask')).toBeNull();
  });
  it('is of the person who typed it, and goes when they sign out', () => {
    keepDraft('ask', { text: '怎么报修' });
    as('other');
    expect(keptDraft('ask')).toBeNull();
    end();
    as('agent');
    expect(keptDraft('ask')).toBeNull();
  });
  it('that cannot be read is none', () => {
    sessionStorage.setItem('koujing.draft.agent.ask', '{"text":');
    expect(keptDraft('ask')).toBeNull();
    sessionStorage.setItem('koujing.draft.agent.ask', '7');
    expect(keptDraft('ask')).toBeNull();
  });
});
