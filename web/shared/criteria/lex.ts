// Cuts a criterion into words, numbers, texts, dates and signs, each with its place, counted in characters from 1.

export interface Token {
    kind: 'word' | 'number' | 'text' | 'date' | 'parameter' | 'sign' | 'end'
    text: string
    at: number
}

/** Says what is wrong with a criterion and at which character (from 1), in both languages. */
export class CriterionFault extends Error {
    constructor(readonly at: number, readonly zh: string, readonly en: string) {
        super(en)
    }
}

const longest = 2000
const shapes: [Token['kind'], RegExp][] = [
    ['date', /\d{4}-\d{2}-\d{2}/y],
    ['number', /\d+(\.\d+)?/y],
    ['text', /'[^']*'/y],
    ['parameter', /\$[A-Za-z_]\w*(\.[A-Za-z_]\w*)*/y],
    ['word', /[A-Za-z_]\w*(\.[A-Za-z_]\w*)?/y],
    ['sign', /<=|>=|!=|[=<>+\-*%(),]/y],
]

export function tokens(text: string): Token[] {
    const place = (index: number) => [...text.slice(0, index)].length + 1
    if ([...text].length > longest) throw new CriterionFault(longest, `条件最长 ${longest} 个字符`, `a criterion has at most ${longest} characters`)
    const found: Token[] = []
    let index = 0
    while (index < text.length) {
        if (/\s/.test(text[index]!)) { index++; continue }
        const token = next(text, index)
        if (!token) {
            const sign = text[index]!
            if (sign === "'") throw new CriterionFault(place(index), '文字缺少结尾的单引号', 'this text has no closing quote')
            throw new CriterionFault(place(index), `不认识的符号 ${sign}`, `\`${sign}\` means nothing here`)
        }
        found.push({ ...token, at: place(index) })
        index += token.text.length
    }
    found.push({ kind: 'end', text: '', at: place(text.length) })
    return found
}

function next(text: string, index: number): Omit<Token, 'at'> | null {
    for (const [kind, shape] of shapes) {
        shape.lastIndex = index
        const match = shape.exec(text)
        if (match) return { kind, text: match[0] }
    }
    return null
}
