// The station workers' way in: a phone in a yard.
import '@shared/style/tokens.css'
import '@shared/style/base.css'
import './m.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { i18n } from '@shared/language'
import { announcePages, start } from '@shared/start'
import { createApp } from 'vue'
import App from './App.vue'
import { queries } from './queries'
import { router } from './router'
import { en, zh } from './words'

start({ zh, en })
announcePages(router)
createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#app')
