// Asks figures for the viewer's region and reads their answers the way a tile shows them.
import { question } from '@shared/api'
import { todayHere } from '@shared/criteria/days'
import { decimal, hours, yuan } from '@shared/format'
import { say } from '@shared/language'
import { pack } from '@shared/pack'
import type { Figure, FigureAnswer, Question } from '@shared/shapes'

export interface Answered { position: number; answers: FigureAnswer[] }
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

/** A ratio without a unit and without a factor reads as a percentage. */
const isShare = (figure: Figure) => figure.kind === 'ratio' && !figure.unit && (figure.times ?? 1) === 1

/** The value of an answer as text: a share with one decimal, money in yuan, hours with one decimal, a dash where there is none. */
export function figureText(figure: Figure | undefined, answer: Pick<FigureAnswer, 'value' | 'numerator' | 'denominator'> | undefined): string {
    if (!answer || answer.value === null || answer.value === undefined) return '—'
    const unit = figure?.unit?.en
    if (answer.denominator === 0) return '—'
    if (answer.denominator !== undefined) return ((figure && isShare(figure) ? 100 : figure?.times ?? 1) * (answer.numerator ?? 0) / answer.denominator).toFixed(1)
    if (unit === 'yuan' || unit === 'fen') return yuan(answer.value)
    if (unit === 'hours' || unit === 'minutes') return hours(answer.value)
    return Number.isInteger(answer.value) ? decimal(answer.value) : answer.value.toFixed(2)
}

/** The first two figures of each clause: what a first screen shows before one asks for all. */
export function keyFigures(figures: Figure[]): Figure[] {
    const seen = new Map<string, number>()
    return figures.filter((figure) => {
        const clause = figure.clause ?? ''
        seen.set(clause, (seen.get(clause) ?? 0) + 1)
        return seen.get(clause)! <= 2
    }).slice(0, 12)
}
