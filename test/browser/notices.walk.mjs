// A request from the portal rings the bell of the station's worker: counted, read, and no longer counted, on the phone and on
// the desk, in both languages, with axe on each page.
import { holds, openPage, signIn, sound, walk } from './walk.mjs'

let phone
const badge = (page) => page.locator('a.bell .count')

await walk('notices', {
    async 'a request asked for in the portal rings the bell on the phone'(walker) {
        const page = await openPage(walker, '/m/', { width: 'phone' })
        await page.waitForSelector('#login')
        await signIn(page, { ...walker, login: walker.worker })
        await page.waitForSelector('a.bell')
        const { account } = await page.evaluate(async () => (await fetch('/api/v1/session')).json())
        await ask(walker, account.region)
        await unread(page, 1)
        await page.reload()
        await badge(page).waitFor()
        holds(await page.locator('a.bell').getAttribute('aria-label') === `通知，${await badge(page).innerText()} 条未读`, 'the bell does not say how many')
        await sound(page, 'notices-m-bell')
        phone = await page.context().storageState()
    },
    async 'the list says what happened and leads to the record'(walker) {
        const page = await openPage(walker, '/m/notices', { width: 'phone', state: phone })
        const first = page.locator('.notices li', { hasText: '演示 送餐' }).first()
        await first.waitFor()
        await sound(page, 'notices-m')
        await first.locator('a').click()
        await page.waitForURL(/records\/services\.request\//)
        await page.waitForSelector('main h1')
    },
    async 'reading all leaves the bell silent'(walker) {
        const page = await openPage(walker, '/m/notices', { width: 'phone', state: phone })
        await page.waitForSelector('.notices li')
        const all = page.locator('.head button')
        if (await all.count()) await all.click()
        await badge(page).waitFor({ state: 'detached' })
        await sound(page, 'notices-m-read')
    },
    async 'the desk has the same, in English too'(walker) {
        const { account } = await (await fetch(`${walker.url}/api/v1/session`, { headers: { cookie: phone.cookies.map((one) => `${one.name}=${one.value}`).join('; ') } })).json()
        await ask(walker, account.region)
        const page = await openPage(walker, '/admin/notices', { width: 'desk', state: phone })
        await unread(page, 1)
        await page.reload()
        await page.waitForSelector('.notices .fresh')
        await sound(page, 'notices-desk')
        await page.locator('header button', { hasText: 'English' }).click()
        await page.locator('h1', { hasText: 'Notices' }).waitFor()
        await sound(page, 'notices-desk-en')
    },
}, { demo: true })

/** Waits until the follower has told; asked of the server, not of the page. */
async function unread(page, least) {
    for (let tries = 0; tries < 200; tries++) {
        if (await page.evaluate(async () => (await (await fetch('/api/v1/notices?size=1')).json()).unread) >= least) return
        await page.waitForTimeout(100)
    }
    throw new Error('nobody was told')
}

async function ask(walker, town) {
    const { items } = await (await fetch(`${walker.url}/api/v1/public/regions?parent=${town}`)).json()
    const body = { place: items[0].code, matter: '演示 送餐', urgency: '1', is_self: true, applicant: '演示 王大爷', phone: '13800000000', consent: true }
    const answer = await fetch(`${walker.url}/api/v1/public/requests`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', 'Request-Id': crypto.randomUUID() } })
    holds(answer.status === 201, `the portal answered ${answer.status}`)
}
