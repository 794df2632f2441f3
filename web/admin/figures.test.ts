// How a tile reads an answer.
import { describe, expect, it } from 'vitest'
import { cellOr, chainOf, figureText, hasBelow, fractionText, keyFigures, unitOfFigure } from './figures'
import type { Figure } from '@shared/shapes'

const words = (zh: string) => ({ zh, en: zh })
const figure = (id: string, more: Partial<Figure> = {}): Figure => ({ id, label: words(id), kind: 'ratio', reads: 'number', ...more })

describe('a ratio', () => {
    it('shows both numbers where both are counts', () => expect(fractionText(figure('a', { fraction: true }), { numerator: 3, denominator: 1500 })).toBe('3 / 1,500'))
    it('shows neither where one is a sum of days', () => expect(fractionText(figure('a'), { numerator: 0, denominator: 77454 })).toBe(''))
    it('of the same is a percentage', () => {
        const share = figure('a', { reads: 'share' })
        expect(figureText(share, { value: 0.5, numerator: 1, denominator: 2 }) + unitOfFigure(share)).toBe('50.0%')
    })
    it('of minutes to persons reads in hours a person', () => {
        const each = figure('a', { reads: 'minutes', unit: words('小时') })
        expect(figureText(each, { value: 145.27, numerator: 43_872, denominator: 302 }) + unitOfFigure(each)).toBe('2.4小时')
    })
    it('of two different things is no percentage', () => {
        const each = figure('a', { unit: words('人/站') })
        expect(figureText(each, { value: 2.1875, numerator: 35, denominator: 16 }) + unitOfFigure(each)).toBe('2.2人/站')
    })
    it('reads in its own unit with a factor', () => {
        const perTenThousand = figure('a', { times: 10000, unit: words('人/万人') })
        expect(figureText(perTenThousand, { value: 1, numerator: 2, denominator: 10000 }) + unitOfFigure(perTenThousand)).toBe('2.0人/万人')
    })
})

describe('regions out of all', () => {
    it('read as a percentage', () => expect(figureText(figure('a', { kind: 'regions', reads: 'share', fraction: true }), { value: 0.25, numerator: 1, denominator: 4 })).toBe('25.0'))
})

describe('a place of which the answer says nothing', () => {
    it('has none of a count', () => expect(figureText(figure('a', { kind: 'stock' }), cellOr(figure('a', { kind: 'stock' }), undefined))).toBe('0'))
    it('has no ratio', () => expect(figureText(figure('a'), cellOr(figure('a'), undefined))).toBe('—'))
    it('keeps what it has', () => expect(cellOr(figure('a', { kind: 'flow' }), { value: 3 })).toEqual({ value: 3 }))
})

describe('the first screen', () => {
    it('shows the key figures in the order of the pack', () => expect(keyFigures([figure('a'), figure('b', { key: true }), figure('c', { key: true })]).map((one) => one.id)).toEqual(['b', 'c']))
    it('shows all where the pack names none', () => expect(keyFigures([figure('a')])).toHaveLength(1))
})

describe('the way down', () => {
    it('leads from one’s own region to the place', () => expect(chainOf('620000000000', '620123100000')).toEqual(['620000000000', '620100000000', '620123000000', '620123100000']))
    it('begins where one’s own region is', () => expect(chainOf('620123000000', '620123100000')).toEqual(['620123000000', '620123100000']))
    it('of one’s own region is the region', () => expect(chainOf('620123000000', '620123000000')).toEqual(['620123000000']))
    it('ends at the village', () => expect([hasBelow('620123100000'), hasBelow('620123100201')]).toEqual([true, false]))
})
