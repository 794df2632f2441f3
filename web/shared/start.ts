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

/** After a change of page the keyboard starts at its heading, unless somebody is typing already; the title says where one is. */
export function announcePages(router: Router) {
    followHeading()
    router.afterEach((to, from) => {
        if (to.path === from.path || !from.matched.length) return
        void nextTick(() => window.setTimeout(() => {
            const heading = document.querySelector<HTMLElement>('main h1')
            if (!heading || document.activeElement?.matches('input, textarea, select')) return
            heading.tabIndex = -1
            heading.focus({ preventScroll: true })
        }, 60))
    })
}

/** The title of the window is the heading of the page, also when it comes later than the page. */
function followHeading() {
    let asked = 0
    const show = () => {
        asked = 0
        const text = document.querySelector('main h1')?.textContent?.trim()
        if (text) document.title = `${text} · ${t('name')}`
    }
    new MutationObserver(() => { asked ||= requestAnimationFrame(show) }).observe(document.body, { childList: true, characterData: true, subtree: true })
}
