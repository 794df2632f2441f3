// Whether the data is a demonstration, asked of the server before anybody has signed in.
import { ref } from 'vue'
import { get } from './api'

export const demo = ref(false)

/** Asks once more; a server that cannot be reached is no demonstration. */
export async function askWhetherDemo(): Promise<void> {
    try { demo.value = (await get<{ demo?: boolean }>('/public/pack')).demo === true } catch { /* the page works all the same */ }
}
