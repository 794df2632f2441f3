// How values read on a page: days as 2026-11-23, money in yuan with fen exact, hours with one decimal.
import { language, say } from './language'
import { listOf } from './pack'
import { moment } from './moments'
import { isEmpty, isMasked, type Field, type FileValue, type Ref, type Region, type State } from './shapes'

const grouped = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, ',')

/** 1234567 fen → "12,345.67". */
export function yuan(fen: number): string {
    const digits = String(Math.abs(fen)).padStart(3, '0')
    return `${fen < 0 ? '−' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`
}

/** "12,345.6" → 1234560 fen; null where it is no amount with at most two decimals. */
export function fen(text: string): number | null {
    const match = /^\s*([-−]?)(\d[\d,，]*)(?:\.(\d{1,2}))?\s*$/.exec(text)
    if (!match) return null
    const whole = Number(match[2]!.replace(/[,，]/g, '') + (match[3] ?? '').padEnd(2, '0'))
    return Number.isSafeInteger(whole) ? (match[1] ? -whole : whole) : null
}

/** 95 minutes → "1.6". */
export const hours = (minutes: number) => (Math.round(minutes / 6) / 10).toFixed(1)

/** A whole number kept in tenths or hundredths reads with its decimals: 15 with one place → "1.5". */
export function decimal(value: number, places = 0): string {
    if (!places) return grouped(String(value)).replace('-', '−')
    const digits = String(Math.abs(value)).padStart(places + 1, '0')
    return `${value < 0 ? '−' : ''}${grouped(digits.slice(0, -places))}.${digits.slice(-places)}`
}

/** Bytes as people read them: 1,234,567 → "1.2 MB". */
export function size(bytes: number): string {
    if (bytes < 1000) return `${bytes} B`
    const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
    return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`
}

export { moment }

export function wordLabel(list: string | undefined, code: unknown): string {
    const word = listOf(list)?.words.find((one) => one.code === code || one.name === code)
    return word ? say(word.label) : String(code)
}

/** A value as text, the way lists, cards and histories show it; empty text where there is none. */
export function shown(field: Field | undefined, value: unknown): string {
    if (isEmpty(value)) return ''
    if (isMasked(value)) return value.masked
    switch (field?.kind) {
        case 'money': return yuan(Number(value))
        case 'minutes': return hours(Number(value))
        case 'number': return decimal(Number(value), field.places)
        case 'time': return moment(String(value))
        case 'boolean': return value ? (language.value === 'zh' ? '是' : 'Yes') : (language.value === 'zh' ? '否' : 'No')
        case 'code': return wordLabel(field.list, value)
        case 'codes': return (value as string[]).map((code) => wordLabel(field.list, code)).join(language.value === 'zh' ? '、' : ', ')
        case 'ref': return typeof value === 'object' ? (value as Ref).title : String(value)
        case 'region': return typeof value === 'object' ? (value as Region).name : String(value)
        case 'point': { const { lon, lat } = value as { lon: number; lat: number }; return `${lon}, ${lat}` }
        case 'file': return typeof value === 'object' ? (value as FileValue).name ?? (value as FileValue).id : String(value)
        default: return typeof value === 'object' ? JSON.stringify(value) : String(value)
    }
}

export function unitOf(field: Field | undefined): string {
    if (!field) return ''
    if (field.unit) return say(field.unit)
    if (field.kind === 'money') return language.value === 'zh' ? '元' : 'yuan'
    if (field.kind === 'minutes') return language.value === 'zh' ? '小时' : 'h'
    return ''
}

/** The colour of a state: waiting for somebody, at work, ended well, or neutral. */
export function stateTone(state: State | undefined): string {
    if (!state) return ''
    if (/wait|review|submitted|overdue|due/.test(state.name)) return 'warn'
    if (/refus|reject|revok|lapsed|crisis|missed|failed|cancel|withdrawn/.test(state.name)) return 'bad'
    if (state.final || /issued|normal|done|passed|closed|valid|open$|active/.test(state.name)) return 'good'
    return state.start ? '' : 'work'
}
