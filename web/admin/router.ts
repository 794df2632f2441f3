// The addresses of the desk. Nobody enters without signing in, and the page asked for is found again afterwards.
import { account, restoreSession, sessionKnown } from '@shared/session'
import { loadPack, pack } from '@shared/pack'
import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
    history: createWebHistory('/admin/'),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
        { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
        { path: '/', name: 'home', component: () => import('./pages/Home.vue') },
        { path: '/notices', name: 'notices', component: () => import('./pages/Notices.vue') },
        { path: '/clauses', name: 'clauses', component: () => import('./pages/Clauses.vue') },
        { path: '/linkage', name: 'linkage', component: () => import('./pages/Linkage.vue') },
        { path: '/figures/:id', name: 'figure', component: () => import('./pages/FigurePage.vue') },
        { path: '/records/:type/list', name: 'list', component: () => import('./pages/TypeList.vue') },
        { path: '/records/:type/new', name: 'new', component: () => import('./pages/RecordEdit.vue') },
        { path: '/records/:type/:id', name: 'record', component: () => import('./pages/RecordPage.vue') },
        { path: '/records/:type/:id/edit', name: 'edit', component: () => import('./pages/RecordEdit.vue') },
        { path: '/:rest(.*)*', name: 'missing', component: () => import('./pages/Missing.vue') },
    ],
})

router.beforeEach(async (to) => {
    if (!sessionKnown.value) await restoreSession()
    if (to.meta.open) return true
    if (!account.value) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { then: to.fullPath } }
    if (!pack.value) await loadPack()
    return true
})
