// Lists to choose from that hardly ever change: asked for once a visit.
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { api, ok } from '../api/client';
import { walk } from '../api/pages';
import type { CatalogueNode, Department, Person } from '../api/types';
import type { Choice } from './PickOne.vue';

function once<T>(fetchIt: () => Promise<T[]>): () => ShallowRef<T[]> {
  const kept = shallowRef<T[]>([]);
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      fetchIt().then(
        (items) => (kept.value = items),
        () => (asked = false),
      );
    }
    return kept;
  };
}

const departments = once<Department>(() => walk((query) => ok(api.GET('/departments', { params: { query } }))));
const libraries = once<{ name: string }>(() => walk((query) => ok(api.GET('/libraries', { params: { query } }))));
const editors = once<Person>(() =>
  walk((page) => ok(api.GET('/people', { params: { query: { role: 'editor', ...page } } }))),
);
const catalogue = once<CatalogueNode>(() => walk((query) => ok(api.GET('/catalogue', { params: { query } }))));

export function useDepartments(): ComputedRef<Choice[]> {
  const list = departments();
  return computed(() => list.value.map((one) => ({ value: one.code, label: one.name })));
}
/** The name of a department by its code. */
export function useDepartmentNames(): (code: string) => string {
  const list = departments();
  return (code) => list.value.find((one) => one.code === code)?.name ?? code;
}
export function useLibraries(): ComputedRef<Choice[]> {
  const list = libraries();
  return computed(() => list.value.map((one) => ({ value: one.name, label: one.name })));
}
export function useEditors(): ComputedRef<Choice[]> {
  const list = editors();
  return computed(() => list.value.map((one) => ({ value: one.name, label: one.display_name, hint: one.name })));
}
/** The nodes themselves: an answer says its path, a subscription needs the number. */
export const useCatalogueNodes = (): ShallowRef<CatalogueNode[]> => catalogue();
export function useCatalogue(library: () => string | undefined): ComputedRef<Choice[]> {
  const list = catalogue();
  return computed(() => {
    const paths = list.value.filter((one) => !library() || one.library === library()).map((one) => one.path);
    return [...new Set(paths)].map((path) => ({ value: path, label: path }));
  });
}
