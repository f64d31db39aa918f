// What a row of the list shows of an answer: its words whole, with what was found marked.
import type { SearchResult } from '../../api/types';
import { markWords, wordsOf, type Words } from './mark_words';

export interface ResultWords {
  brief: string;
  script: string;
  /** What was found stands neither here nor in the title (in a question, in the background): the snippet says where. */
  elsewhere: boolean;
}

function parsed(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}
const runsIn = (html: string): string[] => [...parsed(html).querySelectorAll('mark')].map((one) => one.textContent ?? '');

function htmlOf(fragment: DocumentFragment, words: Words): { html: string; found: number } {
  const found = markWords(fragment, words);
  const place = document.createElement('div');
  place.append(fragment);
  return { html: place.innerHTML, found };
}
/** A row is one thing to choose: links in it are words, as the right half has them to be followed. */
function unlinked(fragment: DocumentFragment): DocumentFragment {
  for (const link of fragment.querySelectorAll('a')) link.replaceWith(...link.childNodes);
  return fragment;
}

/** Of safe HTML, safe HTML. */
export function wordsOfResult(
  result: Pick<SearchResult, 'title_marked' | 'snippet' | 'brief' | 'script_html'>,
): ResultWords {
  const [titleRuns, snippetRuns] = [runsIn(result.title_marked), runsIn(result.snippet)];
  const words = wordsOf([...titleRuns, ...snippetRuns]);
  const said = document.createDocumentFragment();
  if (result.brief) said.append(result.brief);
  const brief = htmlOf(said, words);
  const script = htmlOf(unlinked(parsed(result.script_html)), words);
  const nothing = !brief.html && !script.html;
  const elsewhere = snippetRuns.length > 0 && titleRuns.length + brief.found + script.found === 0;
  return { brief: brief.html, script: script.html, elsewhere: nothing || elsewhere };
}
