// The language of the pages: Chinese unless the person chose English. One typed dictionary a language, same keys.
import { computed, ref, type ComputedRef } from 'vue';
import { en } from './messages/en';
import { zh, type Messages } from './messages/zh';

export type Locale = 'zh' | 'en';
const KEPT = 'koujing.language';

function kept(): Locale {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

export const locale = ref<Locale>(kept());
const messages = computed<Messages>(() => (locale.value === 'en' ? en : zh));

/** The words of the page, as a ref: `m.desk.empty` in templates, `m.value.desk.empty` in scripts. */
export const useMessages = (): ComputedRef<Messages> => messages;

export function applyLanguage(next: Locale): void {
  locale.value = next;
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // Private windows refuse storage; the choice then lasts as long as the page.
  }
}
