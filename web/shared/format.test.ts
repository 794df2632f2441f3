// Money, hours, moments and ids at the edges where they turn.
import { describe, expect, it } from 'vitest'
import { decimal, fen, hours, moment, yuan } from './format'
import { madeAt, newId } from './ids'

describe('money', () => {
    it('shows every fen', () => expect(yuan(1)).toBe('0.01'))
    it('groups thousands', () => expect(yuan(123456789)).toBe('1,234,567.89'))
    it('is negative before the number', () => expect(yuan(-5)).toBe('−0.05'))
    it('reads one decimal as tenths', () => expect(fen('12.5')).toBe(1250))
    it('reads grouped amounts', () => expect(fen('1,234.56')).toBe(123456))
    it('never goes through floating point', () => expect(fen('1.15')).toBe(115))
    it('refuses a third decimal', () => expect(fen('1.005')).toBe(null))
    it('refuses what Excel broke', () => expect(fen('6.2E+17')).toBe(null))
})

describe('hours', () => {
    it('have one decimal', () => expect(hours(90)).toBe('1.5'))
    it('round three minutes up', () => expect(hours(3)).toBe('0.1'))
    it('round two minutes down', () => expect(hours(2)).toBe('0.0'))
})

describe('numbers with places', () => {
    it('show their tenths', () => expect(decimal(5, 1)).toBe('0.5'))
    it('stay whole without places', () => expect(decimal(12000)).toBe('12,000'))
})

describe('moments', () => {
    it('are shown in the time of +08:00', () => expect(moment('2026-11-22T16:00:00Z')).toBe('2026-11-23 00:00'))
})

describe('a new id', () => {
    it('is a UUIDv7', () => expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
    it('carries the moment it was made', () => expect(madeAt(newId(1795392000123))).toBe(1795392000123))
})
