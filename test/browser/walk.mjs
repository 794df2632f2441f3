// What every walk through the pages shares: a browser, a signed-in page at both widths, axe, pictures, and lines "ok"/"not ok".
//   LIANDONG_URL       the server walked through; without it one is started from LIANDONG_BINARY with demonstration data
//   LIANDONG_LOGIN, LIANDONG_PASSWORD   the official who walks; LIANDONG_WORKER the login of a station worker with the same password
//   LIANDONG_PICTURES  a folder for pictures, if they are wanted
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { House, password } from '../server/house.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fromWeb = createRequire(join(root, 'web/package.json'))
const { chromium } = fromWeb('playwright-core')
const axeSource = readFileSync(fromWeb.resolve('axe-core/axe.min.js'), 'utf8')

export const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const browserPath = process.env.LIANDONG_BROWSER ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync)
const pictures = process.env.LIANDONG_PICTURES
/** When a house of the walk's own begins its day, so that a walk at night finds volunteers too and pictures stay the same. */
const morning = '2026-11-25T09:00:00'

/** Runs one fact after another and says of each whether it held; the first broken one ends the walk. */
export async function walk(name, steps, { demo = false } = {}) {
    let failed = 0
    const server = await serverFor(demo)
    const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--lang=zh-CN'] })
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
    if (walker.house?.clock) await context.clock.setFixedTime(new Date(`${walker.house.clock}+08:00`))
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    page.complaints = []
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !/Failed to load resource/.test(message.text())) page.complaints.push(message.text()) })
    page.on('pageerror', (fault) => page.complaints.push(String(fault)))
    page.on('request', (request) => { if (!request.url().startsWith(walker.url) && !/^(data|blob|about):/.test(request.url())) page.complaints.push(`left for ${request.url()}`) })
    await page.goto(walker.url + path)
    return page
}

/** Signs in at the door of a way in ("/admin/", "/m/" or "/volunteer"). */
export async function signIn(page, walker) {
    await page.fill('#login', walker.login)
    await page.fill('#password', walker.password)
    await page.click('form.sign-in button[type=submit]')
    await page.waitForSelector('form.sign-in', { state: 'detached', timeout: 15_000 })
    await page.waitForSelector('nav a')
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
    await page.evaluate(() => scrollTo(0, 0))
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

export function holds(truth, otherwise) {
    if (!truth) throw new Error(otherwise)
}

/** Fails with what axe found, what the page complained about, or a page wider than its window. */
export async function sound(page, name) {
    await page.waitForLoadState('networkidle')
    const wrong = [...await axe(page), ...page.complaints]
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth)
    if (wide > 0) wrong.push(`the page is ${wide} px wider than the window`)
    await picture(page, name)
    holds(!wrong.length, `${name}:\n  ${wrong.join('\n  ')}`)
}

/** The server named in the environment, or a house of its own with an account of a county and, if asked, demonstration data. */
async function serverFor(demo) {
    if (process.env.LIANDONG_URL) {
        const { LIANDONG_LOGIN: login, LIANDONG_PASSWORD: password, LIANDONG_WORKER: worker } = process.env
        if (!login || !password) throw new Error('LIANDONG_LOGIN and LIANDONG_PASSWORD say who walks')
        return { url: process.env.LIANDONG_URL.replace(/\/$/, ''), login, password, worker, end: async () => {} }
    }
    const house = await House.make({ demo, clock: morning })
    house.command('account', 'add', 'walker', '--role', 'county', '--region', '620123000000')
    return { house, url: house.url, login: 'walker', password, worker: demo && 'worker', end: () => house.end() }
}
