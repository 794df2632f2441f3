// Asks figures for the viewer's region and reads their answers the way a tile shows them.
import { question } from '@shared/api'
import { todayHere } from '@shared/criteria/days'
import { decimal, hours, yuan } from '@shared/format'
import { say } from '@shared/language'
import { pack } from '@shared/pack'
import type { Figure, FigureAnswer, Question } from '@shared/shapes'

export interface Answered { position: number; answers: FigureAnswer[] }
type Cell = Pick<FigureAnswer, 'value' | 'numerator' | 'denominator'>
const mostAtOnce = 50

/** Answers in the order asked, all at one position; more than fifty questions go in several requests. */
export async function askFigures(questions: Question[]): Promise<Answered> {
    const parts: Answered[] = []
    for (let start = 0; start < questions.length; start += mostAtOnce)
        parts.push(await question<Answered>('/figures', { questions: questions.slice(start, start + mostAtOnce) }))
    return { position: Math.max(0, ...parts.map((part) => part.position)), answers: parts.flatMap((part) => part.answers) }
}

/** A stock is asked for today, what happens over time for this year so far. */
export function usualQuestion(figure: Figure, region: string, today = todayHere()): Question {
    return { indicator: figure.id, region, from: `${today.slice(0, 4)}-01-01`, to: today, at: today }
}

export const figureOf = (id: string): Figure | undefined => pack.value?.figures.find((one) => one.id === id)

export const unitOfFigure = (figure: Figure | undefined): string => {
    if (!figure) return ''
    if (figure.unit) return say(figure.unit)
    return isShare(figure) ? '%' : ''
}

const isShare = (figure: Figure) => figure.reads === 'share'

/** The value of an answer as text: a share with one decimal, money in yuan, hours with one decimal, a dash where there is none. */
export function figureText(figure: Figure | undefined, answer: Pick<FigureAnswer, 'value' | 'numerator' | 'denominator'> | undefined): string {
    if (!answer || answer.value === null || answer.value === undefined || answer.denominator === 0) return '—'
    const each = answer.denominator === undefined ? answer.value : (figure?.times ?? 1) * (answer.numerator ?? 0) / answer.denominator
    switch (figure?.reads) {
        case 'share': return (100 * each).toFixed(1)
        case 'fen': return yuan(Math.round(each))
        case 'minutes': return hours(each)
        default: return answer.denominator === undefined ? decimal(each) : each.toFixed(1)
    }
}

/** What a place says that no answer names: of a count it has none, of a ratio or mean there is nothing to say. */
export function cellOr(figure: Figure | undefined, cell: Cell | undefined): Cell | undefined {
    return cell ?? (figure && ['stock', 'flow', 'add'].includes(figure.kind) ? { value: 0 } : undefined)
}

/** The figures of the first screen, as the pack says and in its order; all of them where it names none. */
export function keyFigures(figures: Figure[]): Figure[] {
    const key = figures.filter((figure) => figure.key)
    return key.length ? key : figures
}

/** "12 / 15" where both are counts; sums and means under the line say nothing by themselves. */
export function fractionText(figure: Figure | undefined, answer: Pick<FigureAnswer, 'numerator' | 'denominator'> | undefined): string {
    if (!figure?.fraction || !answer?.denominator) return ''
    return `${decimal(answer.numerator ?? 0)} / ${decimal(answer.denominator)}`
}

/** The places from one's own region down to this one: "620000000000" and "620123000000" give three codes. */
export function chainOf(own: string, region: string): string[] {
    const codes = [2, 4, 6, 9, 12].map((digits) => region.slice(0, digits).padEnd(12, '0'))
    const chain = codes.filter((code, place) => codes.indexOf(code) === place)
    return chain.includes(own) ? chain.slice(chain.indexOf(own)) : [region]
}

/** Villages have nothing below them. */
export const hasBelow = (region: string) => region.slice(9) === '000'
