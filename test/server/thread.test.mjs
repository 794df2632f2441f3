// The thread through the house: a resident asks, a station worker takes it up, the county sees it counted; the server is
// killed in the middle and nothing that was acknowledged is lost.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { House, nobodysIdNumber } from './house.mjs'

let house
let worker
let county
before(async () => {
    house = await House.make({ demo: true })
    worker = await house.somebody('worker')
    county = await house.somebody('county')
})
after(() => house.end())

async function village(town) {
    const answer = await house.nobody().ask('GET', `/public/regions?parent=${town}`)
    return answer.items[0].code
}
const help = (place) => ({ place, matter: '送餐（演示）', urgency: '1', is_self: true, applicant: '演示求助人', phone: '0931-0000001', consent: true })

describe('a request for help', () => {
    let receipt
    let request

    it('is taken without an account and answered with a receipt, a code and the station', async () => {
        receipt = await house.nobody().ask('POST', '/public/requests', help(await village(worker.account.region)))
        assert.match(receipt.receipt, /^QZ\d{18}$/)
        assert.match(receipt.code.replaceAll('-', ''), /^[0-9A-Z]{8,}$/)
        assert.ok(receipt.station.name)
    })
    it('is still there after the server was killed the moment it was acknowledged', async () => {
        await house.kill()
        await house.start()
        const seen = await house.nobody().ask('POST', `/public/requests/${receipt.receipt}`, { code: receipt.code, do: 'follow' })
        assert.equal(seen.state, 'waiting')
    })
    it('stands in the list of the station it went to', async () => {
        const page = await worker.ask('GET', `/records/services.request?where=${encodeURIComponent(`number = '${receipt.receipt}'`)}`)
        assert.equal(page.items.length, 1)
        request = await worker.ask('GET', `/records/services.request/${page.items[0].id}`)
        assert.equal(request.fields.phone, '0931-0000001')
    })
    it('is taken up for a person whom the worker adds', async () => {
        const person = await worker.ask('POST', '/records/people.person', { fields: { name: '演示求助人', id_no: nobodysIdNumber(7), live_region: request.fields.place.code } })
        const client = await worker.ask('POST', '/records/services.client', { fields: { person: person.record.id, kinds: ['99'], station: worker.account.station } })
        request = await worker.fire(request, 'accept', { client: client.record.id, field: '01' })
        assert.equal(request.state, 'assessing')
    })
    it('shows each step on the resident’s page and nothing of the story', async () => {
        const seen = await house.nobody().ask('POST', `/public/requests/${receipt.receipt}`, { code: receipt.code, do: 'follow' })
        assert.deepEqual(seen.steps.map((step) => step.state).filter((state) => state !== 'draft'), ['waiting', 'assessing'])
        assert.ok(!JSON.stringify(seen).includes('0931-0000001'))
    })
    it('is settled, rated, and counted for the county', async () => {
        const before = (await county.ask('GET', '/figures/requests-done')).value
        request = await worker.fire(request, 'settle', { result: '已联系食堂送餐（演示）', field: '01' })
        const rated = await house.nobody().ask('POST', `/public/requests/${receipt.receipt}`, { code: receipt.code, do: 'rate', rating: 5 })
        assert.equal(rated.state, 'rated')
        assert.equal((await county.ask('GET', '/figures/requests-done')).value, before + 1)
    })
    it('answers a wrong code and a wrong receipt alike', async () => {
        const wrongCode = await house.nobody().raw('POST', `/public/requests/${receipt.receipt}`, { code: '0000-0000', do: 'follow' })
        const wrongReceipt = await house.nobody().raw('POST', '/public/requests/QZ202601016201239999', { code: receipt.code, do: 'follow' })
        assert.equal(wrongCode.status, 404)
        assert.deepEqual(wrongCode.body, wrongReceipt.body)
    })
})

describe('a database prepared for another pack or version', () => {
    it('is not served, and the command that prepares it is named', async () => {
        const other = await House.make()
        await other.kill()
        other.sql("update house set value = 'another' where name = 'made for'")
        assert.throws(() => other.command('account', 'list'), /liandong init --db/)
        other.command('init', '--pack', 'pack/gansu-2021')
        other.command('account', 'list')
        await other.end()
    })
})

describe('a repeated request', () => {
    it('with the same Request-Id and body has the same outcome, once', async () => {
        const id = { 'request-id': randomUUID() }
        const body = { fields: { name: '演示一次', id_no: nobodysIdNumber(11), live_region: worker.account.region } }
        const first = await worker.ask('POST', '/records/people.person', body, id)
        const second = await worker.ask('POST', '/records/people.person', body, id)
        assert.equal(second.record.id, first.record.id)
        assert.equal(second.position, first.position)
    })
    it('with another body is refused', async () => {
        const id = { 'request-id': randomUUID() }
        await worker.ask('POST', '/records/people.person', { fields: { name: '演示甲', id_no: nobodysIdNumber(13), live_region: worker.account.region } }, id)
        const other = await worker.raw('POST', '/records/people.person', { fields: { name: '演示乙', id_no: nobodysIdNumber(15), live_region: worker.account.region } }, id)
        assert.equal(other.status, 409)
    })
})

describe('what is not yours', () => {
    it('is answered as if it were not there', async () => {
        const page = await worker.ask('GET', '/records/services.request?size=1')
        const volunteer = await house.somebody('volunteer')
        const theirs = await volunteer.raw('GET', `/records/services.request/${page.items[0].id}`)
        const nothing = await volunteer.raw('GET', `/records/services.request/${randomUUID()}`)
        assert.equal(theirs.status, 404)
        assert.deepEqual(theirs.body, nothing.body)
    })
    it('is left out of the list behind a figure, which says that it holds only some', async () => {
        const mine = await worker.ask('GET', '/figures/requests-received/records?size=200')
        assert.equal(mine.all, false)
        assert.ok(mine.items.length > 0 && mine.total <= mine.figure.value)
        const readable = async (who, item) => (await who.raw('GET', `/records/services.request/${item.id}`)).status
        for (const item of mine.items.slice(0, 5)) assert.equal(await readable(worker, item), 200)
        const above = await county.ask('GET', '/figures/requests-received/records?size=200')
        assert.ok(above.total < above.figure.value, 'the county reads few of the requests it counts')
        for (const item of above.items) assert.equal(await readable(county, item), 200)
    })
    it('is not told through a filter, a sort or a form', async () => {
        for (const path of [`where=${encodeURIComponent("phone = '0931-0000001'")}`, 'sort=applicant'])
            assert.ok([400, 422].includes((await county.raw('GET', `/records/services.request?${path}`)).status), path)
    })
    it('is not written by the way of an event whose right is all one has', async () => {
        const page = await county.ask('POST', '/records/volunteers.volunteer/search', { where: 'state = normal', size: 1 })
        const one = page.items[0]
        const act = (fields) => county.raw('POST', `/records/volunteers.volunteer/${one.id}/events/pause`, { fields, reason: '演示' }, { 'if-match': `"${one.version}"` })
        assert.equal((await act({ max_distance: 99 })).status, 403)
        assert.equal((await act({})).status, 200)
    })
    it('needs the token of the session for every change', async () => {
        const forged = await worker.raw('POST', '/records/people.person', { fields: {} }, { 'x-csrf-token': 'forged' })
        assert.equal(forged.status, 403)
    })
})

describe('eight writers at once', () => {
    it('never make a list that differs from the figure it carries', async () => {
        const places = await village(worker.account.region)
        let written = 0
        let stop = false
        const write = async (writer) => {
            for (let turn = 0; turn < 12; turn++) {
                const person = await worker.ask('POST', '/records/people.person', { fields: { name: '演示志愿者', id_no: nobodysIdNumber(100 + writer * 40 + turn, '19800101'), live_region: places } })
                const made = await worker.ask('POST', '/records/volunteers.volunteer', { fields: { person: person.record.id, station: worker.account.station, skills: ['07'], slots: ['11', '62'] } })
                await county.fire({ ...made.record, type: 'volunteers.volunteer' }, 'verify')
                written++
            }
        }
        const looks = []
        const look = async () => {
            while (!stop) {
                const seen = await county.ask('GET', '/figures/I-VOL-01/records?size=1')
                looks.push([seen.total, seen.figure.value])
            }
        }
        const before = (await county.ask('GET', '/figures/I-VOL-01')).value
        const looking = look()
        await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)))
        stop = true
        await looking
        for (const [total, value] of looks) assert.equal(total, value)
        assert.ok(new Set(looks.map(([total]) => total)).size > 3, 'the figure moved while it was watched')
        assert.equal((await county.ask('GET', '/figures/I-VOL-01')).value, before + written)
    })
})

describe('bad input', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000)
    const person = (fields) => ({ fields: { name: '演示', live_region: '620123100000', ...fields } })
    const cases = {
        'not JSON': ['{"fields":', 400],
        'ten thousand deep': [`{"fields":{"name":${deep}}}`, 400],
        'a lone surrogate': ['{"fields":{"name":"\\ud800"}}', 400],
        'a NUL': ['{"fields":{"name":"a\\u0000b"}}', 400],
        'an unknown field': [person({ favourite: 'tea' }), 422],
        'a number for a text': [person({ name: 7 }), 422],
        'a list for a date': [person({ birth_date: ['2026-11-23'] }), 422],
        'an impossible date': [person({ birth_date: '2023-02-29' }), 422],
        'a word the list lacks': [person({ ethnic: '99' }), 422],
        'a region outside one’s scope': [person({ live_region: '620402001000', id_no: nobodysIdNumber(21) }), 422],
        'a place that is none': [person({ live_region: '629999000000' }), 422],
        'a computed field': [{ fields: { station: 'x', number: 'ST1' } }, 422, 'volunteers.volunteer'],
        'a type that is none': [person({}), 404, 'people.ghost'],
    }
    for (const [what, [body, status, type = 'people.person']] of Object.entries(cases))
        it(`${what} is answered ${status}, in both languages`, async () => {
            const zh = await worker.raw('POST', `/records/${type}`, body)
            const en = await worker.raw('POST', `/records/${type}`, body, { 'accept-language': 'en' })
            assert.equal(zh.status, status, JSON.stringify(zh.body))
            assert.equal(en.status, status)
            assert.match(zh.body.error.message, /[\u4e00-\u9fff]/)
            assert.match(en.body.error.message, /[a-z]/)
            for (const field of zh.body.error.fields ?? []) assert.match(field.message, /[\u4e00-\u9fff]/)
        })
    it('writes nothing half', async () => {
        const lines = () => house.sql('select count(*) from journal').trim()
        const before = lines()
        await worker.raw('POST', '/records/people.person', person({ favourite: 'tea' }))
        assert.equal(lines(), before)
    })
    it('a stale version tells both', async () => {
        const made = (await worker.ask('POST', '/records/people.person', person({ id_no: nobodysIdNumber(23) }))).record
        const change = (name) => worker.raw('PATCH', `/records/people.person/${made.id}`, { fields: { name } }, { 'if-match': `"${made.version}"` })
        assert.equal((await change('演示甲')).status, 200)
        const stale = await change('演示乙')
        assert.equal(stale.status, 409)
        assert.equal(stale.body.error.detail.theirs.fields.name, '演示甲')
    })
    it('a change without its version is 428', async () => {
        const made = (await worker.ask('POST', '/records/people.person', person({ id_no: nobodysIdNumber(25) }))).record
        assert.equal((await worker.raw('PATCH', `/records/people.person/${made.id}`, { fields: {} })).status, 428)
    })
})

describe('SIGTERM', () => {
    it('lets the server finish and exit 0', async () => {
        assert.equal(await house.stop(), 0)
        await house.start()
    })
})
