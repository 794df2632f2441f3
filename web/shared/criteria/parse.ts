// Reads a criterion into a tree. The grammar is the one of the policy pack; what a form cannot know is refused by evaluate, not here.
import { CriterionFault, tokens, type Token } from './lex'

export type Node =
    | { is: 'and' | 'or'; parts: Node[]; at: number }
    | { is: 'not'; of: Node; at: number }
    | { is: 'compare'; sign: string; left: Node; right: Node; share?: Node; at: number }
    | { is: 'empty'; of: Node; at: number }
    | { is: 'in'; of: Node; among: Node[]; at: number }
    | { is: 'has'; of: Node; all: boolean; among: Node[]; at: number }
    | { is: 'within' | 'contains' | 'starts'; left: Node; right: Node; at: number }
    | { is: 'sum'; sign: '+' | '-' | '*'; left: Node; right: Node; at: number }
    | { is: 'number'; text: string; unit?: Unit; at: number }
    | { is: 'percent'; text: string; at: number }
    | { is: 'text' | 'date' | 'parameter' | 'name' | 'now' | 'today' | 'nothing' | 'true' | 'false'; text: string; at: number }
    | { is: 'call'; name: string; given: Node[]; at: number }

export type Unit = 'working days' | 'clock hours' | 'days' | 'weeks' | 'months' | 'years' | 'hours' | 'minutes' | 'yuan'

const units = ['day', 'week', 'month', 'year', 'hour', 'minute']
const constants: Record<string, 'now' | 'today' | 'nothing' | 'true' | 'false'> =
    { now: 'now', today: 'today', empty: 'nothing', true: 'true', false: 'false' }
const reserved = new Set(['and', 'or', 'not', 'is', 'in', 'has', 'any', 'all', 'within', 'contains', 'starts', 'with', 'of'])
const deepest = 32

/** The tree of a criterion. Throws CriterionFault with the character where it cannot go on. */
export function parseCriterion(text: string): Node {
    return new Reader(tokens(text)).whole()
}

class Reader {
    private index = 0
    private depth = 0
    constructor(private readonly tokens: Token[]) {}

    whole(): Node {
        const node = this.criterion()
        if (this.here.kind !== 'end') this.fail(`这里不应有 ${this.here.text}`, `\`${this.here.text}\` does not belong here`)
        return node
    }

    private get here(): Token { return this.tokens[this.index]! }
    private is(text: string) { return this.here.kind !== 'text' && this.here.text === text }
    private take(text: string): boolean {
        if (!this.is(text)) return false
        this.index++
        return true
    }
    private expect(text: string) {
        if (!this.take(text)) this.fail(`此处应为 ${text}`, `expected \`${text}\``)
    }
    private fail(zh: string, en: string): never { throw new CriterionFault(this.here.at, zh, en) }

    private criterion(): Node {
        if (++this.depth > deepest) this.fail(`括号最多 ${deepest} 层`, `at most ${deepest} levels of brackets`)
        const node = this.joined('or', () => this.joined('and', () => this.negation()))
        this.depth--
        return node
    }

    private joined(word: 'and' | 'or', part: () => Node): Node {
        const at = this.here.at
        const parts = [part()]
        while (this.take(word)) parts.push(part())
        return parts.length === 1 ? parts[0]! : { is: word, parts, at }
    }

    private negation(): Node {
        const at = this.here.at
        return this.take('not') ? { is: 'not', of: this.negation(), at } : this.test()
    }

    private test(): Node {
        const left = this.value()
        const at = this.here.at
        const sign = ['=', '!=', '<=', '>=', '<', '>'].find((one) => this.take(one))
        if (sign) return this.comparison(left, sign, at)
        if (this.take('is')) {
            const not = this.take('not')
            this.expect('empty')
            const node: Node = { is: 'empty', of: left, at }
            return not ? { is: 'not', of: node, at } : node
        }
        if (this.is('not') && this.tokens[this.index + 1]?.text === 'in') {
            this.index += 2
            return { is: 'not', of: { is: 'in', of: left, among: this.list(), at }, at }
        }
        if (this.take('in')) return { is: 'in', of: left, among: this.list(), at }
        if (this.take('has')) {
            const all = this.is('all')
            if (all || this.is('any')) { this.index++; return { is: 'has', of: left, all, among: this.list(), at } }
            return { is: 'has', of: left, all: false, among: [this.value()], at }
        }
        if (this.take('within')) return { is: 'within', left, right: this.value(), at }
        if (this.take('contains')) return { is: 'contains', left, right: this.value(), at }
        if (this.take('starts')) { this.expect('with'); return { is: 'starts', left, right: this.value(), at } }
        return left
    }

    private comparison(left: Node, sign: string, at: number): Node {
        const right = this.value()
        if (!this.take('of')) return { is: 'compare', sign, left, right, at }
        return { is: 'compare', sign, left, right: this.value(), share: right, at }
    }

    private list(): Node[] {
        this.expect('(')
        const among = [this.value()]
        while (this.take(',')) among.push(this.value())
        this.expect(')')
        return among
    }

    private value(): Node {
        let left = this.term()
        while (this.is('+') || this.is('-')) {
            const { at, text } = this.here
            this.index++
            left = { is: 'sum', sign: text as '+' | '-', left, right: this.term(), at }
        }
        return left
    }

    private term(): Node {
        let left = this.factor()
        while (this.is('*')) {
            const at = this.here.at
            this.index++
            left = { is: 'sum', sign: '*', left, right: this.factor(), at }
        }
        return left
    }

    private factor(): Node {
        const { kind, text, at } = this.here
        if (kind === 'end') this.fail('条件没有写完', 'the criterion ends too early')
        if (this.take('(')) {
            const node = this.criterion()
            this.expect(')')
            return node
        }
        if (kind === 'sign' || reserved.has(text)) this.fail(`此处应为字段或值，而不是 ${text}`, `expected a field or a value, not \`${text}\``)
        this.index++
        if (kind === 'number') return this.number(text, at)
        if (kind === 'text') return { is: 'text', text: text.slice(1, -1), at }
        if (kind === 'date' || kind === 'parameter') return { is: kind, text, at }
        if (Object.hasOwn(constants, text)) return { is: constants[text]!, text, at }
        if (this.take('(')) return this.call(text, at)
        return { is: 'name', text, at }
    }

    private call(name: string, at: number): Node {
        const given: Node[] = []
        if (this.take(')')) return { is: 'call', name, given, at }
        do given.push(this.value()); while (this.take(','))
        this.expect(')')
        return { is: 'call', name, given, at }
    }

    private number(text: string, at: number): Node {
        if (this.take('%')) return { is: 'percent', text, at }
        const word = this.here.text
        if (word === 'yuan') { this.index++; return { is: 'number', text, unit: 'yuan', at } }
        if (word === 'working' || word === 'clock') {
            const second = this.tokens[this.index + 1]?.text
            if (second && /^(day|hour)s?$/.test(second)) {
                this.index += 2
                return { is: 'number', text, unit: word === 'working' ? 'working days' : 'clock hours', at }
            }
        }
        const unit = units.find((one) => word === one || word === `${one}s`)
        if (!unit) return { is: 'number', text, at }
        this.index++
        return { is: 'number', text, unit: `${unit}s` as Unit, at }
    }
}
