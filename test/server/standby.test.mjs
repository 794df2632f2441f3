// A PostgreSQL that waits for a standby which never answers: a change is told as done only once the standby has it, and the
// same request sent again finds it done once.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { House } from './house.mjs'

const script = fileURLToPath(new URL('../postgres', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'liandong-standby-'))
let house

before(async () => {
    const started = spawnSync(script, ['start', folder], { encoding: 'utf8' })
    assert.equal(started.status, 0, started.stderr)
    house = await House.make({ postgres: started.stdout.trim() })
})
after(async () => {
    await house?.end()
    spawnSync(script, ['stop', folder])
})

/** A standby that is none; or none needed. */
function waitFor(standby) {
    for (const sql of [`alter system set synchronous_standby_names = '${standby}'`, 'select pg_reload_conf()']) house.sql(sql)
}
const waiting = () => Number(house.sql("select count(*) from pg_stat_activity where wait_event = 'SyncRep'"))
async function until(truth, otherwise) {
    for (let tries = 0; tries < 200; tries++) {
        if (truth()) return
        await new Promise((wait) => setTimeout(wait, 50))
    }
    throw new Error(otherwise)
}

test('what no standby has confirmed is not told as done, and the same request finds it done once', async () => {
    const somebody = house.nobody()
    const { items: [place] } = await somebody.ask('GET', '/public/regions?parent=620123100000')
    const body = { is_self: true, applicant: '演示甲', phone: '0931-0000001', place: place.code, matter: '演示 送餐', urgency: '1', consent: true }
    const once = { 'request-id': randomUUID() }
    const count = () => Number(house.sql("select count(*) from services_request where matter = '演示 送餐'"))
    assert.equal(count(), 0)

    waitFor('nobody')
    let answered = null
    const asked = somebody.raw('POST', '/public/requests', body, once).then((reply) => (answered = reply))
    await until(() => waiting() >= 1, 'the commit does not wait for its standby')
    // Whoever keeps the database gives up waiting, again and again: done here, and nowhere else.
    for (let tries = 0; !answered && tries < 400; tries++) {
        house.sql("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'")
        await new Promise((wait) => setTimeout(wait, 50))
    }
    await asked
    assert.equal(answered.status, 503, JSON.stringify(answered.body))
    assert.equal(answered.body.error.code, 'db.outcome_unknown')

    waitFor('')
    const again = await somebody.raw('POST', '/public/requests', body, once)
    assert.equal(again.status, 201, JSON.stringify(again.body))
    assert.equal(count(), 1, 'it was done twice, or not at all')
})

test('a standby that answers late only makes the change wait', async () => {
    const somebody = house.nobody()
    const { items: [place] } = await somebody.ask('GET', '/public/regions?parent=620123100000')
    waitFor('nobody')
    const asked = somebody.raw('POST', '/public/requests', { is_self: true, applicant: '演示乙', phone: '0931-0000002', place: place.code, matter: '演示 陪诊', urgency: '1', consent: true }, { 'request-id': randomUUID() })
    await until(() => waiting() >= 1, 'the commit does not wait for its standby')
    house.sql("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'")
    await until(() => waiting() >= 1, 'the commit is not confirmed by a later one')
    waitFor('')
    assert.equal((await asked).status, 201)
})
