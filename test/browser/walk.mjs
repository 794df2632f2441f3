// What every walk through the pages shares: a browser, a signed-in page at both widths, axe, pictures, and lines "ok"/"not ok".
//   LIANDONG_URL       the server walked through; without it one is started from LIANDONG_BINARY with demonstration data
//   LIANDONG_LOGIN, LIANDONG_PASSWORD   the official who walks; LIANDONG_WORKER the login of a station worker with the same password
//   LIANDONG_PICTURES  a folder for pictures, if they are wanted
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fromWeb = createRequire(join(root, 'web/package.json'))
const { chromium } = fromWeb('playwright-core')
const axeSource = readFileSync(fromWeb.resolve('axe-core/axe.min.js'), 'utf8')

export const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const browserPath = process.env.LIANDONG_BROWSER ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync)
const pictures = process.env.LIANDONG_PICTURES

/** Runs one fact after another and says of each whether it held; the first broken one ends the walk. */
export async function walk(name, steps, { demo = false } = {}) {
    let failed = 0
    const server = await serverFor(demo)
    const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
    try {
        const walker = { browser, ...server, end: undefined }
        for (const [fact, prove] of Object.entries(steps)) {
            try {
                await prove(walker)
                console.log(`ok ${name}: ${fact}`)
            } catch (fault) {
                failed++
                console.log(`not ok ${name}: ${fact}\n${fault.stack ?? fault}`)
                break
            }
        }
    } finally {
        await browser.close()
        await server.end()
    }
    process.exit(failed ? 1 : 0)
}

/** A page of the given width that remembers what it complained about and any request that left the server's address. */
export async function openPage(walker, path, { width = 'desk', state } = {}) {
    const context = await walker.browser.newContext({ viewport: widths[width], locale: 'zh-CN', storageState: state, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.complaints = []
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !/Failed to load resource/.test(message.text())) page.complaints.push(message.text()) })
    page.on('pageerror', (fault) => page.complaints.push(String(fault)))
    page.on('request', (request) => { if (!request.url().startsWith(walker.url) && !/^(data|blob|about):/.test(request.url())) page.complaints.push(`left for ${request.url()}`) })
    await page.goto(walker.url + path)
    return page
}

/** Signs in at the door of a way in ("/admin/" or "/m/"). */
export async function signIn(page, walker) {
    await page.fill('#login', walker.login)
    await page.fill('#password', walker.password)
    await page.click('form.sign-in button[type=submit]')
    await page.waitForSelector('nav a', { timeout: 15_000 })
}

/** What axe finds by WCAG 2.1 AA, as lines; an empty list is what we hold to. */
export async function axe(page) {
    await page.evaluate(axeSource)
    const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }))
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

/** Keeps a picture of the whole page under the folder asked for, if one was. */
export async function picture(page, name) {
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

export function holds(truth, otherwise) {
    if (!truth) throw new Error(otherwise)
}

/** Fails with what axe found and what the page complained about. */
export async function sound(page, name) {
    await page.waitForLoadState('networkidle')
    const wrong = [...await axe(page), ...page.complaints]
    await picture(page, name)
    holds(!wrong.length, `${name}:\n  ${wrong.join('\n  ')}`)
}

async function serverFor(demo) {
    const login = process.env.LIANDONG_LOGIN
    const password = process.env.LIANDONG_PASSWORD
    if (process.env.LIANDONG_URL) {
        if (!login || !password) throw new Error('LIANDONG_LOGIN and LIANDONG_PASSWORD say who walks')
        return { url: process.env.LIANDONG_URL.replace(/\/$/, ''), login, password, worker: process.env.LIANDONG_WORKER, end: async () => {} }
    }
    if (!process.env.LIANDONG_BINARY) throw new Error('LIANDONG_URL names no server and LIANDONG_BINARY no program to start one')
    return startServer(process.env.LIANDONG_BINARY, demo)
}

/** A server of its own, gone after the walk: empty but for one account of a county, or with demonstration data and its people. */
async function startServer(binary, demo) {
    const folder = mkdtempSync(join(tmpdir(), 'liandong-walk-'))
    const database = `sqlite:${join(folder, 'walk.db')}`
    const account = { login: 'walker', password: 'walk-the-pages-2026' }
    const run = (args, input) => {
        const done = spawnSync(binary, args, { input, encoding: 'utf8', cwd: root, env: { ...process.env, LIANDONG_DEMO_PASSWORD: account.password } })
        if (done.status !== 0) throw new Error(`liandong ${args[0]}: ${done.stderr || done.stdout}`)
        return done.stdout
    }
    run(['init', '--db', database, '--pack', join(root, 'pack/gansu-2021')])
    run(['account', 'add', account.login, '--db', database, '--role', 'county', '--region', '620123000000'], `${account.password}\n`)
    if (demo) {
        run(['demo', '--db', database])
        const people = run(['account', 'list', '--db', database, '--demo']).split('\n').map((line) => line.trim().split(/\s+/))
        account.worker = people.find(([, role]) => role === '驻站社工')?.[0]
    }
    const port = await freePort()
    const server = spawn(binary, ['serve', '--db', database, '--listen', `127.0.0.1:${port}`], { cwd: root, stdio: 'ignore' })
    const url = `http://127.0.0.1:${port}`
    await answering(url)
    return { url, ...account, end: async () => { server.kill('SIGTERM'); await new Promise((done) => server.once('exit', done)); rmSync(folder, { recursive: true, force: true }) } }
}

function freePort() {
    return new Promise((found) => {
        const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => found(port)) })
    })
}

async function answering(url) {
    for (let tries = 0; tries < 150; tries++) {
        try { if ((await fetch(`${url}/api/v1/health`)).ok) return } catch { /* not yet */ }
        await new Promise((later) => setTimeout(later, 100))
    }
    throw new Error('the server does not answer')
}
