// The call that the agent is in, as the telephone system tells it: in the address of the desk, or in a message from the
// page that opened or frames this one. It lasts as long as the tab, or until the call ends; nobody types it.
import { onScopeDispose, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { session, whenEnded } from '../../api/session';
import { callFromQuery, messageOf, withoutCall, type Call } from './call';

const KEPT = 'koujing.call';

function kept(): Call | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Call | null;
  } catch {
    return null;
  }
}

/** What goes on now; null between two calls. */
export const currentCall = shallowRef<Call | null>(kept());
/** The call whose region and product the filters have taken over already. */
let prefilled: Call | null = currentCall.value;

export function takeCall(call: Call | null): void {
  currentCall.value = call;
  try {
    if (call) sessionStorage.setItem(KEPT, JSON.stringify(call));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Private windows refuse storage; the call then lasts as long as the page.
  }
}
export const endCall = (): void => takeCall(null);
whenEnded(endCall);

/** `{call_id}` for a request, empty between two calls. */
export const withCall = (): { call_id?: string } => (currentCall.value ? { call_id: currentCall.value.id } : {});

/** Hears the telephone system, on whichever page the agent is. */
export function useCallMessages(): void {
  function hear(event: MessageEvent): void {
    const said = messageOf(event, { self: window, origins: [location.origin, ...session.embedOrigins] });
    if (said) takeCall(said.call);
  }
  window.addEventListener('message', hear);
  onScopeDispose(() => window.removeEventListener('message', hear));
}

/**
 * For the desk, before it searches: takes the call out of the address, where it would end up in links, and tells
 * `prefill` which region and product a call begins and ends with.
 */
export function useDeskCall(prefill: (scope: { region: string[]; product: string[] }) => void): void {
  const route = useRoute();
  const router = useRouter();
  watch(
    () => route.query,
    (query) => {
      const call = route.path === '/desk' ? callFromQuery(query) : null;
      if (!call) return;
      prefilled = call; // region and product are filters in the address already
      takeCall(call);
      void router.replace({ query: withoutCall(query) });
    },
    { immediate: true },
  );
  watch(
    currentCall,
    (call) => {
      if (call === prefilled) return;
      prefilled = call;
      prefill({ region: call?.region ? [call.region] : [], product: call?.product ? [call.product] : [] });
    },
    { flush: 'post' },
  );
  if (currentCall.value !== prefilled) {
    const call = (prefilled = currentCall.value);
    prefill({ region: call?.region ? [call.region] : [], product: call?.product ? [call.product] : [] });
  }
}
