// A request for help as the portal sends it, and what can be seen to be missing before it is sent.
import { t } from '@shared/language'
import { isPhone } from '@shared/phone'
import type { Region } from '@shared/shapes'

export interface Asked {
    is_self: boolean
    matter: string
    story: string
    place: Region | null
    address: string
    applicant: string
    relation: string
    phone: string
    for_name: string
    for_phone: string
    for_where: string
    for_knows: boolean | null
    urgency: string
    consent: boolean
}
export interface Receipt { receipt: string; code: string; answer_by: string; station: { name: string; phone?: string } | null; county?: string; in_danger?: boolean }

export const nothingAsked = (): Asked => ({ is_self: true, matter: '', story: '', place: null, address: '', applicant: '', relation: '', phone: '', for_name: '', for_phone: '', for_where: '', for_knows: null, urgency: '', consent: false })

/** Names of what was changed between two looks at the form. */
export const changedSince = (before: Asked, now: Asked) => (Object.keys(now) as (keyof Asked)[]).filter((name) => now[name] !== before[name])

/** Fields with what is wrong with them, in the order of the page; empty when it may be sent. */
export function wrongWith(asked: Asked): Record<string, string> {
    const wrong: Record<string, string> = {}
    const missing = (name: keyof Asked, label: string) => { wrong[name] = t('missing', { field: t(label) }) }
    if (!asked.matter.trim()) missing('matter', 'matter')
    if (!asked.place) missing('place', 'where')
    if (!asked.applicant.trim()) missing('applicant', 'applicant')
    if (!asked.is_self && !asked.relation.trim()) missing('relation', 'relation')
    if (!asked.phone.trim()) missing('phone', 'phone')
    else if (!isPhone(asked.phone)) wrong.phone = t('badPhone')
    if (!asked.is_self && asked.for_phone.trim() && !isPhone(asked.for_phone)) wrong.for_phone = t('badPhone')
    if (!asked.urgency) missing('urgency', 'urgent')
    if (!asked.consent) wrong.consent = t('consentNeeded')
    return wrong
}

/** What travels: texts trimmed, empty ones left out, the place as its code. */
export function body(asked: Asked): Record<string, unknown> {
    const sent: Record<string, unknown> = { is_self: asked.is_self, matter: asked.matter.trim(), place: asked.place?.code, applicant: asked.applicant.trim(),
        phone: asked.phone.trim(), urgency: asked.urgency, consent: asked.consent }
    if (asked.story.trim()) sent.story = asked.story.trim()
    if (asked.address.trim()) sent.address = asked.address.trim()
    if (!asked.is_self) {
        sent.relation = asked.relation.trim()
        for (const name of ['for_name', 'for_phone', 'for_where'] as const) if (asked[name].trim()) sent[name] = asked[name].trim()
        if (asked.for_knows !== null) sent.for_knows = asked.for_knows
    }
    return sent
}
