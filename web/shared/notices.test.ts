// Notices that lead nowhere are said once a place, with their number.
import { expect, it } from 'vitest'
import { gathered, type Notice } from './notices'

const notice = (id: string, record: Partial<Notice['record']>, read = false): Notice => ({ id, code: 'clock.late', text: { zh: id, en: id }, at: '', due_at: null, read_at: read ? '2026-11-27' : null,
    record: { type: 'services.request', ...record } })
const here = { place: { code: '620123103000', name: '榆中县 夏官营镇' } }, there = { place: { code: '620123100000', name: '榆中县 城关镇' } }
const counts = (notices: Notice[]) => gathered(notices).map((one) => one.all.length)

it('gathers those of one place', () => expect(counts([notice('a', here), notice('b', there), notice('c', here)])).toEqual([2, 1]))
it('keeps apart what may be opened', () => expect(counts([notice('a', { ...here, id: '1' }), notice('b', { ...here, id: '2' })])).toEqual([1, 1]))
it('keeps apart what was read', () => expect(counts([notice('a', here), notice('b', here, true)])).toEqual([1, 1]))
