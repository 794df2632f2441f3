// What somebody who confirms hours judges them by, the same on the list and in the question before it is sent.
import { shown, unitOf } from '@shared/format'
import { t } from '@shared/language'
import { isEmpty, isMasked, type Field, type Item, type RecordType } from '@shared/shapes'

/** Whose it is, when it began and ended, how that is known, and what was added later. */
export const judged = ['volunteer', 'starts_at', 'ends_at', 'in_at', 'in_method', 'in_distance', 'out_at', 'out_method', 'break_time', 'minutes', 'brief', 'outside_reason', 'source', 'late_reason', 'recorded_by']

/** A value with its unit; time in hours also by the minute. */
export function factText(field: Field, value: unknown): string {
    if (isMasked(value)) return shown(field, value)
    const exact = field.kind === 'minutes' ? t('exactMinutes', { minutes: value }) : ''
    return `${shown(field, value)}${unitOf(field) ? ` ${unitOf(field)}` : ''}${exact}`
}

/** The named fields that say something. */
export const factsOf = (type: RecordType, item: Item, names: string[]) => names
    .map((name) => type.fields.find((field) => field.name === name))
    .filter((field): field is Field => !!field && !isEmpty(item.fields[field.name]) && item.fields[field.name] !== false)
    .map((field) => ({ name: field.name, field, text: factText(field, item.fields[field.name]) }))
