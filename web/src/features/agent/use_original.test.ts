import { beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import type { Entry } from '../../api/types';
import { lost, reach } from '../offline/reach';
import type { Answer } from './answer';
import { useOriginal } from './use_original';

const said = vi.hoisted(() => [] as string[]);
vi.mock('../../ui/toast', () => ({ say: (text: string) => said.push(text), warn: (text: string) => said.push(text) }));

const answer = (entry: number, revision = 1) => ({ entry, revision }) as Answer;
const entryWith = (originals: { sha256: string }[]) => ({ revision: { notice: { originals } } }) as unknown as Entry;

describe('useOriginal', () => {
  const shown = shallowRef<Answer | null>(null);
  const details = shallowRef<Entry | null>(null);
  const record = vi.fn(async () => true);
  let on: ReturnType<typeof useOriginal>;
  beforeEach(() => {
    said.length = 0;
    record.mockClear();
    reach.offline = false;
    shown.value = answer(1);
    details.value = entryWith([{ sha256: 'aa' }, { sha256: 'bb' }]);
    on = effectScope().run(() => useOriginal(() => shown.value, () => details.value, record))!;
  });

  it('opens beside the answer, which counts as opened, and closes again', () => {
    on.turn();
    expect(on.beside.value).toBe('');
    expect(record).toHaveBeenCalledWith('opened');
    on.turn();
    expect(on.beside.value).toBeNull();
    expect(record).toHaveBeenCalledTimes(1);
  });
  it('opens the one that is named, and another one in its place', () => {
    on.turn('bb');
    expect(on.beside.value).toBe('bb');
    on.turn('aa');
    expect(on.beside.value).toBe('aa');
  });
  it('waits for what the search did not carry', async () => {
    details.value = null;
    on.turn();
    expect(said).toEqual([]);
    details.value = entryWith([{ sha256: 'cc' }]);
    await nextTick();
    expect(on.beside.value).toBe('');
  });
  it('does not open what was waited for beside another answer', async () => {
    details.value = null;
    on.turn();
    shown.value = answer(2);
    await nextTick();
    details.value = entryWith([{ sha256: 'cc' }]);
    await nextTick();
    expect(on.beside.value).toBeNull();
  });
  it('closes when another answer, or another revision of it, is shown', async () => {
    on.turn();
    shown.value = answer(1, 2);
    await nextTick();
    expect(on.beside.value).toBeNull();
  });
  it('says why there is nothing to open', () => {
    details.value = entryWith([]);
    on.turn();
    shown.value = null;
    on.turn();
    lost();
    on.turn();
    expect(said).toEqual(['这条答案没有原件。', expect.any(String), '离线：这一项要等服务器恢复后才能用']);
    expect(on.beside.value).toBeNull();
    expect(record).not.toHaveBeenCalled();
  });
});
