// An official signs in, fills in a generated form, and finds the record in the list; axe looks at every page met, wide and narrow.
import { changeOne, fillIn, formFor } from './forms.mjs'
import { holds, openPage, signIn, sound, walk } from './walk.mjs'

let state
let type
let address

await walk('officials', {
    async 'a wrong password is refused in words and the form stays'(walker) {
        const page = await openPage(walker, '/admin/')
        await page.fill('#login', walker.login)
        await page.fill('#password', 'certainly not this one')
        await page.click('form.sign-in button[type=submit]')
        await page.waitForSelector('[role=alert]')
        await sound(page, 'admin-door')
        holds(await page.inputValue('#login') === walker.login, 'the account name is gone')
    },
    async 'signing in at /admin/ opens the first screen'(walker) {
        const page = await openPage(walker, '/admin/')
        await signIn(page, walker)
        await page.waitForSelector('main h1')
        await sound(page, 'admin-home')
        state = await page.context().storageState()
    },
    async 'what is typed survives a reload'(walker) {
        const page = await openPage(walker, '/admin/', { state })
        await page.waitForSelector('nav .module')
        type = await formFor(page)
        await page.goto(`${walker.url}/admin/records/${type.type}/new`)
        await fillIn(page, type)
        const typed = await formText(page)
        await page.reload()
        await page.waitForSelector('[data-field]')
        await page.waitForLoadState('networkidle')
        const back = await formText(page)
        holds(back === typed, `the form came back other than it was:\n${typed}\n${back}`)
    },
    async 'a form sent without what it needs says so at each field'(walker) {
        const page = await openPage(walker, `/admin/records/${type.type}/new`, { state })
        await page.waitForSelector('form button[type=submit]')
        await page.click('form button[type=submit]')
        await page.waitForSelector('#findings li')
        await sound(page, 'admin-form-wrong')
        holds(await page.locator('.finding').count() > 0, 'no field says what is wrong')
    },
    async 'a record typed into the generated form has its page and its history'(walker) {
        const page = await openPage(walker, `/admin/records/${type.type}/new`, { state })
        await fillIn(page, type)
        await sound(page, 'admin-form')
        await page.click('form button[type=submit]')
        await page.waitForURL(/\/records\/[^/]+\/[0-9a-f-]{36}$/)
        await page.waitForSelector('section ol.line li')
        await sound(page, 'admin-record')
        address = new URL(page.url()).pathname
    },
    async 'a change is saved and the history tells it'(walker) {
        const page = await openPage(walker, `${address}/edit`, { state })
        await page.waitForSelector('[data-field]')
        const name = await changeOne(page, type)
        await page.click('form button[type=submit]')
        await page.waitForURL((url) => url.pathname === address)
        await page.waitForFunction(() => document.querySelectorAll('section ol.line > li').length >= 2)
        const told = await page.locator('section ol.line > li').first().textContent()
        holds(told.includes(name), `the history does not name ${name}: ${told}`)
    },
    async 'the record stands in the list'(walker) {
        const page = await openPage(walker, `/admin/records/${type.type}/list`, { state })
        await page.waitForSelector('table tbody tr')
        await sound(page, 'admin-list')
        const link = page.locator(`table a[href="${address}"]`)
        const more = page.locator('.more button:not([disabled])')
        while (!await link.count() && await page.locator('.more button').count()) {
            const rows = await page.locator('table tbody tr').count()
            await more.click()
            await page.waitForFunction((before) => document.querySelectorAll('table tbody tr').length > before, rows)
        }
        holds(await link.count() === 1, `the list does not lead to ${address}`)
    },
    async 'a wrong criterion is refused at its character'(walker) {
        const page = await openPage(walker, `/admin/records/${type.type}/list`, { state })
        await page.fill('#where', 'id is not full')
        await page.click('form.filter button[type=submit]')
        const text = await page.textContent('#where-wrong')
        await sound(page, 'admin-list-wrong')
        holds(/11/.test(text), `the character is not named: ${text}`)
    },
    async 'the pages are sound on a narrow screen'(walker) {
        for (const [name, path] of [['clauses', '/admin/clauses'], ['home', '/admin/'], ['list', `/admin/records/${type.type}/list`], ['record', address]]) {
            const page = await openPage(walker, path, { state, width: 'phone' })
            await page.waitForSelector('main h1')
            await sound(page, `admin-${name}-narrow`)
        }
    },
    async 'a long sentence of the to-do list wraps'(walker) {
        for (const width of ['phone', 'desk']) {
            const page = await openPage(walker, '/admin/clauses', { state, width })
            await page.route('**/api/v1/todo', (route) => route.fulfill({ json: { items: [{ type: type.type, id: address.split('/').at(-1), title: '演示乡社会工作服务站', due_at: '2026-11-25T00:00:00+08:00', late: true,
                what: { zh: '站点须有2名以上专职、联合站每覆盖一个乡镇至少一名，且至少1人持证。', en: 'At least 2 full-time staff, one for each town of a joint station, and 1 certified.' } }], total: 1 } }))
            await page.goto(`${walker.url}/admin/`)
            await page.waitForSelector('.dues li')
            await sound(page, `admin-todo-${width}`)
            holds(await page.evaluate(() => [...document.querySelectorAll('.dues li *')].every((one) => one.getBoundingClientRect().right <= one.closest('.panel').getBoundingClientRect().right)), `${width}: the to-do list runs out of its card`)
        }
    },
    async 'a filter the server refuses says what it found'(walker) {
        const page = await openPage(walker, `/admin/records/${type.type}/list`, { state })
        await page.fill('#where', 'nmae is empty')
        await page.click('form.filter button[type=submit]')
        const text = await page.textContent('#where-wrong')
        holds(/1/.test(text) && text.includes('nmae'), `the server's sentence is not shown: ${text}`)
    },
    async 'the places below a figure lead down, and the way back stands above'(walker) {
        const page = await openPage(walker, '/admin/', { state })
        await page.click('.tile')
        await page.click('.places a >> nth=0')
        await page.waitForURL(/region=\d{12}/)
        await page.waitForFunction(() => document.querySelectorAll('.crumbs a').length === 2)
        await sound(page, 'admin-figure-below')
        await page.click('.crumbs a >> nth=1')
        await page.waitForURL((url) => !url.search)
    },
    async 'the switch turns page and lang to English'(walker) {
        const page = await openPage(walker, '/admin/clauses', { state })
        await page.waitForSelector('main h1')
        await page.click('button.language')
        holds(await page.evaluate(() => document.documentElement.lang) === 'en', 'lang did not follow')
        await sound(page, 'admin-clauses-english')
    },
})

/** Everything a person has typed or chosen in the form, as one text. */
function formText(page) {
    return page.evaluate(() => [...document.querySelectorAll('form:not(.filter) :is(input, textarea, select)')]
        .map((one) => (one.type === 'radio' || one.type === 'checkbox' ? String(one.checked) : one.value)).join('|'))
}
