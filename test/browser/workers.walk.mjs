// A request from the portal is taken up on a station worker's phone, becomes a need, is matched, and offers go out. Between the
// steps axe looks at each page.
import { deflateSync, crc32 } from 'node:zlib'
import { asked, fillField, write } from './forms.mjs'
import { holds, openPage, signIn, sound, walk } from './walk.mjs'

let state
let request
let need

await walk('workers', {
    async 'a station worker signs in on a phone and sees the day'(walker) {
        holds(walker.worker, 'LIANDONG_WORKER names no station worker')
        const page = await openPage(walker, '/m/', { width: 'phone' })
        await page.waitForSelector('#login')
        await sound(page, 'm-door')
        await signIn(page, { ...walker, login: walker.worker })
        await page.waitForSelector('main h1')
        await sound(page, 'm-today')
        state = await page.context().storageState()
    },
    async 'a request asked for in the portal waits there'(walker) {
        const { account } = await json(walker, '/session')
        await ask(walker, account.region)
        const page = await openPage(walker, '/m/', { width: 'phone', state })
        await page.locator('section a.item', { hasText: '演示 送餐' }).first().click()
        await page.waitForSelector('.acts button')
        await sound(page, 'm-request')
        request = new URL(page.url()).pathname
    },
    async 'accepting finds the person while typing and makes her a client'(walker) {
        const page = await openPage(walker, `${request}/accept`, { width: 'phone', state })
        await page.waitForSelector('#find-person')
        const [volunteer] = (await json(walker, '/records/volunteers.volunteer?size=1')).items // somebody who is no client yet
        await page.fill('#find-person', volunteer.title.split(' ').at(-1))
        await page.waitForSelector('[role=option]')
        holds(/\d{4}-\d\d-\d\d/.test(await page.locator('[role=option]').first().textContent()), 'nothing tells two persons of one name apart')
        await page.locator('[role=option]', { hasNotText: '已是服务对象' }).last().click()
        await page.waitForSelector('[data-field=kinds]')
        await (await asked(page, 'kinds')).locator('label.choice').last().click()
        await write(page, 'since', today(0))
        await sound(page, 'm-client')
        await page.click('form .foot .main')
        await page.click('.chosen ~ button')
        await page.waitForURL((url) => url.pathname === request)
        await page.waitForSelector('.acts a[href*="linkage.need"]')
        await sound(page, 'm-accepted')
    },
    async 'a need begins with what the request knows and is posted'(walker) {
        const page = await openPage(walker, request, { width: 'phone', state })
        await page.click('.acts a[href*="linkage.need"]')
        await page.waitForSelector('[data-field=task]')
        await page.waitForLoadState('networkidle')
        holds((await page.textContent('[data-field=contact_name]')).includes('演示'), 'the contact is not filled in')
        await write(page, 'task', '演示 送餐并陪伴聊天')
        await write(page, 'starts_at', `${today(2)}T10:00`)
        await write(page, 'ends_at', `${today(2)}T12:00`)
        await write(page, 'people', '1')
        await write(page, 'meet_at', '演示村委会门口')
        await write(page, 'safety', '注意路滑')
        await (await asked(page, 'field')).locator('input').click()
        await page.locator('[role=option]').first().click()
        await sound(page, 'm-need')
        await page.click('form .foot .main')
        await page.waitForURL(/linkage\.need\/[0-9a-f-]{36}$/)
        need = new URL(page.url()).pathname
        await page.locator('.acts button', { hasText: '发布' }).click()
        await page.click('dialog footer .main')
        await page.waitForSelector('dialog', { state: 'detached' })
        await sound(page, 'm-posted')
    },
    async 'the board proposes people with reasons and sends offers'(walker) {
        const page = await openPage(walker, '/admin/linkage', { state })
        await page.waitForSelector('.page-head button')
        await page.click('.page-head button')
        await page.waitForSelector('.needs li', { timeout: 60_000 })
        await sound(page, 'board')
        holds(await page.locator('.needs .reasons li').count() > 0, 'no reason is given')
        await page.click('.page-head .main')
        await page.waitForSelector('.needs .badge.work')
        await sound(page, 'board-sent')
    },
    async 'the check-in code of the place stands large on the phone'(walker) {
        const page = await openPage(walker, need, { width: 'phone', state })
        await page.locator('.acts button', { hasText: '现场签到码' }).click()
        const code = await page.locator('.digits').textContent()
        await sound(page, 'm-code')
        holds(/^\d{4,8}$/.test(code.trim()), `no code: ${code}`)
    },
    async 'a photograph is attached to a service record over a broken line and stands on its card'(walker) {
        const page = await openPage(walker, '/m/records/services.contact/new', { width: 'phone', state })
        await page.waitForSelector('[data-field=photo]')
        await page.locator('[data-field=anonymous] label.choice').first().click()
        for (const [name, kind] of [['place', 'region'], ['minutes', 'minutes'], ['field', 'code'], ['method', 'code'], ['mode', 'code']])
            await fillField(page.locator(`[data-field=${name}]`), { kind })
        await page.fill('[data-field=content] textarea', '演示 入户走访，情况平稳。')
        const chooser = page.locator('[data-field=photo] input[type=file]').first()
        await chooser.setInputFiles({ name: '演示.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
        holds((await page.textContent('[data-field=photo] [role=alert]')).includes('JPEG'), 'a drawing is not refused with what is taken')
        let broken = 0
        await page.route('**/parts?offset=*', (route) => (broken++ ? route.continue() : route.abort()))
        await page.focus('[data-field=photo] button')
        await chooser.setInputFiles({ name: '演示照片.png', mimeType: 'image/png', buffer: photograph() })
        await page.waitForSelector('[data-field=photo] a.file img')
        await sound(page, 'm-photo')
        await page.click('form .foot .main')
        await page.waitForURL(/services\.contact\/[0-9a-f-]{36}$/)
        const picture = page.locator('dl a.file img')
        await picture.scrollIntoViewIfNeeded()
        await picture.waitFor()
        await page.waitForFunction(() => document.querySelector('dl a.file img').naturalWidth > 0)
        holds(broken > 1, 'the broken line was not tried again')
        await sound(page, 'm-contact')
        const desk = await openPage(walker, new URL(page.url()).pathname.replace('/m/', '/admin/'), { state })
        await desk.waitForSelector('dl a.file img')
        await sound(desk, 'desk-contact')
    },
}, { demo: true })

/** A small picture of hills, made here: no photograph of anybody. */
function photograph(width = 320, height = 240) {
    const rows = Buffer.alloc((1 + 3 * width) * height)
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
        const hill = y > height * (0.55 + 0.12 * Math.sin(x / 37)) ? [28, 92, 87] : y > height * (0.45 + 0.1 * Math.sin(x / 61 + 2)) ? [150, 110, 70] : [214, 226, 236]
        rows.set(hill, y * (1 + 3 * width) + 1 + 3 * x)
    }
    const chunk = (name, data) => {
        const body = Buffer.concat([Buffer.from(name), data])
        const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
        length.writeUInt32BE(data.length)
        sum.writeUInt32BE(crc32(body))
        return Buffer.concat([length, body, sum])
    }
    const head = Buffer.alloc(13)
    head.writeUInt32BE(width, 0)
    head.writeUInt32BE(height, 4)
    head.set([8, 2, 0, 0, 0], 8)
    return Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** A day from now, in the time of +08:00. */
function today(ahead) {
    return new Date(Date.now() + ahead * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
}

async function json(walker, path) {
    const page = await openPage(walker, '/m/', { state })
    return page.evaluate(async (address) => (await fetch(address)).json(), `/api/v1${path}`)
}

/** What the portal's page sends, for the first village of the worker's township. */
async function ask(walker, town) {
    const { items } = await (await fetch(`${walker.url}/api/v1/public/regions?parent=${town}`)).json()
    const body = { place: items[0].code, matter: '演示 送餐', urgency: '1', is_self: true, applicant: '演示 王大爷', phone: '13800000000', consent: true }
    const answer = await fetch(`${walker.url}/api/v1/public/requests`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', 'Request-Id': crypto.randomUUID() } })
    holds(answer.status === 201, `the portal answered ${answer.status}`)
}
