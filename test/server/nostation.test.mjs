// Where no station covers a village the county has the request; and what is due is told to the one it is for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { House } from './house.mjs'

const village = '620121105001' // 永登县: no station in the demonstration
let house

before(async () => (house = await House.make({ demo: true })))
after(() => house.end())

const asked = (more) => ({ is_self: true, applicant: '演示赵六', phone: '13900000001', place: village, matter: '演示求助', urgency: '1', consent: true, ...more })

async function until(look, says) {
    for (let tries = 0; tries < 100; tries++) {
        const found = await look()
        if (found) return found
        await new Promise((wait) => setTimeout(wait, 100))
    }
    assert.fail(says)
}

test('a request without a station reaches the county, which gives it to a station or takes it up', async () => {
    house.command('account', 'add', 'yongdeng', '--role', 'county', '--region', '620121')
    house.command('account', 'add', 'gaolan', '--role', 'county', '--region', '620122')
    const receipt = await house.nobody().ask('POST', '/public/requests', asked())
    assert.equal(receipt.station, null)

    const county = await house.somebody('yongdeng')
    const mine = async (who) => (await who.ask('GET', '/records/services.request')).items.filter((one) => one.fields.number === receipt.receipt)
    const [request] = await mine(county)
    assert.ok(request)
    assert.equal((await mine(await house.somebody('gaolan'))).length, 0)
    const due = (await county.ask('GET', '/todo')).items.filter((one) => one.id === request.id)
    assert.deepEqual(due.map((one) => one.what.zh), ['受理时限'])
    await until(async () => (await county.ask('GET', '/notices')).items.find((one) => one.record === request.id || one.record?.id === request.id), 'no notice came')

    const read = await county.ask('GET', `/records/services.request/${request.id}`)
    const record = await county.fire({ ...read, type: 'services.request' }, 'accept', { anonymous: true })
    assert.equal(record.state, 'assessing')
})

test('the county gives a request without a station to one, and then reads it no longer', async () => {
    const receipt = await house.nobody().ask('POST', '/public/requests', asked())
    const county = await house.somebody('yongdeng')
    const request = (await county.ask('GET', '/records/services.request')).items.find((one) => one.fields.number === receipt.receipt)
    const [station] = (await county.ask('GET', '/records/stations.station?size=1&where=' + encodeURIComponent('state in (trial, running)'))).items
    const given = await county.raw('POST', `/records/services.request/${request.id}/events/assign`, { fields: { station: station.id } }, { 'if-match': `"${request.version}"` })
    assert.equal(given.status, 200, JSON.stringify(given.body))
    assert.equal((await county.raw('GET', `/records/services.request/${request.id}`)).status, 404)
})

test('who writes of danger is urgent, whatever was ticked', async () => {
    const worker = await house.somebody('worker')
    const receipt = await house.nobody().ask('POST', '/public/requests', asked({ place: (await worker.ask('GET', `/public/regions?parent=${worker.account.region}`)).items[0].code, story: '演示：说不想活了' }))
    const first = (await worker.ask('GET', '/records/services.request?where=' + encodeURIComponent('state = waiting') + '&sort=answer_by&size=5')).items
    const mine = first.find((one) => one.fields.number === receipt.receipt)
    assert.equal(JSON.stringify(mine.fields.urgency).includes('3'), true)
})

test('who may not read a record hears that it is not there, whatever she tries', async () => {
    const worker = await house.somebody('worker')
    const [request] = (await worker.ask('GET', '/records/services.request?size=1')).items
    const province = await house.somebody('province')
    const nowhere = '01900000-0000-7000-8000-000000000000'
    for (const id of [request.id, nowhere]) {
        const answers = [await province.raw('GET', `/records/services.request/${id}`),
            await province.raw('PATCH', `/records/services.request/${id}`, { fields: { matter: '演示' } }, { 'if-match': '"1"' }),
            await province.raw('POST', `/records/services.request/${id}/events/accept`, { fields: {} }, { 'if-match': '"1"' })]
        assert.deepEqual(answers.map((one) => [one.status, one.body.error.code]), Array(3).fill([404, 'record.not_found']))
    }
})
