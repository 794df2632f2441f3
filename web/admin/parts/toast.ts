// Short news about what was just done; said aloud to screen readers and gone by itself.
import { ref } from 'vue'

export const toasts = ref<{ id: number; text: string; bad: boolean }[]>([])
let next = 0

export function toast(text: string, bad = false) {
    const id = next++
    toasts.value.push({ id, text, bad })
    window.setTimeout(() => { toasts.value = toasts.value.filter((one) => one.id !== id) }, bad ? 9000 : 4000)
}
