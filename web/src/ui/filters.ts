// The filters of a list, kept in the address bar.
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export function useFilters<K extends string>(
  names: readonly K[],
): { filters: ComputedRef<Record<K, string>>; set: (part: Partial<Record<K, string>>) => void } {
  const route = useRoute();
  const router = useRouter();
  const filters = computed(
    () => Object.fromEntries(names.map((name) => [name, String(route.query[name] ?? '')])) as Record<K, string>,
  );
  function set(part: Partial<Record<K, string>>): void {
    const query: Record<string, unknown> = { ...route.query, ...part };
    for (const name of Object.keys(query)) if (!query[name]) delete query[name];
    void router.replace({ query: query as Record<string, string> });
  }
  return { filters, set };
}
