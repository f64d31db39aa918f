import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { api, ok } from '../api/client';
import { asProblem } from '../api/problem';
import { begin, onlyPage, roles, session } from '../api/session';
import type { Role, Session } from '../api/types';
import { finishLeaving, openKeptSession } from '../features/offline/kept_session';
import { isAlive, isUnreachable, lost } from '../features/offline/reach';
import { openStore } from '../features/offline/store';
import { sayProblem } from '../ui/toast';
import { homeOf } from './desks';

declare module 'vue-router' {
  interface RouteMeta {
    /** Roles that may enter; absent: everyone who is signed in. */
    roles?: Role[];
    /** Open to whoever stands in for a director, too. */
    review?: boolean;
    open?: boolean;
    /** The page fills the window and scrolls inside. */
    full?: boolean;
  }
}

const READERS: Role[] = ['editor', 'auditor', 'director', 'inspector', 'leader', 'department'];

const routes: RouteRecordRaw[] = [
  // Where one goes from here is known once it is known who is signed in: beforeEach below.
  { path: '/', component: () => import('./NotFoundPage.vue') },
  { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { open: true } },
  { path: '/link', component: () => import('./LinkPage.vue'), meta: { open: true } },
  { path: '/desk', component: () => import('../features/agent/DeskPage.vue'), meta: { full: true } },
  {
    path: '/notices',
    component: () => import('../features/notices/NoticesPage.vue'),
    meta: { roles: ['director', 'editor', 'department', 'leader', 'auditor', 'inspector'] },
  },
  {
    path: '/notices/new',
    component: () => import('../features/notices/NewNoticePage.vue'),
    meta: { roles: ['department', 'director', 'leader', 'editor'] },
  },
  {
    path: '/notices/new/many',
    component: () => import('../features/notices/RegisterManyPage.vue'),
    meta: { roles: ['department', 'director', 'leader', 'editor'], full: true },
  },
  { path: '/notices/:n(\\d+)', component: () => import('../features/notices/NoticePage.vue') },
  {
    path: '/review',
    component: () => import('../features/director/ReviewPage.vue'),
    meta: { roles: ['director'], review: true, full: true },
  },
  {
    path: '/changes',
    component: () => import('../features/editor/ChangesPage.vue'),
    meta: { roles: ['editor', 'director', 'leader', 'auditor', 'inspector', 'department'] },
  },
  { path: '/changes/:c(\\d+)', component: () => import('../features/editor/ChangePage.vue'), meta: { full: true } },
  { path: '/care', component: () => import('../features/editor/CarePage.vue'), meta: { roles: READERS } },
  { path: '/blocks', component: () => import('../features/editor/BlocksPage.vue'), meta: { roles: READERS } },
  { path: '/templates', component: () => import('../features/editor/TemplatesPage.vue'), meta: { roles: READERS } },
  { path: '/catalogue', component: () => import('../features/editor/CataloguePage.vue'), meta: { roles: READERS } },
  {
    path: '/check-rules',
    component: () => import('../features/editor/CheckRulesPage.vue'),
    meta: { roles: READERS },
  },
  {
    path: '/confirm',
    component: () => import('../features/confirm/ConfirmQueuePage.vue'),
    meta: { roles: ['department'] },
  },
  {
    path: '/confirm/:c(\\d+)',
    component: () => import('../features/confirm/ConfirmPage.vue'),
    meta: { roles: ['department'], full: true },
  },
  { path: '/entries', component: () => import('../features/auditor/EntriesPage.vue'), meta: { roles: READERS } },
  {
    path: '/import',
    component: () => import('../features/imports/ImportPage.vue'),
    meta: { roles: ['director', 'admin'], full: true },
  },
  { path: '/entries/:e(\\d+)', component: () => import('../features/auditor/EntryPage.vue'), meta: { roles: READERS } },
  { path: '/retention', component: () => import('../features/retention/RetentionPage.vue'), meta: { roles: ['admin'] } },
  { path: '/audit', component: () => import('../features/inquiry/AuditPage.vue'), meta: { roles: ['auditor', 'inspector'] } },
  {
    path: '/journal',
    component: () => import('../features/auditor/JournalPage.vue'),
    meta: { roles: ['auditor', 'inspector', 'director', 'admin'] },
  },
  {
    path: '/reports',
    component: () => import('../features/reports/AuditReportPage.vue'),
    meta: { roles: ['auditor', 'inspector', 'director', 'admin'] },
  },
  {
    path: '/questions',
    component: () => import('../features/questions/QuestionsPage.vue'),
    meta: { roles: ['agent', ...READERS] },
  },
  {
    path: '/questions/:q(\\d+)',
    component: () => import('../features/questions/QuestionPage.vue'),
    meta: { roles: ['agent', ...READERS] },
  },
  {
    path: '/departments-in-charge',
    component: () => import('../features/questions/InChargePage.vue'),
    meta: { roles: ['director', 'editor'] },
  },
  { path: '/shift', component: () => import('../features/handover/ShiftPage.vue') },
  {
    path: '/exposures',
    component: () => import('../features/exposures/ExposuresPage.vue'),
    meta: { roles: ['agent', 'leader', 'inspector', 'auditor'] },
  },
  {
    path: '/skill-groups',
    component: () => import('../features/handover/SkillGroupsPage.vue'),
    meta: { roles: ['leader', 'director', 'admin'] },
  },
  {
    path: '/search-words',
    component: () => import('../features/search_words/SearchWordsPage.vue'),
    meta: { roles: ['editor', 'director', 'admin', 'leader', 'inspector', 'auditor'] },
  },
  { path: '/bulletins', component: () => import('../features/bulletins/BulletinsPage.vue') },
  { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue'), meta: { open: true } },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, kept) => kept ?? undefined,
});

let asked = false;

async function whoIsIn(): Promise<Session | null> {
  try {
    return await ok(api.GET('/session'));
  } catch (error) {
    if (asProblem(error).status === 401) return null;
    throw error;
  }
}

/** Who is signed in, asked once when the page opens; without a server, whoever opened the desk here last. */
async function greet(): Promise<void> {
  if (asked) return;
  try {
    await finishLeaving(whoIsIn, async () => void (await ok(api.DELETE('/session'))));
    const open = await whoIsIn();
    if (open) begin(open);
  } catch (error) {
    const kept = isUnreachable(error) && (await openStore().then(openKeptSession).catch(() => false));
    if (kept) lost();
  }
  asked = true;
}

router.beforeEach(async (to) => {
  await greet();
  if (to.path === '/sign-in') return session.person ? String(to.query.next ?? '') || homeOf(roles.value) : true;
  if (to.path === '/link') return true;
  if (!session.person) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  // A link opens its page and nothing else.
  if (onlyPage.value) return to.path === onlyPage.value || onlyPage.value;
  return to.path === '/' ? homeOf(roles.value) : true;
});

// A new version was installed while this page was open: the old chunks are gone. Load the page anew, once.
router.onError((error: unknown, to) => {
  const stale = error instanceof Error && /dynamically imported module|module script/i.test(error.message);
  if (!stale || sessionStorage.getItem('koujing.reloaded')) return;
  void isAlive().then((alive) => {
    // Without a server there is nothing to load: what is open stays.
    if (!alive) return sayProblem(error);
    sessionStorage.setItem('koujing.reloaded', '1');
    location.assign(to.fullPath);
  });
});
router.afterEach(() => sessionStorage.removeItem('koujing.reloaded'));
