// A change keeps its Request-Id until the server has answered; a session that ended asks once and goes on.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { change, configureApi, get, Refusal } from './api'

interface Sent { url: string; method: string; headers: Record<string, string>; body?: string }
let sent: Sent[] = []
let answers: (() => Response)[] = []
const kept = new Map<string, string>()

const json = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status })
const lost = () => { throw new TypeError('network') }

beforeEach(() => {
    sent = []
    answers = []
    kept.clear()
    vi.stubGlobal('sessionStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) })
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
        sent.push({ url, method: init.method!, headers: init.headers as Record<string, string>, body: init.body as string })
        return answers.shift()!()
    })
    configureApi({ language: () => 'zh-CN', signInAgain: null, unreachable: () => 'lost' })
})
afterEach(() => vi.unstubAllGlobals())

const requestIds = () => sent.map((one) => one.headers['Request-Id'])

describe('a change', () => {
    it('sent again after a lost signal carries the same Request-Id', async () => {
        answers = [lost, json(201, {})]
        await expect(change('POST', '/records/a.b', { fields: { x: 1 } })).rejects.toMatchObject({ status: 0 })
        await change('POST', '/records/a.b', { fields: { x: 1 } })
        expect(requestIds()[0]).toBe(requestIds()[1])
    })
    it('sent again after a 503 carries the same Request-Id', async () => {
        answers = [json(503, {}), json(201, {})]
        await expect(change('POST', '/records/a.b', { fields: { x: 1 } })).rejects.toMatchObject({ status: 503 })
        await change('POST', '/records/a.b', { fields: { x: 1 } })
        expect(requestIds()[0]).toBe(requestIds()[1])
    })
    it('made anew after it succeeded is another change', async () => {
        answers = [json(201, {}), json(201, {})]
        await change('POST', '/records/a.b', { fields: { x: 1 } })
        await change('POST', '/records/a.b', { fields: { x: 1 } })
        expect(requestIds()[0]).not.toBe(requestIds()[1])
    })
    it('mended after a refusal is another change', async () => {
        answers = [json(422, { error: { code: 'record.invalid', message: 'no', fields: [] } }), json(201, {})]
        await expect(change('POST', '/records/a.b', { fields: { x: 1 } })).rejects.toBeInstanceOf(Refusal)
        await change('POST', '/records/a.b', { fields: { x: 2 } })
        expect(requestIds()[0]).not.toBe(requestIds()[1])
    })
    it('keeps no content in the browser, only a digest', async () => {
        answers = [lost]
        await expect(change('POST', '/records/a.b', { fields: { name: '演示' } })).rejects.toBeInstanceOf(Refusal)
        expect([...kept.values()].join()).not.toContain('演示')
    })
    it('names the version it was made on', async () => {
        answers = [json(200, {})]
        await change('PATCH', '/records/a.b/1', { fields: {} }, { ifMatch: 3 })
        expect(sent[0]!.headers['If-Match']).toBe('"3"')
    })
})

describe('a refusal', () => {
    it('carries the record that stands on a stale version', async () => {
        answers = [json(409, { error: { code: 'record.stale', message: 'stale', fields: [], detail: { theirs: { id: '1', version: 4, fields: {} } } } })]
        await expect(change('PATCH', '/records/a.b/1', {}, { ifMatch: 3 })).rejects.toMatchObject({ more: { theirs: { version: 4 } } })
    })
    it('carries what is wrong by field', async () => {
        answers = [json(422, { error: { code: 'record.invalid', message: 'no', fields: [{ field: 'x', code: 'record.required', clause: '6', message: 'fill x' }] } })]
        await expect(get('/records/a.b')).rejects.toMatchObject({ fields: [{ field: 'x', clause: '6' }] })
    })
})

describe('a session that ended', () => {
    it('is asked for again and the change goes on with its Request-Id', async () => {
        configureApi({ signInAgain: async () => true })
        answers = [json(401, {}), json(200, { fine: true })]
        expect(await change('POST', '/records/a.b', {})).toEqual({ fine: true })
        expect(requestIds()[0]).toBe(requestIds()[1])
    })
    it('that nobody renews is refused, and the Request-Id is kept', async () => {
        configureApi({ signInAgain: async () => false })
        answers = [json(401, { error: { code: 'session.none', message: 'no' } }), json(200, {})]
        await expect(change('POST', '/records/a.b', {})).rejects.toMatchObject({ status: 401 })
        configureApi({ signInAgain: null })
        await change('POST', '/records/a.b', {})
        expect(requestIds()[0]).toBe(requestIds()[1])
    })
})
