// A question in words: its steps, and what came of it. Pure.
import type { Question, QuestionKind, QuestionStep } from '../../api/types';
import type { Messages } from '../../app/messages/zh';

type Words = Messages['questions'];

export function stepWords(step: QuestionStep, kind: QuestionKind, words: Words): string {
  const name = step.department?.name ?? '';
  if (step.verb === 'route') return words.steps.route(name);
  if (step.verb === 'escalate') return words.steps.escalate(name);
  if (step.verb === 'ask' && kind !== 'question') return words.steps.told(name);
  if (step.verb === 'ask' && name) return words.steps.askTo(name);
  return words.steps[step.verb];
}

/** 'is answered', 'is in the library now', 'was closed'; empty as long as it waits. */
export function outcomeWords(question: Pick<Question, 'state' | 'kind'>, words: Words): string {
  if (question.state === 'published' && question.kind !== 'question') return words.changed;
  return words.outcome[question.state] ?? '';
}

export const closedBecause = (question: Pick<Question, 'state' | 'steps'>): string =>
  question.state === 'closed' ? (question.steps.filter((one) => one.verb === 'close').pop()?.text ?? '') : '';

/** What the last person who sent it on said with it: a leader to the department, or the department when it gave it back. */
export function lastWord(question: Pick<Question, 'state' | 'steps'>): QuestionStep | null {
  if (question.state !== 'open' && question.state !== 'routed') return null;
  const sent = question.steps.filter((one) => one.verb === 'route' || one.verb === 'give_back').pop();
  return sent?.text ? sent : null;
}

/** Enough of a text to know it again. */
export const shortened = (text: string, longest = 28): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
};

/** What whoever asked is to read first: the answer, or why there is none. */
export const gist = (question: Pick<Question, 'state' | 'steps' | 'answer'>): string =>
  closedBecause(question) || question.answer;

/** The reader's own note on whom to call back. */
export const ownCallback = (question: Pick<Question, 'askers'>, name: string | undefined): string =>
  question.askers.find((one) => one.by.name === name)?.callback ?? '';
