import { beforeEach, expect, it } from 'vitest';
import { end } from '../../api/session';
import { currentCall, endCall, takeCall, withCall } from './use_call';

const call = { id: 'c-17', region: '城东区', product: '', number: '13800000000' };
beforeEach(() => endCall());

it('every request of a call carries its id, and none without one', () => {
  expect(withCall()).toEqual({});
  takeCall(call);
  expect(withCall()).toEqual({ call_id: 'c-17' });
  endCall();
  expect(withCall()).toEqual({});
});
it('lasts as long as the tab, not longer than the session', () => {
  takeCall(call);
  expect(JSON.parse(sessionStorage.getItem('koujing.call') ?? 'null')).toEqual(call);
  end();
  expect(currentCall.value).toBeNull();
  expect(sessionStorage.getItem('koujing.call')).toBeNull();
});
