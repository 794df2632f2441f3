// The policy pack as the signed-in person may see it. The browser keeps it with its ETag and only asks whether it changed.
import { shallowRef } from 'vue'
import { get } from './api'
import type { WordList } from './criteria/evaluate'
import { say } from './language'
import type { CodeList, Field, Pack, RecordType, State } from './shapes'

export const pack = shallowRef<Pack | null>(null)

export async function loadPack(): Promise<Pack> {
    return pack.value = await get<Pack>('/pack')
}

export const typeOf = (name: string): RecordType | undefined => pack.value?.types[name]
export const fieldOf = (type: RecordType, name: string): Field | undefined => type.fields.find((field) => field.name === name)
export const stateOf = (type: RecordType, name: string | undefined): State | undefined => type.states.find((state) => state.name === name)
export const listOf = (name: string | undefined): CodeList | undefined => (name ? pack.value?.codes[name] : undefined)

/** The field a list column shows: own, or one step away ("person.name"). */
export function columnField(type: RecordType, column: string): Field | undefined {
    const [own, step] = column.split('.') as [string, string | undefined]
    const field = fieldOf(type, own)
    if (!step || !field?.target) return field
    const target = typeOf(field.target)
    return (target && fieldOf(target, step)) ?? type.list.steps?.[column]
}

export function columnLabel(type: RecordType, column: string): string {
    const standing: Record<string, [string, string]> = { state: ['状态', 'State'], region: ['所在地区', 'Region'], id: ['编号', 'Id'], version: ['版本', 'Version'] }
    const found = columnField(type, column)
    if (found) return say(found.label)
    const words = standing[column]
    if (words) return say({ zh: words[0], en: words[1] })
    const own = fieldOf(type, column.split('.')[0]!) // what it points to may be out of sight
    return own ? say(own.label) : column
}

/** The saved filter with which a list begins, as the pack says; where there is none, the list begins whole. */
export const toDoFilter = (type: RecordType): string | undefined => type.list.saved?.find((one) => one.first)?.where

/** The order of a whole list in which the newest stands first. */
export function newestFirst(type: RecordType): string | undefined {
    if (fieldOf(type, 'number')) return '-number'
    return type.list.sort && `-${type.list.sort.replace('-', '')}`
}

/** Kinds and words of a type's fields, the way criteria ask for them. */
export function criteriaWorld(type: RecordType): { fields: Record<string, string>; lists: Record<string, WordList> } {
    const fields: Record<string, string> = { state: 'state', id: 'text', region: 'region', version: 'number' }
    for (const field of type.fields) fields[field.name] = field.list ? `${field.kind}:${field.list}` : field.kind
    return { fields, lists: { ...(pack.value?.codes ?? {}) } }
}

/** True where the type has a page for the viewer; what may only be counted is seen in its figures. */
export const opens = (type: RecordType) => may(type, 'read') || may(type, 'create')
/** True where the viewer may do this on the type, somewhere. */
export const may = (type: RecordType, word: string) => type.may.includes(word)
