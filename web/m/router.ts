// The addresses of the phone.
import { createRouter, createWebHistory } from 'vue-router'
import { loadPack, pack } from '@shared/pack'
import { account, restoreSession, sessionKnown } from '@shared/session'

export const router = createRouter({
    history: createWebHistory('/m/'),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
        { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
        { path: '/', name: 'today', component: () => import('./pages/Today.vue') },
        { path: '/me', name: 'me', component: () => import('./pages/Me.vue') },
        { path: '/notices', name: 'notices', component: () => import('./pages/Notices.vue') },
        { path: '/confirm', name: 'confirm', component: () => import('./pages/Confirm.vue') },
        { path: '/records/:type/list', name: 'list', component: () => import('./pages/TypeList.vue') },
        { path: '/records/:type/new', name: 'new', component: () => import('./pages/RecordEdit.vue') },
        { path: '/records/:type/:id', name: 'record', component: () => import('./pages/RecordPage.vue') },
        { path: '/records/:type/:id/edit', name: 'edit', component: () => import('./pages/RecordEdit.vue') },
        { path: '/records/services.request/:id/accept', name: 'accept', component: () => import('./pages/Accept.vue') },
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
