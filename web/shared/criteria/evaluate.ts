// Asks a criterion of one record in the browser, with the same three answers as the server: true, false, or null for unknown.
import { addDays, addMonths, ageOn, dayOf, daysBetween, endOf, monthStart, yearOf } from './days'
import { CriterionFault } from './lex'
import { parseCriterion, type Node, type Unit } from './parse'

export interface WordList { ordered?: boolean; words: { name: string; code: string }[] }

/** What a criterion may look at: kinds such as "date", "code:urgency", "codes:skill"; values as they travel on the wire. */
export interface Given {
    fields: Record<string, string>
    record: Record<string, unknown>
    today: string
    now?: string
    lists?: Record<string, WordList>
    parameters?: Record<string, string>
}

type Kind = 'number' | 'text' | 'date' | 'time' | 'bool' | 'code' | 'set' | 'region' | 'span' | 'word' | 'null'
type Simple = { kind: Kind; of: string | number | boolean | string[]; list?: string; unit?: Unit }
type Value = Simple | null
type Answer = boolean | null

/** Thrown for what only the server can work out, for example working days. */
export class BeyondTheBrowser extends CriterionFault {}

const trees = new Map<string, Node>()

function tree(text: string): Node {
    let node = trees.get(text)
    if (!node) trees.set(text, node = parseCriterion(text))
    return node
}

/** true, false or null (unknown). Throws CriterionFault where the criterion is wrong or beyond the browser. */
export function answer(criterion: string, given: Given): Answer {
    return test(tree(criterion), given)
}

/** The value of an expression as it travels on the wire, or null where something it needs is empty. */
export function calculate(expression: string, given: Given): unknown {
    const value = evaluate(tree(expression), given)
    if (!value || value.kind === 'null') return null
    if (value.kind === 'time') return new Date(value.of as number + 8 * 3_600_000).toISOString().slice(0, 19) + '+08:00'
    return value.of
}

/** The names a criterion looks at, own fields and one step away. */
export function namesIn(criterion: string): string[] {
    const names = new Set<string>()
    const visit = (node: unknown): void => {
        if (Array.isArray(node)) return node.forEach(visit)
        if (!node || typeof node !== 'object') return
        const one = node as { is?: string; text?: string }
        if (one.is === 'name' && one.text) names.add(one.text)
        Object.values(node).forEach(visit)
    }
    visit(tree(criterion))
    return [...names]
}

function test(node: Node, given: Given): Answer {
    switch (node.is) {
        case 'and': return all(node.parts.map((part) => test(part, given)))
        case 'or': return negate(all(node.parts.map((part) => negate(test(part, given)))))
        case 'not': return negate(test(node.of, given))
        case 'empty': return evaluate(node.of, given) === null
        case 'compare': return compare(node, given)
        case 'in': return any(node.among.map((one) => equal(evaluate(node.of, given), evaluate(one, given), given, node.at)))
        case 'has': return has(node, given)
        case 'within': return within(evaluate(node.left, given), evaluate(node.right, given))
        case 'contains': return onText(node, given, (text, part) => text.includes(part))
        case 'starts': return onText(node, given, (text, part) => text.startsWith(part))
        default: return truth(evaluate(node, given), node.at)
    }
}

const negate = (answer: Answer): Answer => (answer === null ? null : !answer)
const all = (answers: Answer[]): Answer => answers.includes(false) ? false : answers.includes(null) ? null : true
const any = (answers: Answer[]): Answer => answers.includes(true) ? true : answers.includes(null) ? null : false

function truth(value: Value, at: number): Answer {
    if (!value) return null
    if (value.kind !== 'bool') throw new CriterionFault(at, '这里需要一个是或否的条件', 'this is no yes-or-no condition')
    return value.of as boolean
}

function onText(node: { left: Node; right: Node }, given: Given, holds: (text: string, part: string) => boolean): Answer {
    const left = evaluate(node.left, given)
    const right = evaluate(node.right, given)
    return left && right ? holds(String(left.of), String(right.of)) : null
}

function has(node: { of: Node; all: boolean; among: Node[]; at: number }, given: Given): Answer {
    const set = evaluate(node.of, given)
    const answers = node.among.map((one) => {
        const word = evaluate(one, given)
        if (!set || !word) return null
        return (set.of as string[]).includes(codeOf(word, set.list, given, node.at))
    })
    return node.all ? all(answers) : any(answers)
}

function within(place: Value, region: Value): Answer {
    if (!place || !region) return null
    return twelve(place).startsWith(stem(twelve(region)))
}

const twelve = (value: Simple) => String(value.of).padEnd(12, '0')
/** The digits of a region that all places inside it share: 2, 4, 6, 9 or 12. */
export function stem(code: string): string {
    const length = [2, 4, 6, 9].find((digits) => /^0*$/.test(code.slice(digits))) ?? 12
    return code.slice(0, length)
}

function compare(node: { sign: string; left: Node; right: Node; share?: Node; at: number }, given: Given): Answer {
    if (node.share) return compareShare(node as Required<typeof node>, given)
    const left = evaluate(node.left, given)
    const right = evaluate(node.right, given)
    if (!left || !right) return null
    if (node.sign === '=') return equal(left, right, given, node.at)
    if (node.sign === '!=') return negate(equal(left, right, given, node.at))
    const order = ordering(left, right, given, node.at)
    return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[node.sign]!
}

/** a >= 60% of b is a * 10000 >= 6000 * b, exact. */
function compareShare(node: { sign: string; left: Node; right: Node; share: Node; at: number }, given: Given): Answer {
    if (node.share.is !== 'percent') throw new BeyondTheBrowser(node.at, '该参数由服务器计算', 'the server works this parameter out')
    const hundredths = BigInt(Math.round(Number(node.share.text) * 100))
    const left = evaluate(node.left, given)
    const right = evaluate(node.right, given)
    if (!left || !right) return null
    const [above, below] = [BigInt(minutesOrNumber(left)) * 10000n, hundredths * BigInt(minutesOrNumber(right))]
    switch (node.sign) {
        case '=': return above === below
        case '!=': return above !== below
        case '<': return above < below
        case '<=': return above <= below
        case '>': return above > below
        default: return above >= below
    }
}

function equal(left: Value, right: Value, given: Given, at: number): Answer {
    if (!left || !right) return null
    if (left.kind === 'code' || right.kind === 'code') {
        const list = left.list ?? right.list
        return codeOf(left, list, given, at) === codeOf(right, list, given, at)
    }
    if (left.kind === 'region' || right.kind === 'region') return twelve(left) === twelve(right)
    if (numeric(left) && numeric(right)) return minutesOrNumber(left) === minutesOrNumber(right)
    return left.of === right.of
}

function ordering(left: Simple, right: Simple, given: Given, at: number): number {
    if (left.kind === 'code' || right.kind === 'code') {
        const list = left.list ?? right.list
        const words = given.lists?.[list ?? '']
        if (!words?.ordered) throw new CriterionFault(at, '此字典没有高低之分，只能用 = 或 !=', 'these words have no order; use = or !=')
        const rank = (value: Simple) => words.words.findIndex((word) => word.code === codeOf(value, list, given, at))
        return rank(left) - rank(right)
    }
    if (left.kind === 'date' && right.kind === 'date') return left.of < right.of ? -1 : left.of > right.of ? 1 : 0
    if (left.kind === 'time' && right.kind === 'time') return (left.of as number) - (right.of as number)
    if (numeric(left) && numeric(right)) return minutesOrNumber(left) - minutesOrNumber(right)
    throw new CriterionFault(at, '两边的类型不能比较大小', 'these two have no order between them')
}

const numeric = (value: Simple) => value.kind === 'number' || value.kind === 'span'

function minutesOrNumber(value: Simple): number {
    if (value.kind === 'number') return value.of as number
    if (value.unit === 'hours' || value.unit === 'clock hours') return (value.of as number) * 60
    return value.of as number
}

function codeOf(value: Simple, list: string | undefined, given: Given, at: number): string {
    if (value.kind !== 'word') return String(value.of)
    const words = given.lists?.[list ?? '']
    if (!words) return String(value.of)
    const word = words.words.find((one) => one.name === value.of)
    const fit = words.words.map((one) => one.name).join(', ')
    if (!word) throw new CriterionFault(at, `${value.of} 不在字典 ${list} 中；可用：${fit}`, `\`${value.of}\` is no word of ${list}; words: ${fit}`)
    return word.code
}

function evaluate(node: Node, given: Given): Value {
    switch (node.is) {
        case 'number': return number(node)
        case 'text': return node.text === '' ? null : { kind: 'text', of: node.text }
        case 'date': return { kind: 'date', of: node.text }
        case 'today': return { kind: 'date', of: given.today }
        case 'now': return { kind: 'time', of: Date.parse(given.now ?? `${given.today}T00:00:00+08:00`) }
        case 'true': case 'false': return { kind: 'bool', of: node.is === 'true' }
        case 'nothing': return null
        case 'name': return named(node.text, given)
        case 'parameter': return parameter(node.text, node.at, given)
        case 'sum': return arithmetic(node, given)
        case 'call': return call(node.name, node.given.map((one) => evaluate(one, given)), node.at, given)
        case 'percent': throw new CriterionFault(node.at, '百分比后须写 of', 'a percentage is followed by `of`')
        default: {
            const answer = test(node, given)
            return answer === null ? null : { kind: 'bool', of: answer }
        }
    }
}

function number(node: { text: string; unit?: Unit }): Simple {
    if (node.unit === 'yuan') return { kind: 'number', of: Math.round(Number(node.text) * 100) }
    return node.unit ? { kind: 'span', of: Number(node.text), unit: node.unit } : { kind: 'number', of: Number(node.text) }
}

function parameter(text: string, at: number, given: Given): Value {
    const value = given.parameters?.[text.slice(1)]
    if (value === undefined) throw new BeyondTheBrowser(at, '该参数由服务器计算', 'the server works this parameter out')
    return evaluate(tree(value), given)
}

function named(name: string, given: Given): Value {
    const declared = given.fields[name]
    if (!declared) {
        if (name.includes('.')) throw new BeyondTheBrowser(0, `${name} 由服务器判断`, `the server looks at ${name}`)
        return { kind: 'word', of: name }
    }
    const [base, list] = declared.split(':') as [string, string | undefined]
    return wire(base, list, given.record[name])
}

/** A value as it travels, read as the kind its field was declared with. Masked is unknown, and so is empty. */
function wire(base: string, list: string | undefined, value: unknown): Value {
    if (value === undefined || value === null || value === '') return null
    if (typeof value === 'object' && 'masked' in value) return null
    switch (base) {
        case 'number': case 'money': case 'minutes': return { kind: 'number', of: Number(value) }
        case 'date': return { kind: 'date', of: String(value) }
        case 'time': return { kind: 'time', of: Date.parse(String(value)) }
        case 'boolean': case 'bool': return { kind: 'bool', of: value === true }
        case 'code': return { kind: 'code', of: String(value), list }
        case 'state': return { kind: 'code', of: String(value), list: 'state' }
        case 'codes': return Array.isArray(value) && value.length ? { kind: 'set', of: value.map(String), list } : null
        case 'region': return { kind: 'region', of: typeof value === 'object' ? (value as { code: string }).code : String(value) }
        case 'ref': return { kind: 'text', of: typeof value === 'object' ? (value as { id: string }).id : String(value) }
        default: return { kind: 'text', of: String(value) }
    }
}

function arithmetic(node: { sign: '+' | '-' | '*'; left: Node; right: Node; at: number }, given: Given): Value {
    const left = evaluate(node.left, given)
    const right = evaluate(node.right, given)
    if (!left || !right) return null
    if (node.sign === '*') return { ...left, of: (left.of as number) * (right.of as number), unit: left.unit ?? right.unit,
        kind: left.kind === 'span' || right.kind === 'span' ? 'span' : 'number' }
    const way = node.sign === '+' ? 1 : -1
    if (left.kind === 'date' && right.kind === 'span') return { kind: 'date', of: shifted(left.of as string, way, right, node.at) }
    if (left.kind === 'time' && right.kind === 'span') return { kind: 'time', of: shiftedTime(left.of as number, way, right, node.at) }
    if (numeric(left) && numeric(right)) return { kind: 'number', of: minutesOrNumber(left) + way * minutesOrNumber(right) }
    throw new CriterionFault(node.at, '这两个值不能相加减', 'these two cannot be added')
}

function shifted(day: string, way: number, span: Simple, at: number): string {
    const count = way * (span.of as number)
    switch (span.unit) {
        case 'days': return addDays(day, count)
        case 'weeks': return addDays(day, count * 7)
        case 'months': return addMonths(day, count)
        case 'years': return addMonths(day, count * 12)
        case 'working days': throw new BeyondTheBrowser(at, '工作日由服务器计算', 'the server counts working days')
        default: throw new CriterionFault(at, '日期只能加减天、周、月、年', 'a date takes days, weeks, months or years')
    }
}

function shiftedTime(ms: number, way: number, span: Simple, at: number): number {
    const minutes = { minutes: 1, hours: 60, 'clock hours': 60, days: 1440, weeks: 10080 }[span.unit as string]
    if (minutes === undefined) throw new CriterionFault(at, '时刻不能加减这个单位', 'a time does not take this unit')
    return ms + way * (span.of as number) * minutes * 60_000
}

function call(name: string, values: Value[], at: number, given: Given): Value {
    if (name === 'first_of') return values.find((value) => value !== null) ?? null
    if (values.some((value) => value === null)) return null
    const [a, b] = values as [Simple, Simple]
    const days = (of: string): Simple => ({ kind: 'date', of })
    const whole = (of: number): Simple => ({ kind: 'number', of })
    switch (name) {
        case 'day': case 'date_of': return days(a.kind === 'date' ? a.of as string : dayOf(a.of as number))
        case 'end_of': return { kind: 'time', of: endOf(a.of as string) }
        case 'year': return whole(yearOf(a.of as string))
        case 'month_start': return days(monthStart(a.of as string))
        case 'days_between': return whole(daysBetween(a.of as string, b.of as string))
        case 'age': return whole(ageOn(a.of as string, given.today))
        case 'minutes_between': return whole(Math.trunc(((b.of as number) - (a.of as number)) / 60_000))
        case 'size': return whole((a.of as string[]).length)
        case 'length': return whole([...String(a.of)].length)
        case 'county': return { kind: 'region', of: twelve(a).slice(0, 6).padEnd(12, '0') }
        case 'town': return { kind: 'region', of: twelve(a).slice(0, 9).padEnd(12, '0') }
        case 'prefecture': return { kind: 'region', of: twelve(a).slice(0, 4).padEnd(12, '0') }
        case 'least': return (values as Simple[]).reduce((x, y) => (ordering(x, y, given, at) <= 0 ? x : y))
        case 'greatest': return (values as Simple[]).reduce((x, y) => (ordering(x, y, given, at) >= 0 ? x : y))
        case 'quotient': return quotient(a.of as number, b.of as number)
        default: throw new BeyondTheBrowser(at, `函数 ${name} 由服务器计算`, `the server works out ${name}()`)
    }
}

/** Rounded, half away from zero; nothing over zero is empty. */
function quotient(above: number, below: number): Value {
    if (below === 0) return null
    const share = above / below
    return { kind: 'number', of: Math.sign(share) * Math.round(Math.abs(share)) }
}
