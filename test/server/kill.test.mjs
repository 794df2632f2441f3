// Eight people write while the server is killed, again and again: what was acknowledged is there afterwards, and what was not
// is there whole or not at all. The control answers before it writes, as a careless server would, and must be caught losing.
//   LIANDONG_KILLS   how often (6 unless told)
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { House, Somebody, nobodysIdNumber } from './house.mjs'

const kills = Number(process.env.LIANDONG_KILLS ?? 6)
const place = '620123100000'
let house
before(async () => {
    house = await House.make()
    for (let writer = 0; writer < 8; writer++) house.command('account', 'add', `writer${writer}`, '--role', 'station_worker', '--region', place)
})
after(() => house.end())

/** Writes persons until the server is gone; answers the numbers asked for and the ids acknowledged. */
async function writeUntilGone(who, turn, writer) {
    const asked = []
    const acknowledged = []
    for (;;) {
        const number = nobodysIdNumber(writer * 61 + asked.length, `${1950 + turn % 50}0101`)
        asked.push(number)
        try {
            const answer = await who.raw('POST', '/records/people.person', { fields: { name: '演示被中断', id_no: number, live_region: place } })
            if (answer.status === 201 || answer.status === 200) acknowledged.push(answer.body.record.id)
        } catch {
            return { asked, acknowledged }
        }
        if (asked.length === 60) return { asked, acknowledged }
    }
}

/** One round against `door`; answers how many acknowledged records are gone and how many there are at all. */
async function round(turn, door, cut = async () => {}) {
    const writers = await Promise.all(Array.from({ length: 8 }, (_, writer) => signedIn(door, `writer${writer}`)))
    const before = await total()
    const writing = writers.map((who, writer) => writeUntilGone(who, turn, writer))
    await new Promise((later) => setTimeout(later, 120 + 70 * (turn % 5)))
    await cut()
    await house.killAndStart()
    const done = await Promise.all(writing)
    const reader = await signedIn(house, 'writer0')
    const found = await Promise.all(done.flatMap((one) => one.acknowledged).map(async (id) => (await reader.raw('GET', `/records/people.person/${id}`)).status === 200))
    const asked = done.reduce((sum, one) => sum + one.asked.length, 0)
    return { acknowledged: found.length, lost: found.filter((there) => !there).length, grown: await total() - before, asked }
}

async function signedIn(door, login) {
    const who = new Somebody(house)
    await who.signIn(login)
    who.house = door
    return who
}
async function total() {
    const who = await signedIn(house, 'writer0')
    return (await who.ask('GET', '/records/people.person?total=exact&size=1')).total
}

describe(`the server killed ${kills} times while eight write`, () => {
    it('loses nothing it acknowledged and keeps nothing that was not asked for', async () => {
        let acknowledged = 0
        for (let turn = 0; turn < kills; turn++) {
            const seen = await round(turn, house)
            assert.equal(seen.lost, 0, `round ${turn}: ${seen.lost} of ${seen.acknowledged} acknowledged records are gone`)
            assert.ok(seen.grown >= seen.acknowledged && seen.grown <= seen.asked, `round ${turn}: ${seen.grown} are there, ${seen.acknowledged} acknowledged, ${seen.asked} asked`)
            acknowledged += seen.acknowledged
        }
        assert.ok(acknowledged > 20 * kills, `only ${acknowledged} were acknowledged: too few to lose any`)
    })
    it('while a door that answers before it writes is caught losing', async () => {
        const hasty = await HastyDoor.open(house)
        const seen = await round(kills, hasty, () => hasty.close())
        assert.ok(seen.lost > 0, `the control lost none of ${seen.acknowledged}`)
    })
})

/** The control: says yes at once, passes the request on a little later, and forgets what it still holds when it is closed. */
class HastyDoor {
    static async open(house) {
        const door = new HastyDoor()
        door.waiting = new Set()
        door.server = createServer(async (request, reply) => {
            let body = ''
            for await (const part of request) body += part
            const id = crypto.randomUUID().replace(/^(.{14})4/, '$17')
            reply.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ record: { id } }))
            const timer = setTimeout(() => {
                door.waiting.delete(timer)
                const { host, 'content-length': _, connection: __, ...headers } = request.headers
                fetch(house.url + request.url, { method: 'POST', headers, body: JSON.stringify({ id, ...JSON.parse(body) }) }).catch(() => {})
            }, 100)
            door.waiting.add(timer)
        })
        await new Promise((ready) => door.server.listen(0, '127.0.0.1', ready))
        door.url = `http://127.0.0.1:${door.server.address().port}`
        return door
    }
    close() {
        for (const timer of this.waiting) clearTimeout(timer)
        this.server.closeAllConnections()
        return new Promise((closed) => this.server.close(closed))
    }
}
