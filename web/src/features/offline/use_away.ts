// The other pages of those who answer calls: the strip of the desk above them, and loaded again once the server is back.
import { onScopeDispose, watch } from 'vue';
import { hasRole } from '../../api/session';
import type { Load } from '../../ui/load';
import { isUnreachable, lost, whenBack } from './reach';
import { useOffline } from './use_offline';

/** Whether the strip belongs on the page of this person. */
export function useAway(load: Pick<Load<unknown>, 'problem' | 'reload'>): boolean {
  if (!hasRole('agent', 'leader')) return false;
  useOffline();
  watch(load.problem, (problem) => problem && isUnreachable(problem) && lost());
  onScopeDispose(whenBack(() => void load.reload()));
  return true;
}
