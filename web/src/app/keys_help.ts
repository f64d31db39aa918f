import { ref } from 'vue';

export const keysHelpOpen = ref(false);

export function openKeysHelp(): void {
  keysHelpOpen.value = true;
}
