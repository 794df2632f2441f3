import { expect, test } from 'vitest'
import { classesOf } from './classes'

test('places are spread over the classes', () =>
    expect(classesOf([2, 2, 2, 2, 2, 2, 3, 3, 4, 5, 421])).toEqual([{ from: 2, to: 2 }, { from: 3, to: 3 }, { from: 4, to: 4 }, { from: 5, to: 421 }]))
test('few values have a class each, equal ones share it', () => expect(classesOf([0, 0, 7])).toEqual([{ from: 0, to: 0 }, { from: 7, to: 7 }]))
test('of a hundred each fifth is a class', () => expect(classesOf(Array.from({ length: 100 }, (_, n) => n))).toEqual([0, 20, 40, 60, 80].map((from) => ({ from, to: from + 19 }))))
test('nothing has no class', () => expect(classesOf([])).toEqual([]))
