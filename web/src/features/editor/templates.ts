// Templates: what a new entry begins with and what it must not lack. The server asks the same at submission. Pure.
import type { Template } from '../../api/types';
import type { Messages } from '../../app/messages/zh';
import type { Form, Item } from './change_form';
import type { Finding } from './checks';

/** Fills what is still empty; what a person wrote stays. */
export function begin(item: Item, template: Template): void {
  item.template = template.name;
  for (const field of ['library', 'catalogue', 'brief', 'script', 'body'] as const)
    if (!item[field].trim()) item[field] = template[field] ?? '';
  for (const field of ['cautions', 'keywords'] as const)
    if (!item[field].length) item[field] = [...(template[field] ?? [])];
}

function lacks(item: Item, field: NonNullable<Template['required']>[number]): boolean {
  if (field === 'region' || field === 'product' || field === 'customers') return !item.scope[field].length;
  const value = item[field];
  return typeof value === 'string' ? !value.trim() : !value?.length;
}

export const placesIn = (text: string): string[] => [...text.matchAll(/【[^】]*】/g)].map(([place]) => place);

export function templateFindings(form: Form, templates: readonly Template[], words: Messages): Finding[] {
  return form.items.flatMap((item, at) => {
    const template = item.action === 'retire' ? undefined : templates.find((one) => one.name === item.template);
    if (!template) return [];
    const missing = (template.required ?? []).filter((field) => lacks(item, field));
    const open = (['brief', 'script', 'body'] as const).flatMap((field) =>
      placesIn(template[field] ?? '')
        .filter((place) => item[field].includes(place))
        .map((place) => ({ field, words: words.templates.unfilled(place) })),
    );
    return [
      ...missing.map((field) => ({ field, words: words.templates.missing(words.fields[field] ?? field) })),
      ...open,
    ].map((one): Finding => ({ kind: 'blocking', item: at, ...one }));
  });
}
