// An upload goes on where the line broke, and refuses what the server would refuse before anything is sent.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { configureApi } from './api'
import { addWords } from './language'
import { Upload, wrongWithFile } from './upload'
import { en, zh } from './words/shared'

addWords(zh, en)
const half = 512 * 1024
let sent: string[] = []
let content: Uint8Array[] = []
/** What the server has got; the answers of one that keeps its word. */
let arrived = 0
let breaks: (path: string) => boolean = () => false

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

beforeEach(() => {
    sent = []
    content = []
    arrived = 0
    breaks = () => false
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} })
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
        const path = url.replace('/api/v1', '')
        sent.push(`${init.method} ${path}`)
        if (breaks(path)) throw new TypeError('network')
        if (path === '/blobs') return json(201, { id: 'b', arrived: 0, finished: false })
        if (path.includes('offset=')) {
            const offset = Number(path.split('offset=')[1])
            const bytes = new Uint8Array(await (init.body as Blob).arrayBuffer())
            if (offset !== arrived) return json(409, { error: { code: 'blob.out_of_step', message: 'gap', fields: [] } })
            content.push(bytes)
            arrived += bytes.length
        }
        if (path.endsWith('/finish')) return json(200, { id: 'b', name: 'a.png', size: arrived, type: 'image/png' })
        return json(200, { id: 'b', arrived, finished: false })
    })
    configureApi({ language: () => 'zh-CN', signInAgain: null, unreachable: () => 'lost' })
})
afterEach(() => vi.unstubAllGlobals())

const file = (bytes: number) => new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' })
const upload = (bytes: number, told?: (share: number) => void) => new Upload(file(bytes), told, async () => {})

describe('an upload', () => {
    it('goes in parts and is finished', async () => {
        const shares: number[] = []
        const value = await upload(half + 10, (share) => shares.push(share)).run()
        expect(sent).toEqual(['POST /blobs', 'POST /blobs/b/parts?offset=0', `POST /blobs/b/parts?offset=${half}`, 'POST /blobs/b/finish'])
        expect(value).toEqual({ id: 'b', name: 'a.png', size: half + 10, type: 'image/png' })
        expect(shares.at(-1)).toBe(1)
    })
    it('goes on by itself after a lost line, from what has arrived', async () => {
        let lost = 0
        breaks = (path) => path.endsWith(`offset=${half}`) && lost++ === 0
        await upload(2 * half).run()
        expect(arrived).toBe(2 * half)
        expect(sent.filter((one) => one.endsWith('offset=0'))).toHaveLength(1)
    })
    it('given up after several tries goes on when asked again', async () => {
        breaks = (path) => path.endsWith(`offset=${half}`)
        const one = upload(2 * half)
        await expect(one.run()).rejects.toMatchObject({ status: 0 })
        expect(one.share).toBe(0.5)
        breaks = () => false
        await one.run()
        expect(arrived).toBe(2 * half)
        expect(sent.filter((path) => path === 'POST /blobs')).toHaveLength(1)
    })
    it('whose part arrived and whose answer did not is not sent twice', async () => {
        const one = upload(2 * half)
        let lost = 0
        const known = globalThis.fetch
        vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
            const answer = await known(url, init)
            if (url.endsWith('offset=0') && lost++ === 0) throw new TypeError('network')
            return answer
        })
        await one.run()
        expect(arrived).toBe(2 * half)
    })
})

describe('a file', () => {
    it('that is too large is refused with both sizes', () => {
        expect(wrongWithFile({ name: 'a.png', size: 21_000_000, type: '' })).toContain('21 MB')
        expect(wrongWithFile({ name: 'a.png', size: 20_000_000, type: '' })).toBe('')
    })
    it('of a kind that is not taken is refused with what is', () => {
        expect(wrongWithFile({ name: 'a.html', size: 10, type: 'text/html' })).toContain('PDF')
        expect(wrongWithFile({ name: 'a.svg', size: 10, type: 'image/svg+xml' })).toContain('PDF')
        expect(wrongWithFile({ name: 'image', size: 10, type: 'image/jpeg' })).toBe('')
    })
    it('without content is refused', () => { expect(wrongWithFile({ name: 'a.png', size: 0, type: '' })).not.toBe('') })
})
