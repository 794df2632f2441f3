// The interface is held to what it says of itself: the document is true OpenAPI 3.1, a walk over every route answers what
// was promised, and hundreds of requests made by chance, right and wrong, never meet a fault of the server, an undeclared
// answer or a refusal without words, and nothing of a refused one is written.
//   Others and more: OPENAPI_REQUESTS=2000 OPENAPI_SEED=7 node --test test/server/openapi.test.mjs
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Chance } from './chance.mjs'
import { Contract, wordless } from './contract.mjs'
import { House, nobodysIdNumber } from './house.mjs'
import { address, bodyFor, mistakes, request } from './requests.mjs'

const count = Number(process.env.OPENAPI_REQUESTS ?? (process.env.LIANDONG_HOUSE === 'postgres' ? 200 : 600)) // each refusal is counted by a question to the database, which takes its time there
const seed = Number(process.env.OPENAPI_SEED ?? 2021)

let house, contract, known
const who = {}
const answered = new Map()

before(async () => {
    house = await House.make({ demo: true })
    for (const login of ['worker', 'county', 'volunteer']) who[login] = await house.somebody(login)
    who.nobody = house.nobody()
    contract = await Contract.of(house)
})
after(() => house.end())

/** Asks a route as the document says it is asked; fails when the answer is none it promised. */
async function promised(somebody, name, { values = {}, query = '', body, raw, headers = {} } = {}) {
    const route = contract.route(name)
    assert.ok(route, `${name} is not in the document`)
    const path = route.path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, one) => values[one]) + query
    const answer = await somebody.raw(route.method, path, body ?? raw, { 'accept-language': 'en', ...headers })
    assert.equal(contract.broken(route, answer, 'en'), null, `${name} ${path}`)
    assert.ok(answer.status < 400, `${name} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    if (body) assert.equal(contract.fits(bodyFor(contract, contract.bodySchema(route), values.type), body), null, name)
    answered.set(name, (answered.get(name) ?? 0) + 1)
    return answer.body
}

describe('the document', () => {
    it('is OpenAPI 3.1 by its structure, in both languages', async () => {
        for (const document of [contract.document, contract.inChinese]) assert.equal(await Contract.structure(document), null)
    })
    it('is the same in both languages but for its words', () => {
        const bare = (document) => JSON.stringify(document, (key, value) => (['summary', 'description', 'x-labels', 'title'].includes(key) && !value?.$ref ? undefined : value))
        assert.equal(bare(contract.document), bare(contract.inChinese))
        assert.match(contract.inChinese.components.schemas['people.person'].title, /人/)
    })
    it('describes every record type, field by field, as the pack declares it', async () => {
        const pack = await who.county.ask('GET', '/pack')
        for (const [name, type] of Object.entries(pack.types)) {
            const fields = contract.document.components.schemas[`${name}.fields`].properties
            for (const field of type.fields) assert.ok(fields[field.name], `${name}.${field.name} is not described`)
            const states = contract.document.components.schemas[name].properties.state?.enum ?? []
            assert.deepEqual(states, type.states.map((state) => state.name), name)
        }
    })
    it('leaves no request and no answer free', () => {
        for (const { name, operation } of contract.routes)
            for (const [status, given] of Object.entries(operation.responses)) {
                const content = Object.values(contract.resolve(given).content ?? {})
                assert.ok(status === '204' || status === '304' || status === '416' || name.endsWith('/blobs/{id}') || Object.keys(contract.resolve(content[0]?.schema ?? {})).length > 0, `${name} answers ${status} with anything`)
            }
    })
})

describe('a walk over every route', () => {
    const id = () => ({ 'request-id': randomUUID() })
    const match = (version) => ({ ...id(), 'if-match': `"${version}"` })

    it('answers what was promised to somebody who looks', async () => {
        for (const path of ['health', 'metrics', 'openapi.json', 'public/pack', 'public/regions', 'public/stations', 'public/agencies'])
            await promised(who.nobody, `GET /api/v1/${path}`)
        await promised(who.nobody, 'GET /api/v1/public/stations', { query: '?near=104.1,35.8&size=3' })
        for (const path of ['session', 'pack', 'todo', 'regions', 'regions/counties.geojson']) await promised(who.worker, `GET /api/v1/${path}`)
        await promised(who.volunteer, 'GET /api/v1/volunteer/offers')
        await promised(who.county, 'GET /api/v1/linkage/board')
    })
    it('shows lists, records and histories of every type as it describes them', async () => {
        for (const somebody of [who.worker, who.county, who.volunteer]) {
            const pack = await somebody.ask('GET', '/pack')
            for (const [type, { may, parent }] of Object.entries(pack.types)) {
                if (!may.includes('read') || parent) continue // child rows are read with their parent
                await promised(somebody, 'GET /api/v1/pack/types/{type}', { values: { type } })
                const page = await promised(somebody, 'GET /api/v1/records/{type}', { values: { type }, query: '?size=200&total=exact' })
                await promised(somebody, 'POST /api/v1/records/{type}/search', { values: { type }, body: { size: 5 } })
                await promised(somebody, 'POST /api/v1/pick/{type}', { values: { type }, body: { q: '演示' } })
                for (const item of [...page.items.slice(0, 12), ...page.items.slice(-12)]) {
                    const record = await promised(somebody, 'GET /api/v1/records/{type}/{id}', { values: { type, id: item.id } })
                    assert.equal(record.type, type)
                    await promised(somebody, 'GET /api/v1/records/{type}/{id}/history', { values: { type, id: item.id } })
                }
            }
        }
        await promised(who.worker, 'POST /api/v1/search', { body: { q: '演示' } })
        await promised(who.worker, 'POST /api/v1/pick/regions.region', { body: { q: '金崖' } })
    })
    it('shows the columns that are asked for as it describes them', async () => {
        const type = 'linkage.offer'
        const { fields } = await who.worker.ask('GET', `/pack/types/${type}`)
        const columns = [...fields.slice(0, 36).map((field) => field.name), 'volunteer.person', 'worker.person']
        const page = await promised(who.worker, 'GET /api/v1/records/{type}', { values: { type }, query: `?columns=${columns}` })
        assert.ok(page.items.some((item) => 'answer_by' in item.fields))
        await promised(who.worker, 'POST /api/v1/records/{type}/search', { values: { type }, body: { columns: columns.join(',') } })
        const refused = await who.worker.raw('GET', `/records/${type}?columns=${encodeURIComponent('没有这样一个字段没有这样一个字段')}`, undefined, { 'accept-language': 'zh' })
        assert.equal(contract.broken(contract.route('GET /api/v1/records/{type}'), refused, 'zh'), null)
    })
    it('answers every figure as it describes it', async () => {
        const { figures } = await who.county.ask('GET', '/pack')
        for (const { id: indicator, by } of figures) {
            const cut = by.length ? `?by=${by[0]}` : ''
            await promised(who.county, 'GET /api/v1/figures/{indicator}', { values: { indicator }, query: cut })
            const behind = await who.county.raw('GET', `/figures/${indicator}/records`, undefined, { 'accept-language': 'en' })
            assert.equal(contract.broken(contract.route('GET /api/v1/figures/{indicator}/records'), behind, 'en'), null, indicator)
        }
        await promised(who.county, 'GET /api/v1/figures/{indicator}/records', { values: { indicator: 'requests-done' } })
        await promised(who.county, 'POST /api/v1/figures', { body: { questions: figures.slice(0, 20).map(({ id }) => ({ indicator: id })) } })
    })
    it('takes a request, a record, a change and an event as it describes them', async () => {
        const village = (await who.nobody.ask('GET', `/public/regions?parent=${who.worker.account.region}`)).items[0].code
        const receipt = await promised(who.nobody, 'POST /api/v1/public/requests', {
            body: { place: village, matter: '送餐（演示）', urgency: '1', is_self: true, applicant: '演示求助人', phone: '0931-0000001', consent: true }, headers: id(),
        })
        const receiptOf = { values: { receipt: receipt.receipt } }
        await promised(who.nobody, 'POST /api/v1/public/requests/{receipt}', { ...receiptOf, body: { code: receipt.code, do: 'follow' } })
        const type = { type: 'people.person' }
        const made = await promised(who.worker, 'POST /api/v1/records/{type}', { values: type, body: { fields: { name: '演示一', id_no: nobodysIdNumber(21), live_region: village } }, headers: id() })
        await promised(who.worker, 'PATCH /api/v1/records/{type}/{id}', { values: { ...type, id: made.record.id }, body: { fields: { name: '演示二' } }, headers: match(made.record.version) })
        const page = await who.worker.ask('GET', `/records/services.request?where=${encodeURIComponent(`number = '${receipt.receipt}'`)}`)
        const client = await who.worker.ask('POST', '/records/services.client', { fields: { person: made.record.id, kinds: ['99'], station: who.worker.account.station } })
        await promised(who.worker, 'POST /api/v1/records/{type}/{id}/events/{event}', {
            values: { type: 'services.request', id: page.items[0].id, event: 'accept' }, body: { fields: { client: client.record.id, field: '01' } }, headers: match(page.items[0].version),
        })
    })
    it('plans, sends and lets answer as it describes them', async () => {
        const head = await house.somebody('head')
        const plan = await promised(head, 'POST /api/v1/linkage/plans', { body: {}, headers: id() })
        await promised(head, 'GET /api/v1/linkage/plans/{id}', { values: { id: plan.id } })
        const need = plan.needs.find((one) => one.volunteers.length && !one.sent)
        await promised(head, 'POST /api/v1/linkage/plans/{id}/offers', { values: { id: plan.id }, body: { needs: [{ id: need.id, volunteers: need.volunteers.map((one) => one.id) }] }, headers: id() })
        await promised(head, 'GET /api/v1/linkage/needs/{id}/code', { values: { id: need.id } })
        const offers = await head.ask('GET', '/records/linkage.offer?where=' + encodeURIComponent('state = sent'))
        await promised(head, 'POST /api/v1/linkage/offers/{id}', { values: { id: offers.items[0].id }, body: { do: 'take_back', reason: '演示' }, headers: id() })
        const own = await who.volunteer.ask('GET', '/volunteer/offers')
        const open = own.items.find((one) => one.state === 'sent')
        if (open) await promised(who.volunteer, 'POST /api/v1/volunteer/offers/{id}', { values: { id: open.id }, body: { do: 'decline', reason: '演示：没有时间' }, headers: id() })
    })
    it('takes files whole and in parts as it describes them', async () => {
        const route = contract.route('POST /api/v1/blobs')
        const sent = await who.worker.raw('POST', '/blobs', '%PDF-1.4 demonstration', { ...id(), 'content-type': 'application/pdf', 'file-name': 'a.pdf', 'accept-language': 'en' })
        assert.equal(contract.broken(route, sent, 'en'), null)
        const bytes = '演示文件'
        const begun = await promised(who.worker, 'POST /api/v1/blobs', { body: { name: 'a.txt', size: Buffer.byteLength(bytes) }, headers: id() })
        const one = { values: { id: begun.id } }
        await promised(who.worker, 'POST /api/v1/blobs/{id}/parts', { ...one, query: '?offset=0', raw: bytes, headers: { ...id(), 'content-type': 'application/octet-stream' } })
        await promised(who.worker, 'GET /api/v1/blobs/{id}/parts', one)
        await promised(who.worker, 'POST /api/v1/blobs/{id}/finish', { ...one, headers: id() })
        await promised(who.worker, 'GET /api/v1/blobs/{id}', one)
        const part = await who.worker.raw('GET', `/blobs/${begun.id}`, undefined, { range: 'bytes=0-2' })
        assert.equal(contract.broken(contract.route('GET /api/v1/blobs/{id}'), part, 'en'), null)
        const beyond = await who.worker.raw('GET', `/blobs/${begun.id}`, undefined, { range: 'bytes=900-' })
        assert.equal(contract.broken(contract.route('GET /api/v1/blobs/{id}'), beyond, 'en'), null)
        assert.deepEqual([part.status, beyond.status], [206, 416])
    })
    it('tells notices and marks them as read as it describes it', async () => {
        const told = await promised(who.worker, 'GET /api/v1/notices', { query: '?size=5' })
        await promised(who.worker, 'POST /api/v1/notices/read', { body: told.items.length ? { ids: [told.items[0].id] } : { all: true } })
    })
    it('signs in and out as it describes it', async () => {
        const somebody = await house.somebody('town')
        await promised(house.nobody(), 'POST /api/v1/session', { body: { login: 'town', password: (await import('./house.mjs')).password } })
        await promised(somebody, 'DELETE /api/v1/session')
    })
    it('has been everywhere', () => {
        const seldom = ['POST /api/v1/volunteer/offers/{id}'] // only where the plan chose the volunteer of the demonstration
        assert.deepEqual(contract.routes.map((route) => route.name).filter((name) => !answered.has(name) && !seldom.includes(name)), [])
    })
})

/** What the house has: for requests that mean something. */
async function look() {
    const pack = await who.county.ask('GET', '/pack')
    const types = Object.keys(pack.types)
    const ids = {}
    const versions = {}
    for (const somebody of [who.worker, who.county])
        for (const type of types) {
            const page = await somebody.raw('GET', `/records/${type}?size=40`)
            for (const item of page.body.items ?? []) {
                ;(ids[type] ??= []).push(item.id)
                versions[item.id] = item.version
            }
        }
    const plans = (await who.worker.raw('GET', '/records/linkage.plan?size=40')).body.items ?? []
    ids['linkage.plan'] = [...(ids['linkage.plan'] ?? []), ...plans.map((one) => one.id)]
    const all = Object.values(ids).flat()
    const { items } = await who.nobody.ask('GET', `/public/regions?parent=${who.worker.account.region}`)
    const used = randomUUID()
    await who.worker.ask('POST', '/records/people.person', { fields: { name: '演示三', id_no: nobodysIdNumber(31), live_region: items[0].code } }, { 'request-id': used })
    const queries = { where: ['region within 62', 'state = waiting', "id = '0'", 'version >= 1'], sort: ['-id', 'id', 'state', 'name', '-received_at'], near: ['104.1,35.8', '0,0', 'x', '104,'], by: ['region', 'field', 'sex', 'no'] }
    return {
        types: Object.keys(contract.document.components.schemas.NewRecord['x-by-type']),
        figures: pack.figures.map((figure) => figure.id),
        regions: [...items.map((one) => one.code), who.worker.account.region, who.county.account.region],
        receipt: 'QZ202601016201239999',
        usedRequest: used,
        events: (type) => (pack.types[type]?.events.length ? pack.types[type].events.map((event) => event.name) : ['no_such_event']),
        id: (chance, type) => chance.one(ids[type]?.length ? ids[type] : all),
        version: (one) => versions[one],
        query: (name, chance) => (queries[name] && chance.often(0.8) ? chance.one(queries[name]) : name === 'region' || name === 'parent' ? chance.one([...items.map((one) => one.code), '620123', '110000', 'x']) : undefined),
    }
}

describe(`${count} requests made by chance (OPENAPI_SEED=${seed})`, () => {
    /** How far the journal is. In PostgreSQL positions move with whatever else the server of the tests does, so lines are counted. */
    const reached = async () => (house.db.startsWith('sqlite:') ? (await who.nobody.ask('GET', '/health')).position : house.sql('select count(*) from journal').trim())
    const spoilt = (made, chance) => {
        if (chance.often(0.3)) return null
        const undeclared = ['PUT', 'DELETE', 'PATCH', 'POST', 'GET'].filter((method) => !contract.document.paths[made.route.path][method.toLowerCase()])
        const fitting = Object.keys(mistakes).filter((name) => mistakes[name].fits(made, contract))
        const name = chance.one(fitting)
        mistakes[name].spoil(made, chance, known)
        if (name === 'a method that is none') made.method = chance.one(undeclared)
        return name
    }
    const send = (login, made, language) =>
        who[login].raw(made.method, address(made), ['GET', 'HEAD'].includes(made.method) ? undefined : (made.raw ?? made.body), { ...made.headers, 'accept-language': language })

    /** What is wrong with the answer to one request; nothing when all is as promised. */
    async function judged(login, made, mistake, language) {
        const before = await reached()
        const answer = await send(login, made, language)
        const wrongMethod = mistake === 'a method that is none'
        if (answer.status >= 500) return `answered ${answer.status}: ${JSON.stringify(answer.body)}`
        if (wrongMethod && answer.status !== 405 && answer.status !== 404) return `answered ${answer.status} to ${made.method}`
        const elsewhere = wrongMethod || mistake === 'an id that is none' || mistake === 'a type that is none'
        const broken = elsewhere && answer.status >= 400 ? wordless(answer.reply, answer.body, language) : contract.broken(made.route, answer, language)
        if (broken) return broken
        if (mistakes[mistake]?.sure && answer.status < 400) return `took it with ${answer.status}`
        const schema = contract.bodySchema(made.route)
        const unfit = schema && made.raw === undefined && contract.fits(bodyFor(contract, schema, made.type), made.body)
        if (unfit && answer.status < 400) return `took with ${answer.status} what its schema does not: ${unfit}`
        if (answer.status < 400) {
            if (made.route.name === 'DELETE /api/v1/session') await who[login].signIn(login)
            return null
        }
        const still = await reached()
        const other = language === 'zh' ? 'en' : 'zh'
        const again = await send(login, made, other)
        // The server's own clock writes too; what moves the journal at both tries is the request.
        if (still !== before && (await reached()) !== still) return `refused with ${answer.status}, and the journal moved`
        return again.status === 429 ? null : wordless(again.reply, again.body, other)
    }

    it('are each answered as promised, in the language asked for, and nothing of a refused one is written', async () => {
        known = await look()
        const chance = new Chance(seed)
        const wrong = []
        const statuses = {}
        for (let order = 0; order < count; order++) {
            const route = contract.routes[order % contract.routes.length]
            const login = chance.one(['worker', 'worker', 'county', 'volunteer', 'nobody'])
            const made = request(contract, route, chance, known)
            const mistake = spoilt(made, chance)
            const fault = await judged(login, made, mistake, chance.one(['zh', 'en']))
            statuses[mistake ?? 'as it should be'] = (statuses[mistake ?? 'as it should be'] ?? 0) + 1
            if (fault) wrong.push(`#${order} ${login} ${made.method} ${address(made)} ${mistake ? `with ${mistake}` : ''}\n    ${fault}\n    ${JSON.stringify(made.body)?.slice(0, 300)}`)
        }
        console.log(`OPENAPI_SEED=${seed}: ${count} requests, ${wrong.length} answered otherwise than promised`)
        assert.equal(wrong.length, 0, wrong.slice(0, 25).join('\n'))
    })
})
