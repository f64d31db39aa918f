// What somebody may do with a question as it stands: the one next act, and what else. The server decides what is
// allowed; this only keeps closed doors out of sight. Pure.
import type { Question, Role } from '../../api/types';

export type Act = 'route' | 'reroute' | 'link' | 'answer' | 'answerFor' | 'amend' | 'giveBack' | 'draft' | 'close';

export interface Who {
  roles: readonly Role[];
  department: string | null;
}

export function actsOf(
  question: Pick<Question, 'state' | 'department'>,
  who: Who,
): { primary: Act | null; others: Act[] } {
  const has = (...roles: Role[]): boolean => roles.some((role) => who.roles.includes(role));
  const ours = has('department') && question.department !== null && question.department.code === who.department;
  const closes = has('leader', 'director', 'editor');
  const acts: (Act | false)[] =
    question.state === 'open'
      ? [has('leader', 'director') && 'route', closes && 'close']
      : question.state === 'routed'
        ? [
            ours && 'answer',
            ours && 'giveBack',
            has('leader', 'director') && 'reroute',
            has('leader', 'director') && 'link',
            !ours && has('leader') && 'answerFor',
            closes && 'close',
          ]
        : question.state === 'answered'
          ? [has('editor') && 'draft', (ours || has('leader')) && 'amend', closes && 'close']
          : [];
  const allowed = acts.filter((act): act is Act => act !== false);
  const primary = allowed.find((act) => act === 'route' || act === 'answer' || act === 'draft') ?? null;
  return { primary, others: allowed.filter((act) => act !== primary) };
}
