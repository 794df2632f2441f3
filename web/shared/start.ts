// What every entry does first: words, language of the page, how the server is asked, titles and focus on a new page.
import { nextTick } from 'vue'
import type { Router } from 'vue-router'
import { configureApi } from './api'
import { addWords, language, showLanguage, t } from './language'
import { keepSession } from './session'
import { en, zh } from './words/shared'

export function start(own: { zh: Parameters<typeof addWords>[0]; en: Parameters<typeof addWords>[1] }) {
    addWords(zh, en)
    addWords(own.zh, own.en)
    showLanguage()
    configureApi({ language: () => (language.value === 'zh' ? 'zh-CN' : 'en'), unreachable: () => t('unreachable') })
    keepSession()
}

/** After a change of page the title says where one is and the keyboard starts at its heading. */
export function announcePages(router: Router) {
    router.afterEach((to, from) => {
        if (to.path === from.path) return
        void nextTick(() => window.setTimeout(() => {
            const heading = document.querySelector<HTMLElement>('main h1')
            if (!heading) return
            document.title = `${heading.textContent?.trim()} · ${t('name')}`
            if (from.matched.length) { heading.tabIndex = -1; heading.focus({ preventScroll: true }) }
        }, 60))
    })
}
