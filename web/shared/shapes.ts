// The shapes that travel between server and client, as the contract names them.

export interface Words { zh: string; en: string }
export interface Clause { id: string; title: Words; reading: Words; answers?: string }
export interface CodeWord { name: string; code: string; label: Words }
export interface CodeList { label: Words; closed?: boolean; ordered?: boolean; words: CodeWord[] }
export interface Figure { id: string; label: Words; help?: Words; clause?: string; type?: string; unit?: Words; reads: 'share' | 'minutes' | 'fen' | 'number'; times?: number; kind: string; by?: string[]; opens?: 'rows' | 'counts'; key?: boolean; fraction?: boolean }

export type FieldKind = 'text' | 'number' | 'money' | 'minutes' | 'date' | 'time' | 'boolean' | 'code' | 'codes' | 'ref' | 'region' | 'file' | 'point'
export interface Field {
    name: string
    kind: FieldKind
    label: Words
    help?: Words
    unit?: Words
    list?: string
    target?: string
    most?: number
    low?: number
    high?: number
    places?: number
    level?: 'county' | 'town' | 'village'
    required: boolean | string
    show?: string
    default?: unknown
    pattern?: string
    shape?: string
    privacy: 'open' | 'personal' | 'sensitive'
    fixed: boolean
    computed: boolean
    asked?: boolean
    calc?: string
    clause?: string
}
export interface State { name: string; label: Words; start?: boolean; final?: boolean; edit: boolean | string[] }
export interface Event { name: string; label: Words; from: string[]; to: string; ask: string[]; right: string }
export interface Section { label?: Words; show?: string; fields?: string[]; rows?: string }
export interface RecordType {
    type: string
    door?: string
    title?: string
    hint?: string
    label: Words
    help?: Words
    clause?: string
    parent?: string
    ledger?: boolean
    region?: string
    states: State[]
    fields: Field[]
    events: Event[]
    form: Section[]
    list: { columns: string[]; mark?: string; steps?: Record<string, Field>; sort?: string; saved?: { label: Words; where: string; first?: boolean }[]; empty?: Words }
    search: string[]
    may: string[]
}
export interface Pack {
    name: string
    version: string
    digest: string
    title: Words
    region: string
    demo?: boolean
    clauses: Clause[]
    modules: { name: string; label: Words; types: string[] }[]
    types: Record<string, RecordType>
    codes: Record<string, CodeList>
    figures: Figure[]
    texts: Record<string, Words>
}

export interface Ref { id: string; title: string; hint?: string }
export interface Region { code: string; name: string }
export interface Point { lon: number; lat: number }
/** An attachment as a record tells of it. */
export interface FileValue { id: string; name?: string; size?: number; type?: string }
export interface Masked { masked: string }
export type Values = Record<string, unknown>
export interface Row { version?: number; state?: string; fields: Values }
export type Rows = Record<string, Record<string, Row>>
export interface Item {
    id: string
    type?: string
    version: number
    state?: string
    title?: string
    region?: Region
    fields: Values
    rows?: Rows
    may?: string[]
}
export interface Page { position: number; total?: number; next: string | null; items: Item[] }
export interface Line {
    position: number
    at: string
    account?: { id: string; name: string }
    act: 'create' | 'change' | 'event' | string
    event?: string
    fields: string[]
    values?: Values
    reason?: string
}
export interface Account {
    id: string
    login: string
    name: string
    role: string
    role_label: Words
    roles: string[]
    region: string
    region_name: string
    person?: string
    worker?: string
    station?: string
    agency?: string
    demo?: boolean
}
export interface Finding { field?: string; code: string; clause?: string; message: string; level?: 'block' | 'reason' | 'warn' }
export interface Question { indicator: string; region?: string; from?: string; to?: string; at?: string; by?: string }
export interface FigureAnswer { value: number | null; numerator?: number; denominator?: number; cells?: { key: string; name?: string; value: number | null; numerator?: number; denominator?: number }[] }
export interface Todo { type: string; id: string; title: string; state?: string; due_at: string; late: boolean; first?: boolean; what?: Words; event?: string }

/** Whether a record holds what its type marks beside the title. */
export const isMarked = (type: RecordType, item: Item): boolean => !!type.list.mark && item.fields[type.list.mark] === true
export const isMasked = (value: unknown): value is Masked => typeof value === 'object' && value !== null && 'masked' in value
export const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
