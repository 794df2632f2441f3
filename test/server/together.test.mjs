// Two server processes share one PostgreSQL: what is written by one is seen, followed and counted by the other, and the
// figures of both agree while they are written to. SQLite is one process's own; there this file proves nothing.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { House } from './house.mjs'

const shared = process.env.LIANDONG_HOUSE === 'postgres'
const each = 50 // fewer than one address may ask for in an hour

describe('two servers on one database', { skip: !shared && 'SQLite belongs to one process' }, () => {
    let one, other, place
    before(async () => {
        one = await House.make({ demo: true })
        other = await one.another()
        place = (await one.nobody().ask('GET', '/public/regions?parent=620123100000')).items[0].code
    })
    after(async () => {
        await other?.stop()
        await one?.end()
    })
    const ask = (house) => house.nobody().raw('POST', '/public/requests', { is_self: true, applicant: '演示甲', phone: '0931-0000001', place, matter: '演示 送餐', urgency: '1', consent: true }, { 'request-id': randomUUID() })
    const received = async (official) => (await official.ask('GET', '/figures/requests-received')).value

    it('the figure of one follows what the other was asked, within two seconds', async () => {
        const official = await other.somebody('county')
        const from = await received(official)
        const begun = Date.now()
        assert.equal((await ask(one)).status, 201)
        while (await received(official) !== from + 1) assert.ok(Date.now() - begun < 2000, 'nobody told the other server')
    })
    it('both are written to at once: no number is given twice, and their figures agree with the tables', async () => {
        const officials = [await one.somebody('county'), await other.somebody('county')]
        const from = await received(officials[0])
        const receipts = (await Promise.all(Array.from({ length: each }, (_, turn) => ask(turn % 2 ? one : other)))).map((reply) => (assert.equal(reply.status, 201, JSON.stringify(reply.body)), reply.body.receipt))
        assert.equal(new Set(receipts).size, each)
        const begun = Date.now()
        for (const official of officials) while (await received(official) !== from + each) assert.ok(Date.now() - begun < 5000, `${await received(official)} after ${each} more than ${from}`)
        assert.match(one.command('figures', 'requests-received', '--recount', '--region', '620123000000'), new RegExp(`\\b${from + each}\\b`))
    })
    it('a session of one is known to the other, and its end too', async () => {
        const official = await one.somebody('county')
        const there = Object.assign(other.nobody(), { cookie: official.cookie, csrf: official.csrf })
        assert.equal((await there.raw('GET', '/session')).status, 200)
        await official.ask('DELETE', '/session')
        const begun = Date.now()
        while ((await there.raw('GET', '/session')).status !== 401) assert.ok(Date.now() - begun < 3000, 'the other server still lets in who has left')
    })
})
