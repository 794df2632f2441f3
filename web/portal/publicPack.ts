// What the portal needs of the pack without an account: words, limits of its fields, crisis words and help lines.
import { shallowRef } from 'vue'
import { get } from '@shared/api'
import type { CodeList, Words } from '@shared/shapes'
import { holdsDanger } from './danger'

export interface AskedField { label: Words; help?: Words; most?: number; list?: string; required: boolean | string }
export interface PublicPack {
    digest: string
    title: Words
    region: string
    demo?: boolean
    fields: Record<string, AskedField>
    codes: Record<string, CodeList>
    crisis: { words: string[]; numbers: { number: string; label: Words }[] }
}

export const publicPack = shallowRef<PublicPack | null>(null)
let loading: Promise<void> | null = null

/** Loads once; a failed try may be made again. */
export function loadPublicPack(): Promise<void> {
    loading ??= get<PublicPack>('/public/pack').then((found) => { publicPack.value = found }).catch((fault) => { loading = null; throw fault })
    return loading
}

/** Help lines that hold whether or not the server answers. */
const standing = [
    { number: '110', label: { zh: '报警', en: 'Police' } },
    { number: '120', label: { zh: '急救', en: 'Ambulance' } },
    { number: '12345', label: { zh: '政务服务', en: 'Government' } },
    { number: '12355', label: { zh: '青少年', en: 'Young people' } },
]
export const hotlines = () => publicPack.value?.crisis.numbers ?? standing

/** True when a text holds a word that speaks of danger. */
export const speaksOfDanger = (text: string) => holdsDanger(publicPack.value?.crisis.words ?? [], text)
