// One line about what was just done.
import { ref } from 'vue'

export const news = ref('')
let timer = 0

export function tell(text: string) {
    news.value = text
    clearTimeout(timer)
    timer = window.setTimeout(() => { news.value = '' }, 4000)
}
