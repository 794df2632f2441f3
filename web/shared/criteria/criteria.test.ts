// Holds the browser's criteria to the vectors that the server's evaluator runs too, and the messages to their places.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { answer, BeyondTheBrowser, calculate, namesIn, type Given } from './evaluate'
import { CriterionFault } from './lex'
import { parseCriterion } from './parse'

interface Vector extends Given { criterion: string; answer: boolean | null }
const vectors = JSON.parse(readFileSync(new URL('../../../test/vectors/criteria.json', import.meta.url), 'utf8')) as Vector[]

describe('the shared vectors', () => {
    it.each(vectors.map((one) => [one.criterion, JSON.stringify(one.record), one] as const))('%s of %s', (_, __, one) => {
        expect(answer(one.criterion, one)).toBe(one.answer)
    })
})

function faultOf(work: () => unknown): CriterionFault {
    try { work() } catch (fault) { if (fault instanceof CriterionFault) return fault }
    throw new Error('no fault')
}

describe('a wrong criterion', () => {
    it('says at which character it stops', () => expect(faultOf(() => parseCriterion('level >= and')).at).toBe(10))
    it('counts characters, not UTF-16 units', () => expect(faultOf(() => parseCriterion("name = '𠮷' 多")).at).toBe(12))
    it('says where a text has no end', () => expect(faultOf(() => parseCriterion("name = '榆中")).at).toBe(8))
    it('ends at the end', () => expect(faultOf(() => parseCriterion('a =')).at).toBe(4))
    it('does not chain comparisons', () => expect(faultOf(() => parseCriterion('1 < a < 3')).at).toBe(7))
    it('names the words that would fit', () => {
        const given: Given = { fields: { level: 'code:cert_level' }, record: { level: '1' }, today: '2026-11-23',
            lists: { cert_level: { ordered: true, words: [{ name: 'assistant', code: '1' }, { name: 'senior', code: '3' }] } } }
        expect(faultOf(() => answer('level >= senoir', given)).en).toContain('words: assistant, senior')
    })
    it('refuses the 33rd level of brackets', () => {
        const nested = (levels: number) => '('.repeat(levels) + 'a = 1' + ')'.repeat(levels)
        expect(() => parseCriterion(nested(31))).not.toThrow()
        expect(() => parseCriterion(nested(33))).toThrow(CriterionFault)
    })
    it('leaves working days to the server', () => {
        const given: Given = { fields: { on: 'date' }, record: { on: '2026-11-23' }, today: '2026-11-23' }
        expect(() => answer('on + 3 working days < today', given)).toThrow(BeyondTheBrowser)
    })
})

describe('a calculation', () => {
    const given: Given = { fields: { from: 'date', at: 'time', a: 'number' }, today: '2026-11-23',
        record: { from: '2024-02-29', at: '2026-11-23T08:30:00+08:00', a: 7 } }
    it('answers a day', () => expect(calculate('from + 1 years - 1 days', given)).toBe('2025-02-27'))
    it('answers a time with its offset', () => expect(calculate('at + 24 clock hours', given)).toBe('2026-11-24T08:30:00+08:00'))
    it('rounds half away from zero', () => expect(calculate('quotient(a, 2)', given)).toBe(4))
    it('is empty over zero', () => expect(calculate('quotient(a, a - 7)', given)).toBe(null))
    it('is empty where a field is empty', () => expect(calculate('b + 1 days', { ...given, fields: { b: 'date' } })).toBe(null))
})

describe('the names in a criterion', () => {
    it('are its fields and steps', () => expect(namesIn('client.birth_date > today and not is_self')).toEqual(['client.birth_date', 'is_self']))
})
