// What an editor writes with: blocks to put in, templates to begin with.
import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import { api, ok } from '../../api/client';
import { walk } from '../../api/pages';
import { hasRole } from '../../api/session';
import type { BlockSummary, Template } from '../../api/types';
import { BLOCKS } from '../../ui/blocks';
import { sayProblem } from '../../ui/toast';

const TEMPLATES: InjectionKey<ShallowRef<Template[]>> = Symbol('templates');

export function useWritingKit(): ShallowRef<Template[]> {
  const blocks = shallowRef<BlockSummary[]>([]);
  const templates = shallowRef<Template[]>([]);
  provide(BLOCKS, blocks);
  provide(TEMPLATES, templates);
  if (hasRole('editor')) {
    walk((query) => ok(api.GET('/blocks', { params: { query } }))).then((all) => (blocks.value = all), sayProblem);
    ok(api.GET('/templates', {})).then((now) => (templates.value = now.items), sayProblem);
  }
  return templates;
}
export const useTemplates = (): ShallowRef<Template[]> => inject(TEMPLATES, shallowRef([]));
