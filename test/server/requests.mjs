// Requests made by chance: for any route one that may be right, and every way we know to get it wrong.
import { sample } from './chance.mjs'

const notJson = { content: 'not json' }
const deep = (levels) => '['.repeat(levels) + ']'.repeat(levels)

/** A request to a route that may be right: { method, path, query, headers, body, type }. */
export function request(contract, route, chance, known) {
    const made = { route, method: route.method, query: {}, headers: {}, values: {} }
    made.type = chance.one(known.types)
    for (const parameter of contract.parameters(route)) fill(made, parameter, chance, known, contract)
    const schema = contract.bodySchema(route)
    if (schema) made.body = sample(contract, bodyFor(contract, schema, made.type), chance, known)
    else if (route.operation.requestBody) bytes(made, chance)
    return made
}

function bytes(made, chance) {
    made.raw = new Uint8Array(Array.from({ length: chance.number(0, 200) }, () => chance.number(0, 255)))
    made.headers['content-type'] = 'application/octet-stream'
}

/** The body a route takes for one type of records. */
export function bodyFor(contract, schema, type) {
    const byType = contract.resolve(schema)['x-by-type']
    return byType ? { $ref: byType[type] } : schema
}

function fill(made, parameter, chance, known, contract) {
    const { name } = parameter
    if (parameter.in === 'path') made.values[name] = inAddress(made, name, chance, known)
    if (parameter.in === 'query' && (parameter.required || chance.often(0.3))) made.query[name] = known.query(name, chance) ?? sample(contract, parameter.schema, chance, known)
    if (name === 'Request-Id') made.headers['request-id'] = chance.uuid()
    if (name === 'If-Match') made.headers['if-match'] = `"${known.version(made.values.id) ?? chance.number(1, 3)}"`
}

function inAddress(made, name, chance, known) {
    if (name === 'type') return made.type
    if (name === 'id') return known.id(chance, made.route.path.includes('/linkage/plans') ? 'linkage.plan' : made.route.path.includes('offers') ? 'linkage.offer' : made.route.path.includes('/needs/') ? 'linkage.need' : made.type)
    if (name === 'event') return chance.one(known.events(made.type))
    if (name === 'indicator') return chance.one(known.figures)
    return known.receipt
}

export function address(made) {
    const path = made.route.path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(made.values[name]))
    const query = Object.entries(made.query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    return path + (query.length ? '?' + query.join('&') : '')
}

/** Every object inside a value, itself included. */
function objects(value, found = []) {
    if (value && typeof value === 'object') {
        if (!Array.isArray(value)) found.push(value)
        Object.values(value).forEach((one) => objects(one, found))
    }
    return found
}
function leaf(chance, body) {
    const holders = objects(body).filter((one) => Object.keys(one).length)
    if (!holders.length) return null
    const holder = chance.one(holders)
    return { holder, name: chance.one(Object.keys(holder)) }
}
const put = (value) => (made, chance) => {
    const at = leaf(chance, made.body)
    if (!at) return false
    at.holder[at.name] = typeof value === 'function' ? value(chance) : value
}
const raw = (text) => (made) => void (made.raw = typeof text === 'function' ? text(JSON.stringify(made.body)) : text)

const needsBody = (made) => made.body !== undefined
const needsHeader = (name) => (made) => name in made.headers
const any = () => true
const isObject = (made) => needsBody(made) && made.body && typeof made.body === 'object'

/** A way to get it wrong: whom it fits, what it does, and whether it must be refused (`sure`). */
export const mistakes = {
    'a value of another kind': { fits: isObject, spoil: put((chance) => chance.one([true, 7, -1.5, 'x', [], {}, [[]], { id: 5 }, ['']])) },
    'a field nobody asked for': { fits: isObject, spoil: (made, chance) => void (chance.one(objects(made.body)).no_such_field = 1) },
    'a field nobody asked for, at the top': { fits: isObject, sure: true, spoil: (made) => void (made.body.no_such_field = 1) },
    'NUL in a text': { fits: needsBody, sure: true, spoil: raw((text) => text.replace('{', '{"x":"a\\u0000b",')) },
    'half a surrogate pair': { fits: needsBody, sure: true, spoil: raw((text) => text.replace('{', '{"x":"\\ud800",')) },
    'bytes that are not UTF-8': { fits: needsBody, sure: true, spoil: raw(() => new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])) },
    '10,000 levels': { fits: needsBody, sure: true, spoil: raw(deep(10_000)) },
    '10,000 levels in a field': { fits: needsBody, sure: true, spoil: raw((text) => text.replace('{', `{"x":${deep(10_000)},`).replace(',}', '}')) },
    'a key twice': { fits: needsBody, sure: true, spoil: raw('{"a":1,"a":2}') },
    'JSON cut short': { fits: needsBody, sure: true, spoil: raw((text) => text.slice(0, -1)) },
    'an empty body': { fits: needsBody, sure: true, spoil: raw('') },
    'a list for a body': { fits: needsBody, sure: true, spoil: raw('[]') },
    'an impossible date': { fits: isObject, spoil: put((chance) => chance.one(['2026-02-30', '2025-02-29', '0000-00-00', '9999-99-99', '2026-13-01T00:00:00+08:00', '1-1-1'])) },
    'an impossible date in the address': { fits: (made) => ['at', 'from', 'to'].some((name) => name in made.query), sure: true, spoil: (made) => { for (const name of ['at', 'from', 'to']) if (name in made.query) made.query[name] = '2026-02-30' } },
    'a region elsewhere': { fits: isObject, spoil: put((chance) => chance.one(['110101001001', '620102001001', '000000000000', '62012310020', '999999999999'])) },
    'a huge number': { fits: needsBody, spoil: raw((text) => text.replace(/:(\d+|"[^"]*")/, ':99999999999999999999')) },
    'a number beyond a double': { fits: needsBody, sure: true, spoil: raw((text) => text.replace('{', '{"x":1e999,').replace(',}', '}')) },
    'a very large number': { fits: isObject, spoil: put((chance) => chance.one([1e308, -1e308, 9007199254740993, 1e18, -0.0001])) },
    'a very long text': { fits: isObject, spoil: put(() => '长'.repeat(60_000)) },
    'an id of somebody else': { fits: isObject, spoil: (made, chance, known) => put(known.id(chance))(made, chance) },
    'an id that is none': { fits: (made) => 'id' in made.values, sure: true, spoil: (made, chance) => void (made.values.id = chance.one([chance.uuid(), 'x', '0', '..', 'NaN', "' or 1=1", '中文'])) },
    'a type that is none': { fits: (made) => 'type' in made.values, sure: true, spoil: (made, chance) => void (made.values.type = chance.one(['no.such', 'access.account', 'services', '*', 'sqlite_master'])) },
    'an unknown parameter': { fits: any, sure: true, spoil: (made) => void (made.query.no_such_parameter = '1') },
    'a criterion that is none': { fits: (made) => 'where' in made.query || made.body?.where, spoil: (made, chance) => { const text = chance.one(['((((', 'id = ', "state = 'x' or", 'no_such = 1', "phone = '1'", '1 = 1', "'", 'not '.repeat(900) + 'true', '('.repeat(1500)]); if ('where' in made.query) made.query.where = text; else made.body.where = text } },
    'a stale version': { fits: needsHeader('if-match'), spoil: (made, chance) => void (made.headers['if-match'] = chance.one(['"0"', '"-1"', '"99999"'])) },
    'no If-Match': { fits: needsHeader('if-match'), sure: true, spoil: (made) => void delete made.headers['if-match'] },
    'an If-Match that is none': { fits: needsHeader('if-match'), sure: true, spoil: (made, chance) => void (made.headers['if-match'] = chance.one(['*', '7', '"x"', '"1", "2"', '"99999999999999999999"'])) },
    'no Request-Id': { fits: (made, contract) => needsHeader('request-id')(made) && contract.parameters(made.route).some((one) => one.name === 'Request-Id' && one.required), sure: true, spoil: (made) => void (made.headers['request-id'] = undefined) },
    'a Request-Id that is none': { fits: (made, contract) => needsHeader('request-id')(made) && contract.parameters(made.route).some((one) => one.name === 'Request-Id' && one.required), sure: true, spoil: (made) => void (made.headers['request-id'] = 'seven') },
    'a Request-Id used for something else': { fits: needsHeader('request-id'), spoil: (made, _, known) => void (made.headers['request-id'] = known.usedRequest) },
    'no token against forgery': { fits: (made, contract) => contract.parameters(made.route).some((one) => one.name === 'X-CSRF-Token'), sure: true, spoil: (made) => void (made.headers['x-csrf-token'] = 'forged') },
    'the page of another site': { fits: (made) => made.method !== 'GET', sure: true, spoil: (made) => void (made.headers.origin = 'https://example.org') },
    'another kind of content': { fits: needsBody, sure: true, spoil: (made, chance) => void (made.headers['content-type'] = chance.one(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', ''])) },
    'not JSON at all': { fits: needsBody, sure: true, spoil: raw(notJson.content) },
    'a method that is none': { fits: any, sure: true, spoil: (made, chance) => void (made.method = chance.one(['PUT', 'DELETE', 'PATCH', 'POST'])) },
}
