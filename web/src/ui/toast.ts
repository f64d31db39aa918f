import { ElMessage } from 'element-plus';
import { useMessages } from '../app/locale';
import { NETWORK, SIGNED_OUT, asProblem } from '../api/problem';

const m = useMessages();

export function say(words: string, duration = 2500): void {
  ElMessage({ message: words, type: 'success', duration, grouping: true });
}

/** Something cannot be done now. */
export function warn(words: string, duration = 4000): void {
  ElMessage({ message: words, type: 'warning', duration, showClose: true, grouping: true });
}

export function sayProblem(error: unknown): void {
  const p = asProblem(error);
  const words =
    p.code === NETWORK
      ? m.value.problem.network
      : p.code === SIGNED_OUT
        ? m.value.problem.signedOut
        : p.detail || p.title || m.value.problem.unknown(p.status);
  ElMessage({ message: words, type: 'error', duration: 6000, showClose: true, grouping: true });
}
