// Chinese first, English by a switch; the page's lang follows, and the choice is remembered on this device.
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Words } from './shapes'

export type Language = 'zh' | 'en'
type Messages = { [word: string]: string | Messages }

const remembered = (): Language => { try { return localStorage.getItem('liandong.language') === 'en' ? 'en' : 'zh' } catch { return 'zh' } }

export const i18n = createI18n({ legacy: false, locale: remembered(), fallbackLocale: 'zh', missingWarn: false, fallbackWarn: false,
    messages: { zh: {}, en: {} } as Record<string, Messages> })

export const t = i18n.global.t as (key: string, given?: Record<string, unknown>) => string
export const language = computed<Language>({
    get: () => (i18n.global.locale.value as Language),
    set: (chosen) => {
        i18n.global.locale.value = chosen
        try { localStorage.setItem('liandong.language', chosen) } catch { /* only remembered where allowed */ }
        showLanguage()
    },
})

/** Adds an entry's words to those shared by all. */
export function addWords(zh: Messages, en: Messages) {
    i18n.global.mergeLocaleMessage('zh', zh)
    i18n.global.mergeLocaleMessage('en', en)
}

export function showLanguage() { document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en' }

/** The label in the language shown; falls back to Chinese, where the words are whole. */
export const say = (words: Words | string | undefined | null): string =>
    !words ? '' : typeof words === 'string' ? words : (words[language.value] || words.zh || '')
