// Attachments over the wire: what was acknowledged outlives a killed server, and what is too large is refused, in chunks too.
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import { after, before, test } from 'node:test'
import { House } from './house.mjs'

let house
let worker

before(async () => {
    house = await House.make()
    house.command('account', 'add', 'worker', '--role', 'station_worker', '--region', '620123100000')
    worker = await house.somebody('worker')
})
after(() => house.end())

const picture = (size) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), randomBytes(size - 8)])

async function part(id, offset, bytes) {
    const reply = await fetch(`${house.url}/api/v1/blobs/${id}/parts?offset=${offset}`, { method: 'POST', body: bytes,
        headers: { cookie: worker.cookie, 'x-csrf-token': worker.csrf, 'request-id': randomUUID(), 'content-type': 'application/octet-stream' } })
    return { status: reply.status, body: await reply.json() }
}

async function content(id, headers = {}) {
    const reply = await fetch(`${house.url}/api/v1/blobs/${id}`, { headers: { cookie: worker.cookie, ...headers } })
    return { status: reply.status, bytes: Buffer.from(await reply.arrayBuffer()) }
}

/** Sends bytes as they come until the server answers; with a length, or in chunks. */
function pour(size, chunked) {
    return new Promise((answered, failed) => {
        const request = http.request(`${house.url}/api/v1/blobs`, { method: 'POST', headers: { cookie: worker.cookie, 'x-csrf-token': worker.csrf,
            'request-id': randomUUID(), 'file-name': 'a.png', 'content-type': 'application/octet-stream', ...(chunked ? {} : { 'content-length': size }) } })
        let done = false
        request.on('response', (reply) => { done = true; reply.resume(); answered(reply.statusCode) })
        request.on('error', (fault) => { if (!done) failed(fault) })
        const piece = picture(1_000_000)
        let left = size
        const more = () => {
            while (!done && left > 0) {
                left -= piece.length
                if (!request.write(piece)) return request.once('drain', more)
            }
            request.end()
        }
        more()
    })
}

test('a server killed between part and finish has lost nothing it acknowledged', async () => {
    const bytes = picture(3_000_000)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { id } = await worker.ask('POST', '/blobs', { name: '演示.png', size: bytes.length, sha256 })
    assert.equal((await part(id, 0, bytes.subarray(0, 1_000_000))).body.arrived, 1_000_000)
    assert.equal((await part(id, 1_000_000, bytes.subarray(1_000_000, 2_000_000))).body.arrived, 2_000_000)
    await house.kill()
    await house.start()
    assert.equal((await worker.ask('GET', `/blobs/${id}/parts`)).arrived, 2_000_000)
    await part(id, 2_000_000, bytes.subarray(2_000_000))
    const file = await worker.ask('POST', `/blobs/${id}/finish`)
    assert.equal(file.size, bytes.length)
    assert.ok((await content(id)).bytes.equals(bytes))
    const stretch = await content(id, { range: 'bytes=299990-300010' })
    assert.equal(stretch.status, 206)
    assert.ok(stretch.bytes.equals(bytes.subarray(299_990, 300_011)))
})

test('twenty million bytes are taken, twenty-one are not, with a length or in chunks', async () => {
    assert.equal(await pour(20_000_000, true), 201)
    assert.equal(await pour(21_000_000, false), 413)
    assert.equal(await pour(21_000_000, true), 413)
})

test('the folder holds one sealed file a content that reads as nothing', async () => {
    const contents = `${house.blobs}/contents`
    const before = readdirSync(contents).length
    const words = Buffer.from('演示的家访记录，只给有权的人看。'.repeat(50))
    const send = () => fetch(`${house.url}/api/v1/blobs`, { method: 'POST', body: words, headers: { cookie: worker.cookie, 'x-csrf-token': worker.csrf,
        'request-id': randomUUID(), 'file-name': encodeURIComponent('演示.txt'), 'content-type': 'application/octet-stream' } })
    const [one, other] = [await (await send()).json(), await (await send()).json()]
    assert.notEqual(one.id, other.id)
    assert.equal(readdirSync(contents).length, before + 1)
    for (const file of readdirSync(contents)) assert.ok(!readFileSync(`${contents}/${file}`).includes('演示'))
})
