// What the states and kinds of a question mean in the four meanings of the pages.
import type { QuestionKind, QuestionState } from '../../api/types';
import type { Tone } from '../../ui/Badge.vue';

export const questionTone: Record<QuestionState, Tone> = {
  open: 'warn',
  routed: 'coming',
  answered: 'good',
  drafted: 'coming',
  published: 'good',
  closed: 'plain',
};
export const kindTone: Record<QuestionKind, Tone> = {
  question: 'plain',
  wrong: 'bad',
  outdated: 'warn',
  unclear: 'coming',
};
export const QUESTION_STATES: QuestionState[] = ['open', 'routed', 'answered', 'drafted', 'published', 'closed'];
