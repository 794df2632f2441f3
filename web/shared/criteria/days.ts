// Days as text "2026-11-23" in the time of +08:00: adding, counting, ages. No clock is read here.

const dayMs = 86_400_000
const offsetMs = 8 * 3_600_000

const parts = (day: string) => day.split('-').map(Number) as [number, number, number]
const pad = (value: number, width = 2) => String(value).padStart(width, '0')
const text = (year: number, month: number, day: number) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`
const serial = (day: string) => { const [y, m, d] = parts(day); return Date.UTC(y, m - 1, d) / dayMs }
const fromSerial = (days: number) => new Date(days * dayMs).toISOString().slice(0, 10)

/** True for a day that exists in the calendar, written as 2026-11-23. */
export function isDay(value: string): boolean {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) && fromSerial(serial(value)) === value
}

export const addDays = (day: string, count: number) => fromSerial(serial(day) + count)
export const daysBetween = (from: string, to: string) => serial(to) - serial(from)

/** Keeps the day of the month, or takes the month's last day. */
export function addMonths(day: string, count: number): string {
    const [year, month, date] = parts(day)
    const months = year * 12 + (month - 1) + count
    const [y, m] = [Math.floor(months / 12), (months % 12 + 12) % 12]
    const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate()
    return text(y, m + 1, Math.min(date, last))
}

/** Whole years lived on `today`; who was born on 29 February is older on 1 March. */
export function ageOn(birth: string, today: string): number {
    const years = parts(today)[0] - parts(birth)[0]
    return birth <= addMonths(today, -12 * years) ? years : years - 1
}

export const dayOf = (ms: number) => new Date(ms + offsetMs).toISOString().slice(0, 10)
/** The last millisecond of a day. */
export const endOf = (day: string) => (serial(day) + 1) * dayMs - offsetMs - 1
export const yearOf = (day: string) => parts(day)[0]
export const monthStart = (day: string) => `${day.slice(0, 8)}01`
/** Today by the device's clock, in the time of +08:00. */
export const todayHere = () => dayOf(Date.now())
