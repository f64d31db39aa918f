// Who writes Markdown about something that can keep pictures provides this: it keeps one and gives its address.
import type { InjectionKey } from 'vue';

export const KEEP_IMAGE: InjectionKey<(image: File) => Promise<string>> = Symbol('keep image');
