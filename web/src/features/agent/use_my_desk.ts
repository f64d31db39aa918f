// What this person keeps on the desk: asked for when a desk opens, and again after each change of it.
import { shallowRef } from 'vue';
import { api, background, ok } from '../../api/client';
import { session, whenEnded } from '../../api/session';
import type { Desk } from '../../api/types';

/** Null until it is known. */
export const myDesk = shallowRef<Desk | null>(null);
whenEnded(() => (myDesk.value = null));

export async function refreshMyDesk(): Promise<void> {
  const person = session.person?.name;
  const got = await ok(background.GET('/my/desk')).catch(() => null);
  // Without it the desk is what it was: searching and reading need none of this.
  if (got && session.person?.name === person) myDesk.value = got;
}

let flight: Promise<void> | null = null;
/** For those who only show it: however many open at once, it is asked for once. */
export const loadMyDesk = (): Promise<void> => (flight ??= refreshMyDesk().finally(() => (flight = null)));

const at = (entry: number): { params: { path: { e: number } } } => ({ params: { path: { e: entry } } });

export const isFavourite = (entry: number): boolean => !!myDesk.value?.favourites.some((one) => one.entry === entry);
export const isSubscribed = (entry: number): boolean =>
  !!myDesk.value?.subscriptions.some((one) => one.entry?.entry === entry);
export const isNodeSubscribed = (node: number): boolean =>
  !!myDesk.value?.subscriptions.some((one) => one.node?.id === node);

export async function setFavourite(entry: number, category: string): Promise<void> {
  await ok(api.PUT('/my/favourites/{e}', { ...at(entry), body: category ? { category } : {} }));
  await refreshMyDesk();
}
export async function dropFavourite(entry: number): Promise<void> {
  await ok(api.DELETE('/my/favourites/{e}', at(entry)));
  await refreshMyDesk();
}
export async function subscribe(entry: number, wanted: boolean): Promise<void> {
  const path = '/my/subscriptions/entries/{e}' as const;
  await ok(wanted ? api.PUT(path, at(entry)) : api.DELETE(path, at(entry)));
  await refreshMyDesk();
}
export async function subscribeNode(node: number, wanted: boolean): Promise<void> {
  const path = '/my/subscriptions/catalogue/{node}' as const;
  const params = { params: { path: { node } } };
  await ok(wanted ? api.PUT(path, params) : api.DELETE(path, params));
  await refreshMyDesk();
}
