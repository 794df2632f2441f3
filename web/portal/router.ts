// The addresses of the portal. None of them ever carries a receipt, a code or a name.
import { createRouter, createWebHistory } from 'vue-router'
import Home from './pages/Home.vue'

export const router = createRouter({
    history: createWebHistory('/'),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
        { path: '/', name: 'home', component: Home },
        { path: '/ask', name: 'ask', component: () => import('./pages/Ask.vue') },
        { path: '/follow', name: 'follow', component: () => import('./pages/Follow.vue') },
        { path: '/stations', name: 'stations', component: () => import('./pages/Stations.vue') },
        { path: '/volunteer', name: 'volunteer', component: () => import('./pages/Volunteer.vue') },
        { path: '/volunteer/hours', name: 'hours', component: () => import('./pages/Hours.vue') },
        { path: '/volunteer/profile', name: 'profile', component: () => import('./pages/Profile.vue') },
        { path: '/:rest(.*)*', name: 'missing', component: () => import('./pages/Missing.vue') },
    ],
})
