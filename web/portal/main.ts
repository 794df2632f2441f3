// The residents' and volunteers' way in.
import '@shared/style/tokens.css'
import '@shared/style/base.css'
import './portal.css'
import { i18n } from '@shared/language'
import { announcePages, start } from '@shared/start'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { en, zh } from './words'

start({ zh, en })
announcePages(router)
createApp(App).use(i18n).use(router).mount('#app')
