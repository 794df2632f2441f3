// What went wrong, in words for a page.
import { Refusal } from '@shared/api'
import { t } from '@shared/language'

export function problemText(fault: unknown): string {
    if (!(fault instanceof Refusal)) return fault instanceof Error ? fault.message : String(fault)
    if (fault.status === 404) return t('gone')
    if (fault.status === 503) return t('busy')
    const told = fault.fields.map((one) => one.message).filter((text) => text && text !== fault.message)
    if (told.length) return [fault.message, ...new Set(told)].join(' ')
    return fault.more.incident ? `${fault.message} (${fault.more.incident})` : fault.message
}
