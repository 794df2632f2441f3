// The first walk, whole: a resident asks on her phone; social worker, volunteer and quilts from the stock are found for her and
// serve; she rates; the province sees it counted. The server is killed five times on the way and nothing is lost.
import { asked, write } from './forms.mjs'
import { holds, openPage, picture, signIn, sound, walk } from './walk.mjs'

const place = ['兰州市', '榆中县', '城关镇']
const times = { asked: '2026-11-25T09:00:00', planned: '2026-11-25T10:00:00', begins: '2026-11-25T13:50:00', ends: '2026-11-25T15:55:00', told: '2026-11-25T17:00:00' }
const figures = ['requests-received', 'requests-done', 'needs-met', 'resources-used', 'I-VOL-03', 'requests-rated', 'I-SRV-06']
const doors = { worker: '/m/', volunteer: '/volunteer', province: '/admin/' }
const slip = {}
const states = {}
const account = {}
let before
let minutes
let request
let need

await walk('first', {
    async 'the province sees the day begin'(walker) {
        before = await provinceFigures(walker)
        holds(before['requests-received'] > 0, 'the demonstration has no request')
    },
    async 'a resident asks for help on her phone, without an account'(walker) {
        const page = await openPage(walker, '/ask', { width: 'phone' })
        await page.fill('#matter', '演示 屋里冷，想要两床被子')
        for (const [step, name] of place.entries()) await page.locator('.steps select').nth(step).selectOption({ label: name })
        await page.locator('.steps select').nth(3).selectOption({ index: 1 })
        await page.fill('#applicant', '演示 马奶奶')
        await page.fill('#phone', '13800000001')
        await page.locator('label.choice:has(input[name=urgency])').first().click()
        await page.check('#consent')
        await sound(page, '01-portal-ask')
        await page.click('form button[type=submit]')
        await page.waitForSelector('.slip dd')
        const [receipt, code] = await page.locator('.slip dd').allTextContents()
        Object.assign(slip, { receipt: receipt.trim(), code: code.trim() })
        await picture(page, '02-portal-receipt')
    },
    async 'the request is there after the server was killed the moment the receipt was shown'(walker) {
        await walker.house.killAndStart(times.planned)
        const page = await followed(walker)
        await sound(page, '03-portal-waiting')
        holds((await page.textContent('.now')).includes('待受理'), 'it does not wait')
    },
    async 'the social worker of her township takes it up on the phone'(walker) {
        states.worker = await signedIn(walker, '/m/', 'worker')
        const page = await openPage(walker, '/m/', { width: 'phone', state: states.worker })
        await page.locator('section a.item', { hasText: '想要两床被子' }).first().click()
        await page.waitForSelector('.acts button')
        await sound(page, '04-m-request')
        request = new URL(page.url()).pathname
        await page.locator('.acts button', { hasText: '受理' }).first().click()
        await page.waitForSelector('#find-person')
        await page.fill('#find-person', '演示马')
        await page.waitForSelector('[role=option]')
        await picture(page, '05-m-find-person')
        await page.locator('[role=option]', { hasNotText: '已是服务对象' }).last().click()
        await (await asked(page, 'kinds')).locator('label.choice').last().click()
        await write(page, 'since', '2026-11-25')
        await page.click('form .foot .main')
        await page.click('.chosen ~ button')
        await page.waitForURL((url) => url.pathname === request)
    },
    async 'she says what is needed: a volunteer who drives nothing, two quilts, a time and a meeting point'(walker) {
        const page = await openPage(walker, request, { width: 'phone', state: states.worker })
        await page.click('.acts a[href*="linkage.need"]')
        await page.waitForSelector('[data-field=task]')
        await page.waitForLoadState('networkidle')
        await write(page, 'task', '演示 送被子并检查炉具')
        await write(page, 'starts_at', '2026-11-25T14:00')
        await write(page, 'ends_at', '2026-11-25T16:00')
        await write(page, 'people', '1')
        await write(page, 'meet_at', '演示村委会门口')
        await write(page, 'safety', '演示 路面结冰，慢走')
        await (await asked(page, 'field')).locator('input').click()
        await page.locator('[role=option]').first().click()
        await wantQuilts(page)
        await sound(page, '06-m-need')
        await page.click('form .foot .main')
        await page.waitForURL(/linkage\.need\/[0-9a-f-]{36}$/)
        need = new URL(page.url()).pathname
        await act(page, '发布')
        await sound(page, '07-m-need-posted')
    },
    async 'the board proposes people and quilts with reasons; the planner puts the volunteer she knows in and sends'(walker) {
        states.volunteer = await signedIn(walker, '/volunteer', 'volunteer')
        const page = await openPage(walker, '/admin/linkage', { state: states.worker })
        await page.locator('.page-head button').first().click()
        const card = page.locator('.needs > li', { hasText: '送被子并检查炉具' })
        await card.waitFor({ timeout: 60_000 })
        await card.locator('.reasons li').first().waitFor({ timeout: 60_000 })
        holds(await card.locator('.reasons li').count() >= 3, 'a choice goes without its reason')
        await sound(page, '08-board')
        await card.locator('button[aria-expanded]').click()
        await choose(card.locator('input[id^=worker-]'), account.worker.name)
        for (const drop of await card.locator('.changes .badge:not(:has-text("棉被")) .drop').all()) await drop.click()
        await choose(card.locator('input[id^=volunteer-]'), account.volunteer.name)
        await picture(page, '09-board-changed')
        for (const other of await page.locator('.needs > li:not(:has-text("送被子并检查炉具")) .need-head input').all()) await other.setChecked(false)
        await page.click('.page-head .main')
        await card.locator('.need-head .badge.work').waitFor()
    },
    async 'the social worker accepts, and gives the quilts out of the stock'(walker) {
        for (const offer of await offersOf(walker, states.worker)) {
            const page = await openPage(walker, `/m/records/linkage.offer/${offer}`, { width: 'phone', state: states.worker })
            await page.waitForSelector('.acts button')
            await act(page, '接受')
            await page.waitForFunction(() => document.querySelector('h1').textContent.includes('已接受'))
        }
    },
    async 'the volunteer sees the task on her phone, and who the client is only after accepting'(walker) {
        const page = await openPage(walker, '/volunteer', { width: 'phone', state: states.volunteer })
        const offer = page.locator('.offers li', { hasText: '送被子并检查炉具' })
        await offer.waitFor()
        await sound(page, '10-volunteer-offer')
        holds(!await contactShown(page), 'the client is named before the volunteer has accepted')
        await offer.getByRole('button', { name: '接受', exact: true }).click()
        await page.locator('a[href="tel:13800000001"]').waitFor()
        await sound(page, '11-volunteer-accepted')
    },
    async 'killed again at the hour of service, the server lets her check in by the code of the place'(walker) {
        await leap(walker, times.begins, ['worker', 'volunteer'])
        slip.digits = await codeOfThePlace(walker)
        const page = await openPage(walker, '/volunteer', { width: 'phone', state: states.volunteer })
        await sound(page, '13-volunteer-before')
        await page.fill('input[inputmode=numeric]', '0000')
        await page.getByRole('button', { name: '签到' }).click()
        await page.waitForSelector('[role=alert]')
        await page.fill('input[inputmode=numeric]', slip.digits)
        await page.getByRole('button', { name: '签到' }).click()
        await page.getByRole('button', { name: '签退' }).waitFor()
        await sound(page, '14-volunteer-checked-in')
    },
    async 'and check out two hours later, when the client is nobody’s to see again'(walker) {
        await leap(walker, times.ends, ['volunteer'])
        const page = await openPage(walker, '/volunteer', { width: 'phone', state: states.volunteer })
        await page.fill('input[inputmode=numeric]', slip.digits)
        await page.getByRole('button', { name: '签退' }).click()
        await page.locator('.badge', { hasText: '待确认' }).waitFor()
        await sound(page, '15-volunteer-checked-out')
        holds(!await contactShown(page), 'the client is still shown after it was over')
    },
    async 'the station confirms the hours, the stock and the service'(walker) {
        await leap(walker, times.told, ['worker', 'province'])
        const page = await openPage(walker, '/m/confirm', { width: 'phone', state: states.worker })
        await page.waitForSelector('.items button')
        await sound(page, '16-m-confirm')
        const told = await page.locator('.items li', { hasText: '送被子并检查炉具' }).textContent()
        for (const fact of ['2026-11-25 13:5', '2026-11-25 15:5', '现场码', '签到签退', '分钟']) holds(told.includes(fact), `nothing to judge the hours by: ${fact} is not in ${told}`)
        await page.locator('.items li', { hasText: '送被子并检查炉具' }).locator('button').click()
        await page.click('dialog footer .main')
        await page.waitForSelector('dialog', { state: 'detached' })
        for (const offer of await offersOf(walker, states.worker)) {
            const gift = await openPage(walker, `/m/records/linkage.offer/${offer}`, { width: 'phone', state: states.worker })
            await gift.waitForSelector('.acts button')
            await act(gift, '完成')
        }
        await page.goto(walker.url + need)
        await page.waitForSelector('.acts button')
        minutes = await page.evaluate(async (id) => (await (await fetch(`/api/v1/records/linkage.need/${id}`)).json()).fields.minutes, need.split('/').at(-1))
        await act(page, '服务完成', (dialog) => dialog.locator('textarea').first().fill('演示 两床被子已送到，炉具正常'))
        await page.locator('h1', { hasText: '已服务' }).waitFor()
        await act(page, '确认')
        await page.locator('h1', { hasText: '已确认' }).waitFor()
        await sound(page, '17-m-need-confirmed')
    },
    async 'the request is settled'(walker) {
        const page = await openPage(walker, request, { width: 'phone', state: states.worker })
        await page.waitForSelector('.acts button')
        await act(page, '当场解决', async (dialog) => {
            await dialog.locator('[data-field=result] :is(textarea, input)').fill('演示 被子已送到家里')
            await dialog.locator('[data-field=field] input').click()
            await dialog.locator('[role=option]').first().click()
        })
        await page.locator('h1', { hasText: '办结' }).waitFor()
        await sound(page, '18-m-request-done')
    },
    async 'the resident sees what was done and rates it'(walker) {
        const page = await followed(walker)
        await sound(page, '19-portal-done')
        holds((await page.textContent('main')).includes('被子已送到家里'), 'the result is not told')
        await page.locator('label.choice:has(input[value="5"])').click()
        await page.click('form button[type=submit]')
        await page.waitForSelector('.note.good[role=status]')
        await sound(page, '20-portal-rated')
    },
    async 'after a last kill the province sees it counted, to the minute'(walker) {
        await walker.house.killAndStart()
        const after = await provinceFigures(walker)
        const grown = Object.fromEntries(figures.map((id) => [id, after[id] - before[id]]))
        for (const id of ['requests-received', 'requests-done', 'needs-met', 'resources-used', 'requests-rated']) holds(grown[id] === 1, `${id} grew by ${grown[id]}`)
        holds(minutes >= 114 && minutes <= 116, `from 13:50 to 15:55 of a service planned from 14:00 to 16:00 gave ${minutes} minutes`)
        holds(grown['I-VOL-03'] === minutes, `volunteer minutes grew by ${grown['I-VOL-03']}, not ${minutes}`)
        const page = await openPage(walker, '/admin/', { state: states.province })
        const needsMet = 'a.tile[href$="/figures/needs-met"]'
        const tile = page.locator(needsMet)
        await page.waitForFunction((tile) => /^\d/.test(document.querySelector(`${tile} .value`)?.textContent.trim() ?? ''), needsMet)
        const told = (await tile.locator('.value').textContent()).trim()
        holds(told === String(after['needs-met']), `the tile tells ${told}, not ${after['needs-met']}`)
        await sound(page, '21-province')
        await tile.click()
        await page.waitForSelector('.head .value')
        await sound(page, '22-province-figure')
    },
    async 'and the recount of every figure from the tables says the same'(walker) {
        const after = await provinceFigures(walker)
        for (const id of figures) {
            const recounted = walker.house.command('figures', id, '--recount').split('\n')[0].split(' ')[0]
            const followed = walker.house.command('figures', id).split('\n')[0].split(' ')[0]
            holds(recounted === followed, `${id}: ${recounted} recounted, ${followed} followed, ${after[id]} answered`)
        }
    },
}, { demo: true })

async function wantQuilts(page) {
    await page.locator('summary', { hasText: '需要物资' }).click()
    await page.getByRole('button', { name: '添加 需要的物资' }).click()
    const row = page.locator('.line').first()
    await row.waitFor()
    await choose(row.locator('[data-field=item] input'), '棉被')
    await row.locator('[data-field=quantity] input').fill('2')
    await choose(row.locator('[data-field=unit] input'), '床')
}

/** Types into a box that finds while typing and takes the first it offers. */
async function choose(box, text) {
    await box.fill('')
    await box.fill(text)
    const option = box.locator('xpath=ancestor::*[contains(@class, "combobox")]').locator('[role=option]', { hasText: text }).first()
    await option.click()
}

/** The offers of the need that wait for the signed-in person, or that she may finish. */
async function offersOf(walker, state) {
    const page = await openPage(walker, '/m/', { state })
    const open = encodeURIComponent('kind != to_volunteer and state in (sent, accepted)')
    const found = await page.evaluate(async (where) => (await fetch(`/api/v1/records/linkage.offer?where=${where}`)).json(), open)
    const items = found.items.filter((one) => one.title.includes('送被子并检查炉具'))
    holds(items.length === 2, `${items.length} offers, not one for the worker and one for the quilts`)
    return items.map((one) => one.id)
}

async function codeOfThePlace(walker) {
    const page = await openPage(walker, need, { width: 'phone', state: states.worker })
    await page.locator('.acts button', { hasText: '现场签到码' }).click()
    const digits = await page.locator('.digits').textContent()
    await sound(page, '12-m-code')
    return digits.trim()
}

async function contactShown(page) {
    return /13800000001|马奶奶/.test(await page.textContent('main'))
}

/** The figures as the province's tiles and their pages tell them. */
async function provinceFigures(walker) {
    states.province ??= await signedIn(walker, '/admin/', 'province')
    const page = await openPage(walker, '/admin/', { state: states.province })
    return page.evaluate(async (ids) => {
        const asked = ids.map(async (id) => [id, (await (await fetch(`/api/v1/figures/${id}?region=620000000000`)).json()).value])
        return Object.fromEntries(await Promise.all(asked))
    }, figures)
}

/** Killed and up again hours later; sessions have ended meanwhile, so these sign in anew. */
async function leap(walker, time, logins) {
    await walker.house.killAndStart(time)
    for (const login of logins) states[login] = await signedIn(walker, doors[login], login)
}

/** Signs in at a door; answers what the browser keeps. */
async function signedIn(walker, door, login) {
    const page = await openPage(walker, door, { width: door === '/admin/' ? 'desk' : 'phone' })
    await page.waitForSelector('#login')
    await signIn(page, { ...walker, login })
    account[login] = (await page.evaluate(async () => (await fetch('/api/v1/session')).json())).account
    return page.context().storageState()
}

async function followed(walker) {
    const page = await openPage(walker, '/follow', { width: 'phone' })
    await page.fill('#receipt', slip.receipt)
    await page.fill('#code', slip.code)
    await page.click('form button[type=submit]')
    await page.waitForSelector('.now')
    return page
}

/** Does one event of the record on the page, answering what it asks by `answers`. */
async function act(page, label, answer = async () => {}) {
    await page.locator('.acts button', { hasText: label }).first().click()
    await answer(page.locator('dialog'))
    await page.click('dialog footer .main')
    await page.waitForSelector('dialog', { state: 'detached' })
}
