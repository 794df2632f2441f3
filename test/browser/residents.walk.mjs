// A resident asks for help on a phone, follows the request with receipt and code, and withdraws it; no page asks for an account.
import { holds, openPage, sound, walk } from './walk.mjs'

let receipt
let code

await walk('residents', {
    async 'the first page offers help, help lines and a way out'(walker) {
        const page = await openPage(walker, '/', { width: 'phone' })
        await page.waitForSelector('main h1')
        await sound(page, 'portal-home')
        for (const number of ['110', '120', '12345', '12355']) holds(await page.locator(`footer a[href="tel:${number}"]`).count() === 1, `${number} is missing`)
    },
    async 'words of danger bring the numbers to call before anything is sent'(walker) {
        const page = await openPage(walker, '/ask', { width: 'phone' })
        await page.waitForSelector('input[name=urgency]', { state: 'attached' })
        holds(await page.locator('.crisis').count() === 0, 'the warning stands there without need')
        await page.fill('#matter', '有人说想自杀')
        await page.waitForSelector('.crisis a[href="tel:120"]')
        await sound(page, 'portal-crisis')
    },
    async 'a request without an address of the person is not sent'(walker) {
        const page = await openPage(walker, '/ask', { width: 'phone' })
        await page.waitForSelector('#matter')
        await page.click('form button[type=submit]')
        await page.waitForSelector('#wrong li')
        await sound(page, 'portal-ask-wrong')
    },
    async 'what is asked brings a receipt and a code, shown once'(walker) {
        const page = await openPage(walker, '/ask', { width: 'phone' })
        await page.waitForSelector('input[name=urgency]', { state: 'attached' })
        await page.fill('#matter', '演示 老人没人做饭')
        for (let step = 0; step < 4; step++) {
            const select = page.locator('.steps select').nth(step)
            await select.waitFor()
            await select.selectOption({ index: 1 })
        }
        await page.fill('#applicant', '演示 王秀兰')
        await page.fill('#phone', '13800000000')
        await page.locator('label.choice:has(input[name=urgency])').first().click()
        await page.check('#consent')
        await page.click('form button[type=submit]')
        await page.waitForSelector('.slip dd')
        await sound(page, 'portal-receipt')
        const [first, second] = await page.locator('.slip dd').allTextContents()
        receipt = first.trim()
        code = second.trim()
        holds(await page.evaluate(() => !JSON.stringify({ ...sessionStorage, ...localStorage }).includes('演示')), 'what was typed stays in the browser')
        holds(!page.url().includes(receipt), 'the receipt stands in the address')
    },
    async 'receipt and code show the progress'(walker) {
        const page = await followed(walker, code)
        await page.waitForSelector('.now')
        await sound(page, 'portal-follow')
    },
    async 'a wrong code shows nothing'(walker) {
        const page = await followed(walker, 'AAAA-AAAA')
        await page.waitForSelector('[role=alert]')
        holds(await page.locator('.now').count() === 0, 'progress is shown for a wrong code')
    },
    async 'the request can be withdrawn'(walker) {
        const page = await followed(walker, code)
        await page.waitForSelector('.now')
        const before = await page.textContent('.now')
        await page.click('button.grave')
        await page.click('form.sure button[type=submit]')
        await page.waitForSelector('.note.good[role=status]')
        await sound(page, 'portal-withdrawn')
        holds(await page.textContent('.now') !== before, 'the state is as before')
    },
    async 'the quick exit leaves nothing'(walker) {
        const page = await openPage(walker, '/ask', { width: 'phone' })
        await page.waitForSelector('#matter')
        await page.fill('#matter', '演示 不能让人看见')
        await page.click('button.quit')
        await page.waitForURL('about:blank')
        await page.goto(`${walker.url}/ask`)
        await page.waitForSelector('#matter')
        holds(await page.inputValue('#matter') === '', 'the text came back')
    },
    async 'large type and English hold on every page'(walker) {
        const page = await openPage(walker, '/', { width: 'phone' })
        await page.waitForSelector('main h1')
        await page.click('button.tool')
        await page.click('button.language')
        for (const path of ['/', '/ask', '/follow', '/stations', '/volunteer']) {
            await page.goto(walker.url + path)
            await page.waitForSelector('main h1')
            await sound(page, `portal${path.replace('/', '-')}-large`)
            holds(await page.evaluate(() => document.documentElement.lang === 'en' && document.documentElement.scrollWidth <= innerWidth), `${path} is wider than the screen`)
        }
    },
})

async function followed(walker, withCode) {
    const page = await openPage(walker, '/follow', { width: 'phone' })
    await page.fill('#receipt', receipt)
    await page.fill('#code', withCode.toLowerCase())
    await page.click('form button[type=submit]')
    return page
}
