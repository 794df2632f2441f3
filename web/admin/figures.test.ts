// How a tile reads an answer.
import { describe, expect, it } from 'vitest'
import { figureText, fractionText, keyFigures, unitOfFigure } from './figures'
import type { Figure } from '@shared/shapes'

const words = (zh: string) => ({ zh, en: zh })
const figure = (id: string, more: Partial<Figure> = {}): Figure => ({ id, label: words(id), kind: 'ratio', ...more })

describe('a ratio', () => {
    it('shows both numbers where both are counts', () => expect(fractionText(figure('a', { fraction: true }), { numerator: 3, denominator: 1500 })).toBe('3 / 1,500'))
    it('shows neither where one is a sum of days', () => expect(fractionText(figure('a'), { numerator: 0, denominator: 77454 })).toBe(''))
    it('is a percentage without a unit and a factor', () => expect(figureText(figure('a'), { value: 0.5, numerator: 1, denominator: 2 }) + unitOfFigure(figure('a'))).toBe('50.0%'))
    it('of minutes reads in hours', () => expect(figureText(figure('a', { unit: words('hours') }), { value: 145.3, numerator: 43_872, denominator: 302 })).toBe('2.4'))
    it('reads in its own unit with a factor', () => {
        const perTenThousand = figure('a', { times: 10000, unit: words('人/万人') })
        expect(figureText(perTenThousand, { value: 1, numerator: 2, denominator: 10000 }) + unitOfFigure(perTenThousand)).toBe('2.0人/万人')
    })
})

describe('regions out of all', () => {
    it('read as a percentage', () => expect(figureText(figure('a', { kind: 'regions', fraction: true }), { value: 0.25, numerator: 1, denominator: 4 })).toBe('25.0'))
})

describe('the first screen', () => {
    it('shows the key figures in the order of the pack', () => expect(keyFigures([figure('a'), figure('b', { key: true }), figure('c', { key: true })]).map((one) => one.id)).toEqual(['b', 'c']))
    it('shows all where the pack names none', () => expect(keyFigures([figure('a')])).toHaveLength(1))
})
