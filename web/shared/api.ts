// Talks to the server's own address. A change keeps its Request-Id until the server has answered it, so that sending
// it again after a lost signal has the same outcome; a session that ended asks to sign in again and then goes on.
import { newId } from './ids'
import type { Finding, Item } from './shapes'

const base = '/api/v1'
const patience = 30_000

/** The server's "no", or that it could not be reached (status 0). */
export class Refusal extends Error {
    constructor(readonly status: number, readonly code: string, message: string, readonly fields: Finding[] = [],
        readonly more: { incident?: string; theirs?: Item; at?: number; retryAfter?: string } = {}) {
        super(message)
    }
    get unreachable() { return this.status === 0 }
}

interface Ways {
    language: () => string
    /** Asked when the session has ended: resolves true when somebody signed in again. */
    signInAgain: (() => Promise<boolean>) | null
    unreachable: () => string
}
const ways: Ways = { language: () => document.documentElement.lang || 'zh', signInAgain: null, unreachable: () => '连不上服务器，请检查网络后再试。' }
let csrf = ''

export const configureApi = (given: Partial<Ways>) => void Object.assign(ways, given)
export const setCsrf = (token: string) => void (csrf = token)

export interface Extra { ifMatch?: number | string; signal?: AbortSignal; quiet401?: boolean; raw?: BodyInit; headers?: Record<string, string> }

export const get = <T>(path: string, extra: Extra = {}) => ask<T>('GET', path, undefined, extra)
/** A question whose body may hold personal data, so that it stands in no address. */
export const question = <T>(path: string, body: unknown, extra: Extra = {}) => ask<T>('POST', path, body, extra)

/** Sends a change. The same content under the same address keeps its Request-Id until the server has answered. */
export async function change<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, extra: Extra = {}): Promise<T> {
    const key = await pendingKey(method, path, body, extra.ifMatch)
    const requestId = pending.get(key) ?? newId()
    pending.set(key, requestId)
    try {
        const result = await ask<T>(method, path, body, { ...extra, headers: { ...extra.headers, 'Request-Id': requestId } })
        pending.delete(key)
        return result
    } catch (fault) {
        const settled = fault instanceof Refusal && fault.status >= 400 && fault.status < 500 && ![401, 408, 429].includes(fault.status)
        if (settled) pending.delete(key)
        throw fault
    }
}

/** Pending Request-Ids by a digest of the change, kept through a reload of the open tab. No content is stored. */
const pending = {
    name: 'liandong.pending',
    all(): Record<string, string> { try { return JSON.parse(sessionStorage.getItem(this.name) ?? '{}') } catch { return {} } },
    get(key: string): string | undefined { return this.all()[key] },
    set(key: string, id: string) { this.save({ ...this.all(), [key]: id }) },
    delete(key: string) { const { [key]: _, ...rest } = this.all(); this.save(rest) },
    save(all: Record<string, string>) { try { sessionStorage.setItem(this.name, JSON.stringify(all)) } catch { /* full or forbidden: the change still goes out */ } },
}

async function pendingKey(method: string, path: string, body: unknown, version: unknown): Promise<string> {
    const bytes = new TextEncoder().encode(JSON.stringify([method, path, version ?? null, body ?? null]))
    let [high, low] = [0x811c9dc5, 0x01000193]
    for (const byte of bytes) { high = Math.imul(high ^ byte, 0x01000193); low = Math.imul(low + byte, 0x85ebca6b) ^ (low >>> 13) }
    return `${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}${bytes.length.toString(36)}`
}

async function ask<T>(method: string, path: string, body: unknown, extra: Extra): Promise<T> {
    const response = await send(method, path, body, extra)
    if (response.status === 401 && !extra.quiet401 && ways.signInAgain && await ways.signInAgain())
        return read<T>(await send(method, path, body, extra))
    return read<T>(response)
}

async function send(method: string, path: string, body: unknown, extra: Extra): Promise<Response> {
    const headers: Record<string, string> = { 'Accept': 'application/json', 'Accept-Language': ways.language(), ...extra.headers }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf
    if (extra.ifMatch !== undefined) headers['If-Match'] = `"${extra.ifMatch}"`
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), patience)
    extra.signal?.addEventListener('abort', () => limit.abort())
    try {
        return await fetch(base + path, { method, headers, credentials: 'same-origin', cache: 'no-cache', signal: limit.signal,
            body: extra.raw ?? (body === undefined ? undefined : JSON.stringify(body)) })
    } catch (fault) {
        if (extra.signal?.aborted) throw fault
        throw new Refusal(0, 'unreachable', ways.unreachable())
    } finally {
        clearTimeout(timer)
    }
}

async function read<T>(response: Response): Promise<T> {
    const text = await response.text()
    let content: unknown
    try { content = text ? JSON.parse(text) : undefined } catch { content = undefined }
    if (response.ok) return content as T
    throw refusal(response, content as Partial<RefusalBody> | undefined)
}

interface RefusalBody {
    error: { code: string; message: string; fields?: Finding[]; incident?: string; at?: number; detail?: { at?: number; yours?: unknown; theirs?: Item } }
}

function refusal(response: Response, body: Partial<RefusalBody> | undefined): Refusal {
    const error = body?.error
    return new Refusal(response.status, error?.code ?? `http.${response.status}`, error?.message ?? `${ways.unreachable()} (${response.status})`,
        error?.fields ?? [], { incident: error?.incident, at: error?.at ?? error?.detail?.at, theirs: error?.detail?.theirs,
            retryAfter: response.headers.get('Retry-After') ?? undefined })
}
