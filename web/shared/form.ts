// A form from its declaration: which sections and fields show, which must be filled, what changed, what was found wrong.
import { computed, reactive, ref, watch } from 'vue'
import { get } from './api'
import { answer, calculate, namesIn, type Given } from './criteria/evaluate'
import { isDay, todayHere } from './criteria/days'
import { fen } from './format'
import { newId } from './ids'
import { isPhone } from './phone'
import { say, t } from './language'
import { criteriaWorld, fieldOf, listOf, stateOf, typeOf } from './pack'
import { isEmpty, isMasked, type Field, type Finding, type Item, type RecordType, type Rows, type Section, type Values } from './shapes'

export interface RowDraft { id: string; fields: Values; isNew: boolean; removed: boolean }
export interface FormDraft { values: Values; rows: Record<string, RowDraft[]>; id: string; version: number }

const same = (one: unknown, other: unknown) => JSON.stringify(plain(one) ?? null) === JSON.stringify(plain(other) ?? null)
/** References and regions are compared and sent by what identifies them. */
function plain(value: unknown): unknown {
    if (isEmpty(value)) return null
    if (typeof value !== 'object' || Array.isArray(value) || value === null) return value
    if ('code' in value) return (value as { code: string }).code
    if ('id' in value) return (value as { id: string }).id
    return value
}

/** What was read is kept in reactive boxes, which structuredClone refuses; all of it is plain JSON. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

export type RecordForm = ReturnType<typeof recordForm>

/** State of one open form; `item` is null for a new record. `preset` fills in what is known already. */
export function recordForm(type: RecordType, item: Item | null, preset: Values = {}) {
    const world = criteriaWorld(type)
    const today = todayHere()
    const original: Values = { ...(item?.fields ?? {}) }
    const values = reactive<Values>(item ? copied(item.fields) : { ...defaults(type, world, today), ...preset })
    /** What the system filled in by itself: shown as text until somebody wants to change it. */
    const filled = reactive<Values>(item ? {} : copied(values))
    const opened = reactive(new Set<string>())
    const rows = reactive<Record<string, RowDraft[]>>({})
    const steps = reactive<Record<string, Values>>({})
    const findings = ref<Finding[]>([])
    const identity = ref(item?.id ?? newId())
    const version = ref(item?.version ?? 0)
    const state = item?.state ?? type.states.find((one) => one.start)?.name
    const sections = type.form.length ? type.form : [{ fields: type.fields.filter((one) => !one.computed).map((one) => one.name) }]
    const originalRows: Rows = item?.rows ?? {}
    for (const section of sections) if (section.rows) rows[section.rows] = Object.entries(originalRows[section.rows] ?? {})
        .map(([id, row]) => ({ id, fields: copied(row.fields), isNew: false, removed: false }))

    const given = computed<Given>(() => ({ ...world, fields: { ...world.fields, ...stepKinds(type) }, today,
        now: new Date().toISOString(), record: { ...values, ...flat(steps), state } }))
    watchSteps(type, values, steps)

    /** Unknown is no yes; what only the server can judge is shown and left to it. */
    const holds = (criterion: string | undefined, otherwise: boolean, world = given.value): boolean => {
        if (criterion === undefined) return otherwise
        try { return answer(criterion, world) === true } catch { return otherwise }
    }
    const isShown = (field: Field) => holds(field.show, true)
    /** Whether the server works it out: of what is asked for in any case, or of the record chosen here, unless that one holds nothing there. */
    const comesFrom = (field: Field): boolean => !!field.calc && namesIn(field.calc).some((name) => {
        const [own, step] = name.split('.') as [string, string?]
        const one = fieldOf(type, own)
        if (!one || !isShown(one)) return false
        if (!step || isEmpty(values[own])) return isRequired(one)
        const told = typeOf(one.target ?? '') // a field out of sight is left to the server
        return !steps[own] || !told || !fieldOf(told, step) || !isEmpty(steps[own][step])
    })
    const isRequired = (field: Field) => field.required === true && !comesFrom(field) || (typeof field.required === 'string' && holds(field.required, false))
    const isEditable = (field: Field) => !field.computed && !isMasked(original[field.name]) && !(field.fixed && item && !isEmpty(original[field.name]))
        && stateAllows(type, item, field.name)
    const fieldsOf = (section: Section) => (section.fields ?? []).map((name) => fieldOf(type, name))
        .filter((field): field is Field => !!field && isShown(field) && !(field.computed && isEmpty(values[field.name])))

    const isKnown = (field: Field) => !item && !field.asked && isEditable(field) && !opened.has(field.name) && !isEmpty(values[field.name])
        && same(values[field.name], filled[field.name])
    const shutAtFirst = new Map<Section, boolean>()
    /** A section that asks for nothing and holds nothing can stay shut; which ones is settled when they first show, so that none shuts while one types. */
    function mayShut(section: Section): boolean {
        if (!shutAtFirst.has(section)) shutAtFirst.set(section, !!section.label && section !== shownSections.value[0] && isBlank(section))
        return shutAtFirst.get(section)!
    }
    const isBlank = (section: Section) => section.rows ? !rows[section.rows]?.some((row) => !row.removed)
        : fieldsOf(section).every((field) => field.computed || (isEmpty(values[field.name]) && !isRequired(field) && !findingOf(field.name)))

    const shownSections = computed(() => sections.filter((section) => holds(section.show, true) && (section.rows || fieldsOf(section).length)))

    watch(() => [{ ...values }, flat(steps)], () => calculateFields(type, values, given.value, item ? undefined : filled))

    function changedFields(): Values {
        const changed: Values = {}
        for (const field of type.fields) {
            if (!isEditable(field) || isMasked(values[field.name])) continue
            const value = isShown(field) ? values[field.name] : item ? original[field.name] : undefined
            if (!same(value, original[field.name])) changed[field.name] = plain(value)
        }
        return changed
    }

    function changedRows(): Record<string, Record<string, { fields: Values } | null>> {
        const changed: Record<string, Record<string, { fields: Values } | null>> = {}
        for (const [name, list] of Object.entries(rows)) for (const row of list) {
            const before = originalRows[name]?.[row.id]?.fields ?? {}
            const names = Object.keys(row.fields).filter((one) => !same(row.fields[one], before[one]) && !isMasked(row.fields[one]))
            const patch = Object.fromEntries(names.map((one) => [one, plain(row.fields[one])]))
            if (row.removed && !row.isNew) (changed[name] ??= {})[row.id] = null
            if (!row.removed && (row.isNew || names.length)) (changed[name] ??= {})[row.id] = { fields: patch }
        }
        return changed
    }

    /** What can be seen to be wrong before the server is asked. */
    function check(): Finding[] {
        const found: Finding[] = []
        for (const section of shownSections.value) {
            for (const field of fieldsOf(section)) if (isEditable(field)) found.push(...wrongWith(field, values[field.name], isRequired(field)))
            if (section.rows) found.push(...checkRows(section.rows, rows[section.rows] ?? []))
        }
        return findings.value = found
    }

    const findingOf = (field: string) => findings.value.find((one) => one.field === field)
    const isChanged = computed(() => Object.keys(changedFields()).length > 0 || Object.keys(changedRows()).length > 0)

    function restore(draft: FormDraft) {
        for (const [name, value] of Object.entries(draft.values)) if (!isMasked(original[name])) values[name] = value
        for (const [name, list] of Object.entries(draft.rows)) rows[name] = list
        identity.value = draft.id
    }
    const asDraft = (): FormDraft => ({ values: { ...values }, rows: { ...rows }, id: identity.value, version: version.value })

    return { type, item, original, values, rows, steps, state, findings, identity, version, shownSections, isShown, isRequired, isEditable, isKnown, open: (name: string) => void opened.add(name), mayShut, isBlank,
        fieldsOf, changedFields, changedRows, check, findingOf, isChanged, restore, asDraft }
}

/** What a new record starts with: the declared defaults, a word by its name or code, "today" and "now" by the clock. */
function defaults(type: RecordType, world: ReturnType<typeof criteriaWorld>, today: string): Values {
    const values: Values = {}
    for (const field of type.fields) {
        if (isEmpty(field.default) || field.computed) continue
        const words = listOf(field.list)?.words
        const coded = (one: unknown) => words?.find((word) => word.code === one)?.code ?? words?.find((word) => word.name === one)?.code ?? one
        if (field.kind === 'code') values[field.name] = coded(field.default)
        else if (field.kind === 'codes') values[field.name] = [field.default].flat().map(coded)
        else if ((field.kind === 'date' || field.kind === 'time') && typeof field.default === 'string' && !/^\d{4}-/.test(field.default))
            try { values[field.name] = calculate(field.default, { ...world, record: {}, today, now: new Date().toISOString() }) } catch { /* the server fills it */ }
        else values[field.name] = field.default
    }
    return values
}

function stateAllows(type: RecordType, item: Item | null, field: string): boolean {
    if (!item) return true
    const edit = stateOf(type, item.state)?.edit
    return edit === undefined || edit === true || (Array.isArray(edit) && edit.includes(field))
}

const conditions = (type: RecordType) => [...type.form.map((section) => section.show),
    ...type.fields.flatMap((field) => [field.show, typeof field.required === 'string' ? field.required : undefined, field.calc])]
    .filter((one): one is string => !!one)

/** The one-step names a type's conditions look at, with the kinds of the fields they end in. */
function stepKinds(type: RecordType): Record<string, string> {
    const kinds: Record<string, string> = {}
    for (const criterion of conditions(type)) for (const name of safeNames(criterion)) {
        const [own, step] = name.split('.')
        const target = step && typeOf(fieldOf(type, own!)?.target ?? '')
        const field = target ? fieldOf(target, step) : undefined
        if (field) kinds[name] = field.list ? `${field.kind}:${field.list}` : field.kind
    }
    return kinds
}

function safeNames(criterion: string): string[] { try { return namesIn(criterion) } catch { return [] } }

function watchSteps(type: RecordType, values: Values, steps: Record<string, Values>) {
    const needed = new Set(Object.keys(stepKinds(type)).map((name) => name.split('.')[0]!))
    for (const name of needed) watch(() => plain(values[name]), async (id) => {
        delete steps[name]
        const target = fieldOf(type, name)?.target
        if (!id || !target) return
        try { steps[name] = (await get<Item>(`/records/${target}/${id}`, { quiet401: true })).fields } catch { /* may not be read: the server judges */ }
    }, { immediate: true })
}

const flat = (steps: Record<string, Values>) => Object.fromEntries(Object.entries(steps)
    .flatMap(([own, fields]) => Object.entries(fields).map(([name, value]) => [`${own}.${name}`, value])))

/** Fills in what can be worked out here; where nothing comes out, what was typed stays. */
function calculateFields(type: RecordType, values: Values, given: Given, filled?: Values) {
    for (const field of type.fields) {
        if (!field.calc) continue
        const value = worked(field.calc, { ...given, record: { ...given.record, ...values } })
        if (isEmpty(value) || same(value, values[field.name])) continue
        values[field.name] = value
        if (filled) filled[field.name] = copied(value)
    }
}

/** A mere name ("request.place") gives the value as it is, with its title; anything else is calculated; null where only the server can. */
function worked(expression: string, given: Given): unknown {
    if (Object.hasOwn(given.record, expression)) return given.record[expression]
    try { return calculate(expression, given) } catch { return null }
}

function checkRows(name: string, list: RowDraft[]): Finding[] {
    const type = typeOf(name)
    if (!type) return []
    return list.filter((row) => !row.removed).flatMap((row) => rowFields(type)
        .flatMap((field) => wrongWith(field, row.fields[field.name], field.required === true))
        .map((finding) => ({ ...finding, field: rowField(name, row.id, finding.field!) })))
}

/** How the server names a field of a child row in a finding. */
export const rowField = (type: string, id: string, field: string) => `rows.${type}.${id}.${field}`

/** The fields a child row asks for: all that a person types, without the one that points to the parent. */
export const rowFields = (type: RecordType) => type.fields.filter((field) => !field.computed && field.name !== type.parent)

export function wrongWith(field: Field, value: unknown, required: boolean): Finding[] {
    const wrong = (code: string, message: string): Finding[] => [{ field: field.name, code, clause: field.clause, message }]
    if (isMasked(value)) return []
    if (isEmpty(value)) return required ? wrong('record.required', t('missing', { field: say(field.label) })) : []
    const range = () => field.low !== undefined && Number(value) < field.low || field.high !== undefined && Number(value) > field.high
    switch (field.kind) {
        case 'text': return wrongText(field, String(value), wrong)
        case 'number': case 'minutes':
            if (!Number.isSafeInteger(value)) return wrong('record.kind', field.places ? t('notDecimal', { places: field.places }) : t('notNumber'))
            return range() ? wrong('record.range', rangeMessage(field)) : []
        case 'money': return Number.isSafeInteger(value) ? [] : wrong('record.kind', t('notMoney'))
        case 'date': return isDay(String(value)) ? [] : wrong('record.kind', t('notDate'))
        case 'time': return Number.isNaN(Date.parse(String(value))) ? wrong('record.kind', t('notDate')) : []
        default: return []
    }
}

function wrongText(field: Field, text: string, wrong: (code: string, message: string) => Finding[]): Finding[] {
    if (field.most && [...text].length > field.most) return wrong('record.long', t('tooLong', { most: field.most }))
    if (field.shape === 'phone' && !isPhone(text)) return wrong('record.shape', t('badPhone'))
    if (field.pattern && !matches(field.pattern, text)) return wrong('record.pattern', t('badShape'))
    return []
}

function matches(pattern: string, text: string): boolean { try { return new RegExp(pattern, 'u').test(text) } catch { return true } }

function rangeMessage(field: Field): string {
    const show = (value: number | undefined) => (field.places ? (value ?? 0) / 10 ** field.places : value)
    if (field.low !== undefined && field.high !== undefined) return t('between', { low: show(field.low), high: show(field.high) })
    return field.low !== undefined ? t('atLeast', { low: show(field.low) }) : t('atMost', { high: show(field.high) })
}

/** "1.5" with one place → 15; null where it is no such number. Money goes through fen(). */
export function scaled(text: string, places = 0): number | null {
    if (places === 2) return fen(text)
    const match = /^\s*([-−]?)(\d+)(?:\.(\d+))?\s*$/.exec(text)
    if (!match || (match[3]?.length ?? 0) > places) return null
    const whole = Number(match[2]! + (match[3] ?? '').padEnd(places, '0'))
    return Number.isSafeInteger(whole) ? (match[1] ? -whole : whole) : null
}
