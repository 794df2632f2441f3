// With what a list begins.
import { describe, expect, it } from 'vitest'
import { newestFirst, toDoFilter } from './pack'
import type { RecordType } from './shapes'

const type = (more: Partial<RecordType> = {}): RecordType => ({ type: 'a.b', label: { zh: '甲', en: 'A' }, states: [], fields: [], events: [], form: [], list: { columns: [], sort: 'turn' }, search: [], may: [], ...more })
const saved = (en: string) => ({ label: { zh: en, en }, where: `state = ${en.length}` })

describe('a list', () => {
    it('begins with what is to be done', () => expect(toDoFilter(type({ list: { columns: [], saved: [saved('Overdue'), { ...saved('To do'), first: true }] } }))).toBe('state = 5'))
    it('begins whole where the pack names none', () => expect(toDoFilter(type({ list: { columns: [], saved: [saved('Overdue')] } }))).toBe(undefined))
    it('has the newest number first', () => expect(newestFirst(type({ fields: [{ name: 'number' } as never] }))).toBe('-number'))
    it('turns its own order where it has no number', () => expect(newestFirst(type())).toBe('-turn'))
})
