// A server of its own for a test: a fresh database, started, killed and started again at will, on a clock that the test may
// set; and somebody to ask it things as a signed-in person would.
//   LIANDONG_HOUSE=postgres   the database is one of its own in the server that LIANDONG_POSTGRES names; otherwise SQLite in a temporary folder
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const binary = process.env.LIANDONG_BINARY ?? join(root, 'build/release/src/app/liandong')
export const password = spawnSync(binary, ['demo', '--password'], { encoding: 'utf8' }).stdout?.trim()

function freePort() {
    return new Promise((found, failed) => {
        const tryOne = (left) => {
            const port = 20000 + Math.floor(Math.random() * 12000)
            const probe = createServer()
            probe.once('error', () => (left ? tryOne(left - 1) : failed(new Error('no free port'))))
            probe.listen(port, '127.0.0.1', () => probe.close(() => found(port)))
        }
        tryOne(50)
    })
}

const server = process.env.LIANDONG_POSTGRES
function inServer(server, sql) {
    const done = spawnSync('psql', ['-q', '-d', server, '-c', sql], { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(done.stderr)
}
/** The address of a new database in a PostgreSQL. */
function newDatabase(server) {
    const name = `house_${randomUUID().slice(0, 8)}`
    inServer(server, `create database ${name}`)
    return server.replace(/^postgresql:\/\/\/[^?]*/, `postgresql:///${name}`)
}

const fakeClock = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1'].find(existsSync)

export class House {
    /** An empty house, or one with demonstration data; in the PostgreSQL whose address is given; `clock` ("2026-11-25T09:00:00", in +08:00) is the time it is made at and begins with. */
    static async make({ demo = false, clock, postgres = process.env.LIANDONG_HOUSE === 'postgres' ? server : undefined } = {}) {
        const house = new House()
        house.folder = mkdtempSync(join(tmpdir(), 'liandong-house-'))
        house.keys = join(house.folder, 'house.db.keys')
        house.server = postgres
        house.db = postgres ? newDatabase(postgres) : `sqlite:${house.folder}/house.db`
        house.blobs = `${house.db.startsWith('sqlite:') ? house.db.slice('sqlite:'.length) : house.keys}.blobs`
        house.port = await freePort()
        house.url = `http://127.0.0.1:${house.port}`
        house.clock = clock
        house.command('init', '--pack', join(root, 'pack/gansu-2021'))
        if (demo) house.command('demo')
        await house.start()
        return house
    }
    /** Another server process on the same database; stopped by itself, before this one ends. */
    async another() {
        const house = Object.assign(new House(), { folder: this.folder, keys: this.keys, db: this.db, server: this.server, blobs: this.blobs, clock: this.clock, port: await freePort() })
        house.url = `http://127.0.0.1:${house.port}`
        await house.start()
        return house
    }
    /** What a command of the program answers; its standard input is the password of everybody here. */
    command(...words) {
        return this.ran(...words).stdout
    }
    /** The same with what it says beside its answer. */
    ran(...words) {
        const once = () => spawnSync(binary, [...words, '--db', this.db], { cwd: root, input: password + '\n', encoding: 'utf8', env: this.environment() })
        let done = once()
        for (let tries = 0; done.status === 75 && tries < 5; tries++) done = once() // "try again": the server is writing
        if (done.status !== 0) throw new Error(`${words[0]}: ${done.stderr || done.stdout}`)
        return done
    }
    environment() {
        const plain = { ...process.env, LC_ALL: 'C.UTF-8', LIANDONG_KEYS: this.keys }
        if (!this.clock) return plain
        if (!fakeClock) throw new Error('libfaketime is missing: script/setup installs it')
        return { ...plain, LD_PRELOAD: fakeClock, TZ: 'Asia/Shanghai', FAKETIME: `@${this.clock.replace('T', ' ')}`, FAKETIME_DONT_RESET: '1', DONT_FAKE_MONOTONIC: '1' }
    }
    async start() {
        this.process = spawn(binary, ['serve', '--db', this.db, '--listen', `127.0.0.1:${this.port}`, '--web', join(root, 'web/dist')], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: this.environment() })
        this.log = ''
        this.process.stderr.on('data', (text) => (this.log += text))
        for (let tries = 0; tries < 200; tries++) {
            try {
                if ((await fetch(`${this.url}/api/v1/health`)).ok) return
            } catch {
                await new Promise((wait) => setTimeout(wait, 50))
            }
        }
        throw new Error('the server did not come up:\n' + this.log)
    }
    /** Does to the tables what no part of the program would. */
    sql(text) {
        const [program, database] = this.db.startsWith('sqlite:') ? ['sqlite3', this.db.slice('sqlite:'.length)] : ['psql', this.db]
        const done = spawnSync(program, this.db.startsWith('sqlite:') ? [database, text] : ['-qAt', '-d', database, '-c', text], { encoding: 'utf8' })
        if (done.status !== 0) throw new Error(done.stderr)
        return done.stdout
    }
    /** As a power cut would: nothing is told, nothing is flushed. */
    async kill() {
        const gone = new Promise((done) => this.process.once('exit', done))
        this.process.kill('SIGKILL')
        await gone
    }
    /** Killed, and up again; at another time, if one is given. */
    async killAndStart(clock = this.clock) {
        await this.kill()
        this.clock = clock
        await this.start()
    }
    async stop() {
        const gone = new Promise((done) => this.process.once('exit', done))
        this.process.kill('SIGTERM')
        return gone
    }
    async end() {
        if (this.process.exitCode === null && this.process.signalCode === null) await this.kill()
        rmSync(this.folder, { recursive: true, force: true })
        if (!this.db.startsWith('sqlite:')) inServer(this.server, `drop database "${new URL(this.db).pathname.slice(1)}" with (force)`)
    }
    async somebody(login) {
        const who = new Somebody(this)
        await who.signIn(login)
        return who
    }
    nobody() {
        return new Somebody(this)
    }
}

const given = (headers) => Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))

export class Somebody {
    constructor(house) {
        this.house = house
        this.cookie = ''
        this.csrf = ''
    }
    async signIn(login) {
        const { reply, body } = await this.raw('POST', '/session', { login, password })
        if (reply.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`)
        this.cookie = reply.headers.get('set-cookie').split(';')[0]
        this.csrf = body.csrf
        this.account = body.account
    }
    async raw(method, path, body, headers = {}) {
        const reply = await fetch(`${this.house.url}/api/v1${path}`, {
            method,
            headers: given({
                ...(this.cookie && { cookie: this.cookie }),
                ...(this.csrf && { 'x-csrf-token': this.csrf }),
                ...(method !== 'GET' && { 'request-id': randomUUID() }),
                ...(body !== undefined && { 'content-type': 'application/json' }),
                ...headers,
            }),
            body: body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
        })
        const told = /json|text/.test(reply.headers.get('content-type') ?? '') // what is said is well-formed; a file may be anything
        const text = new TextDecoder('utf-8', { fatal: told }).decode(await reply.arrayBuffer())
        return { reply, status: reply.status, body: text && reply.status !== 304 && (reply.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text }
    }
    /** The body of an answer that went well; throws otherwise. */
    async ask(method, path, body, headers) {
        const answer = await this.raw(method, path, body, headers)
        if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
        return answer.body
    }
    async fire(record, event, fields = {}, reason) {
        const type = record.type
        const body = await this.ask('POST', `/records/${type}/${record.id}/events/${event}`, { fields, ...(reason && { reason }) }, { 'if-match': `"${record.version}"` })
        return body.record
    }
}

/** A number that passes its check with a prefix no region has: nobody's number. */
export function nobodysIdNumber(order, birth = '19500215') {
    const first = `999999${birth}${String(order % 1000).padStart(3, '0')}`
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const sum = [...first].reduce((total, digit, at) => total + Number(digit) * weights[at], 0)
    return first + '10X98765432'[sum % 11]
}
