// What a generated form shows, asks, finds wrong and sends.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { recordForm, rowField, scaled } from './form'
import { pack } from './pack'
import { isPhone } from './phone'
import type { Field, Item, Pack, RecordType } from './shapes'

const words = (zh: string) => ({ zh, en: zh })
const field = (name: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({ name, kind, label: words(name), required: false, privacy: 'open', fixed: false, computed: false, ...more })
const goods: RecordType = { type: 'linkage.need_goods', label: words('物资'), parent: 'need', states: [], events: [], form: [], list: { columns: [] }, search: [], may: [],
    fields: [field('need', 'ref', { required: true }), field('item', 'text', { required: true }), field('quantity', 'number', { required: true, low: 1, high: 9 })] }
const request: RecordType = { type: 'services.request', label: words('求助'), states: [{ name: 'draft', label: words('草稿'), start: true, edit: true }, { name: 'done', label: words('办结'), edit: ['result'] }], events: [], list: { columns: [] }, search: [], may: [],
    form: [{ fields: ['is_self', 'relation', 'number', 'phone', 'urgency'] }, { show: 'state != draft', fields: ['result'] }, { rows: 'linkage.need_goods' }],
    fields: [field('is_self', 'boolean', { required: true, default: true }), field('relation', 'text', { required: 'not is_self', show: 'not is_self', most: 4 }), field('number', 'text', { computed: true }),
        field('phone', 'text', { shape: 'phone', privacy: 'sensitive' }), field('urgency', 'code', { list: 'urgency', default: 'normal' }), field('result', 'text')] }

beforeEach(() => {
    pack.value = { types: { 'services.request': request, 'linkage.need_goods': goods }, modules: [], figures: [], clauses: [], texts: {},
        codes: { urgency: { label: words('紧急'), ordered: true, words: [{ name: 'normal', code: '1', label: words('一般') }, { name: 'urgent', code: '3', label: words('紧急') }] } } } as unknown as Pack
})
const item = (more: Partial<Item> = {}): Item => ({ id: 'r1', version: 3, state: 'draft', fields: { is_self: false, relation: '女儿', phone: { masked: '138****0000' }, urgency: '1' }, ...more })
const names = (form: ReturnType<typeof recordForm>) => form.shownSections.value.flatMap((section) => form.fieldsOf(section).map((one) => one.name))

describe('a new form', () => {
    it('starts with the declared defaults, words as codes', () => expect(recordForm(request, null).values).toMatchObject({ is_self: true, urgency: '1' }))
    it('hides what its condition does not ask for', () => expect(names(recordForm(request, null))).not.toContain('relation'))
    it('shows it when the answer changes', () => {
        const form = recordForm(request, null)
        form.values.is_self = false
        expect(names(form)).toContain('relation')
    })
    it('requires only what is shown and wanted', () => {
        const form = recordForm(request, null)
        expect(form.check()).toEqual([])
        form.values.is_self = false
        expect(form.check().map((one) => one.field)).toEqual(['relation'])
    })
    it('leaves out a section of a later state', () => expect(names(recordForm(request, null))).not.toContain('result'))
    it('does not send what was typed and then hidden', () => {
        const form = recordForm(request, null)
        form.values.is_self = false
        form.values.relation = '邻居'
        form.values.is_self = true
        expect(form.changedFields()).not.toHaveProperty('relation')
    })
})

describe('what the system filled in', () => {
    const named = (name: string) => request.fields.find((one) => one.name === name)!
    it('is known until somebody opens it', () => {
        const form = recordForm(request, null)
        expect(form.isKnown(named('urgency'))).toBe(true)
        form.open('urgency')
        expect(form.isKnown(named('urgency'))).toBe(false)
    })
    it('stays a question where the pack wants it asked', () => expect(recordForm(request, null).isKnown({ ...named('urgency'), asked: true })).toBe(false))
    it('is not what a person typed', () => {
        const form = recordForm(request, null)
        form.values.phone = '13800000000'
        expect(form.isKnown(named('phone'))).toBe(false)
    })
    it('is not known in a record that is there already', () => expect(recordForm(request, item()).isKnown(named('urgency'))).toBe(false))
    it('leaves a section shut only while it is empty and asks for nothing', () => {
        const extra = { label: words('资金'), fields: ['phone'] }
        const form = recordForm({ ...request, form: [{ fields: ['is_self'] }, extra] }, null)
        const section = form.shownSections.value[1]!
        expect([form.mayShut(section), form.isBlank(section)]).toEqual([true, true])
        form.values.phone = '13800000000'
        expect([form.mayShut(section), form.isBlank(section)]).toEqual([true, false])
    })
})

describe('a form of a record', () => {
    it('sends only what changed', () => {
        const form = recordForm(request, item())
        form.values.urgency = '3'
        expect(form.changedFields()).toEqual({ urgency: '3' })
    })
    it('sends null for what was emptied', () => {
        const form = recordForm(request, item())
        form.values.urgency = null
        expect(form.changedFields()).toEqual({ urgency: null })
    })
    it('never sends nor opens a masked value', () => {
        const form = recordForm(request, item())
        form.values.phone = '13800000000'
        expect(form.isEditable(request.fields[3]!)).toBe(false)
        expect(form.changedFields()).toEqual({})
    })
    it('opens only the fields its state lets one edit', () => {
        const form = recordForm(request, item({ state: 'done' }))
        expect(request.fields.filter((one) => form.isEditable(one)).map((one) => one.name)).toEqual(['result'])
    })
    it('notices a text that is one character too long', () => {
        const form = recordForm(request, item())
        form.values.relation = '四个字整'
        expect(form.check()).toEqual([])
        form.values.relation = '五个字太长'
        expect(form.check().map((one) => one.code)).toEqual(['record.long'])
    })
})

describe('what comes from a chosen record', () => {
    const need = (more: Partial<Field> = {}): RecordType => ({ ...request, type: 'linkage.need', states: [], form: [],
        fields: [field('request', 'ref', { target: 'services.request', ...more }), field('phone', 'text', { required: true, calc: 'request.phone' })] })
    const reads = (fields: object) => void vi.stubGlobal('document', { documentElement: { lang: 'zh' } }).stubGlobal('fetch', async () => new Response(JSON.stringify({ id: 'r1', version: 1, fields }), { headers: { 'Content-Type': 'application/json' } }))
    const starred = async (form: ReturnType<typeof recordForm>) => {
        await new Promise((wait) => setTimeout(wait, 20))
        return form.isRequired(form.type.fields[1]!)
    }
    it('is asked for while none is chosen', async () => expect(await starred(recordForm(need(), null))).toBe(true))
    it('is not asked for where one must be chosen', async () => expect(await starred(recordForm(need({ required: true }), null))).toBe(false))
    it('is not asked for where the chosen one holds it', async () => {
        reads({ phone: '13800000000' })
        expect(await starred(recordForm(need(), null, { request: 'r1' }))).toBe(false)
    })
    it('is asked for where the chosen one holds nothing there', async () => {
        reads({})
        expect(await starred(recordForm(need(), null, { request: 'r1' }))).toBe(true)
    })
})

describe('child rows', () => {
    const row = { version: 1, fields: { item: '煤', quantity: 2 } }
    it('say at their own field what is wrong', () => {
        const form = recordForm(request, item({ rows: { 'linkage.need_goods': { g1: row } } }))
        form.rows['linkage.need_goods']![0]!.fields.quantity = 10
        expect(form.check().map((one) => one.field)).toEqual([rowField('linkage.need_goods', 'g1', 'quantity')])
    })
    it('are sent as changes by their id, null when removed', async () => {
        const form = recordForm(request, item({ rows: { 'linkage.need_goods': { g1: row, g2: row } } }))
        form.rows['linkage.need_goods']![0]!.fields.quantity = 5
        form.rows['linkage.need_goods']![1]!.removed = true
        await nextTick()
        expect(form.changedRows()).toEqual({ 'linkage.need_goods': { g1: { fields: { quantity: 5 } }, g2: null } })
    })
})

describe('a typed number', () => {
    it('keeps one place as tenths', () => expect(scaled('1.5', 1)).toBe(15))
    it('refuses a place too many', () => expect(scaled('1.55', 1)).toBe(null))
    it('refuses a place where none is kept', () => expect(scaled('1.0')).toBe(null))
})

describe('a telephone number', () => {
    it.each(['13800000000', '0931-1234567', '12345', '+86 138 0000 0000', '1234567'])('%s is one', (text) => expect(isPhone(text)).toBe(true))
    it.each(['1380000000', '138000000000', '02', 'abc', '1.38E+10'])('%s is none', (text) => expect(isPhone(text)).toBe(false))
})
