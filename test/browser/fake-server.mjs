// A stand-in for the server while pages are drawn: keeps records in memory, checks little, forgets all when it ends.
//   PACK=pack/gansu-2021 PORT=8090 node test/browser/fake-server.mjs       serves web/dist and /api/v1
// It proves nothing about the server; the browser tests run against the real one.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packDir = process.env.PACK ?? join(root, 'pack/gansu-2021')
const dist = join(root, 'web/dist')
const port = Number(process.env.PORT ?? 8090)

// --- The pack, read by Python's TOML reader and brought into the shape of GET /pack

const toml = (file) => JSON.parse(execFileSync('python3', ['-c', 'import tomllib,json,sys; print(json.dumps(tomllib.load(open(sys.argv[1],"rb")), default=str))', file], { maxBuffer: 1 << 26 }))
const files = execFileSync('find', [packDir, '-name', '*.toml']).toString().trim().split('\n').sort()
const within = (folder) => files.filter((file) => file.startsWith(join(packDir, folder) + '/'))
const words = (one) => (one?.zh ? { zh: one.zh, en: one.en ?? one.zh } : undefined)

const codes = Object.fromEntries(within('codes').flatMap((file) => Object.entries(toml(file))).map(([name, list]) => [name, { label: words(list), closed: !!list.closed, ordered: !!list.ordered,
    words: Object.entries(list.words).map(([word, one]) => ({ name: word, code: one.code, label: words(one) })) }]))

const declared = within('records').map(toml)
const kinds = { bool: 'boolean' }
function field(name, one, type) {
    const [base, rest] = (one.is ?? (one.copy ? copied(one.copy, type) : 'text')).split(/:(.*)/)
    const kind = kinds[base] ?? base
    const [low, high] = kind === 'number' && rest ? rest.split('..').map(Number) : []
    return { name, kind, label: words(one), help: words(one.help), unit: one.unit ? { zh: { persons: '人', points: '分', stars: '星', m: '米', yuan: '元', '%': '%' }[one.unit] ?? one.unit, en: one.unit } : undefined,
        list: kind === 'code' || kind === 'codes' ? rest : undefined, target: kind === 'ref' ? rest : undefined, most: kind === 'text' ? Number(rest) || undefined : undefined,
        low, high, places: one.places, level: kind === 'region' ? rest : undefined, required: one.required ?? false, show: one.show, default: one.default, pattern: one.pattern, shape: one.shape,
        privacy: one.privacy ?? 'open', fixed: !!one.fixed, computed: !!(one.copy || one.keep || one.number || one.first || one.calc) && !one.or_typed, calc: one.or_typed ? one.calc : undefined }
}
function copied(path, type) {
    const [own, step] = path.split('.')
    const target = type.fields[own]?.is?.split(':')[1]
    const found = declared.find((one) => one.type === target)?.fields[step]
    return found?.is ?? 'text:100'
}
const types = Object.fromEntries(declared.map((one) => [one.type, { type: one.type, label: words(one), help: words(one.help), clause: one.clause, parent: one.parent, ledger: !!one.ledger, region: one.region,
    states: Object.entries(one.states ?? {}).map(([name, state]) => ({ name, label: words(state), start: !!state.start, final: !!state.final, edit: state.edit ?? true })),
    fields: Object.entries(one.fields).map(([name, given]) => field(name, given, one)),
    events: Object.entries(one.event ?? {}).map(([name, event]) => ({ name, label: words(event), to: event.to ?? event.choose?.at(-1)?.to, ask: event.ask ?? [], right: event.right ?? 'change',
        from: event.from === 'open' ? Object.entries(one.states).filter(([, state]) => !state.final).map(([state]) => state) : [event.from ?? []].flat() })),
    form: (one.form ?? []).map((section) => ({ label: words(section), show: section.show, fields: section.fields, rows: section.rows })),
    list: { columns: one.list?.columns ?? [], sort: one.list?.sort, saved: (one.list?.saved ?? []).map((saved) => ({ label: words(saved), where: saved.where })), empty: words(one.list?.empty) },
    search: one.search ?? [], title: one.title, door: one.door,
    may: ['read', 'export', ...(one.door === 'module' ? [] : ['create', 'change', ...new Set(Object.values(one.event ?? {}).map((event) => event.right))])] }]))
const top = toml(join(packDir, 'pack.toml'))
const clauses = Object.entries(toml(join(packDir, 'clauses.toml'))).map(([id, one]) => ({ id, title: words(one), reading: words(one.reading), answers: one.answers }))
const figures = within('indicators').flatMap((file) => Object.entries(toml(file))).filter(([, one]) => one.zh).map(([id, one]) => ({ id, label: words(one), clause: one.clause, unit: one.unit ? { zh: one.unit, en: one.unit } : undefined,
    kind: ['flow', 'stock', 'ratio', 'regions', 'words'].find((kind) => one[kind]) ?? 'stock', by: one.by, of: one.flow ?? one.stock }))
const modules = Object.entries(top.modules ?? {}).map(([name, one]) => ({ name, label: words(one), types: Object.keys(types).filter((type) => type.startsWith(`${name}.`)) }))
const pack = { name: top.name, version: top.version, digest: 'fake', title: words(top), languages: ['zh', 'en'], region: top.region, demo: true, clauses, modules, types, codes, figures, texts: {} }

// --- Places

const regions = readFileSync(join(packDir, 'regions/divisions.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')).map(([code, name, kind, , , , lon, lat]) => ({ code, name, official: kind === 'official', lon: Number(lon), lat: Number(lat) }))
const digits = (code) => [2, 4, 6, 9].find((count) => /^0*$/.test(code.slice(count))) ?? 12
const parentOf = (code) => { const count = digits(code); return count === 2 ? '' : code.slice(0, { 4: 2, 6: 4, 9: 6, 12: 9 }[count]).padEnd(12, '0') }
const children = new Map()
for (const region of regions) { const parent = parentOf(region.code); if (!children.has(parent)) children.set(parent, []); children.get(parent).push(region) }
const regionOf = (code) => regions.find((one) => one.code === code)
const pathOf = (code) => { const names = []; for (let at = code; at && digits(at) > 2; at = parentOf(at)) names.unshift(regionOf(at)?.name ?? ''); return names.join(' ') }
const below = (parent) => (children.get(parent) ?? []).map((one) => ({ ...one, has_children: children.has(one.code) }))

// --- Records

let position = 812
let counter = 0
const store = Object.fromEntries(Object.keys(types).map((name) => [name, new Map()]))
const lines = new Map()
const session = { csrf: 'fake-token', account: { id: 'a1', login: 'demo', name: '演示 王干事', role: 'county', role_label: { zh: '县民政', en: 'County civil affairs' }, roles: ['county'], region: process.env.REGION ?? '620123000000', region_name: process.env.REGION ? '甘肃省' : '榆中县', demo: true } }
const newId = () => { const hex = (Date.now().toString(16).padStart(12, '0') + '7' + (++counter).toString(16).padStart(3, '0') + 'a' + Math.random().toString(16).slice(2).padEnd(15, '0')).slice(0, 32); return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') }

const titleOf = (type, record) => (types[type].title ?? '').replace(/\{([\w.]+)\}/g, (_, name) => { const value = record.fields[name.split('.')[0]]; return typeof value === 'object' ? value?.title ?? value?.name ?? '' : label(types[type], name, value) }).trim() || types[type].label.zh
function label(type, name, value) {
    const list = type.fields.find((one) => one.name === name)?.list
    return codes[list]?.words.find((one) => one.code === value)?.label.zh ?? value ?? ''
}
function settle(type, record) {
    for (const one of types[type].fields) {
        const value = record.fields[one.name]
        if (typeof value === 'string' && one.kind === 'region') record.fields[one.name] = { code: value, name: pathOf(value) }
        if (typeof value === 'string' && one.kind === 'ref') record.fields[one.name] = { id: value, title: store[one.target]?.get(value)?.title ?? value.slice(0, 8) }
    }
    const number = types[type].fields.find((one) => one.name === 'number' && one.computed)
    if (number && !record.fields.number) record.fields.number = `QZ20261123620123${String(store[type].size + 1).padStart(4, '0')}`
    record.title = titleOf(type, record)
    return record
}
function write(type, record, act, names, event) {
    settle(type, record)
    store[type].set(record.id, record)
    if (!lines.has(record.id)) lines.set(record.id, [])
    lines.get(record.id).push({ position: ++position, at: new Date().toISOString(), account: { id: 'a1', name: '演示 王干事' }, act, event, fields: names, values: Object.fromEntries(names.map((name) => [name, record.fields[name]])) })
    return { record: { ...record, type, may: types[type].may }, position }
}
const refuse = (status, code, message, fields = [], more = {}) => Object.assign(new Error(message), { status, body: { error: { code, message, fields, ...more } } })

// --- Addresses

const json = (status, body, headers = {}) => ({ status, body: body === undefined ? '' : JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } })
const signedIn = (request) => /session=fake/.test(request.headers.cookie ?? '')

function listed(type, asked) {
    const where = asked.where ?? ''
    let items = [...store[type].values()]
    if (/senoir/.test(where)) throw refuse(422, 'criteria.word', '第 10 个字符：`senoir` 不在字典中')
    const state = /^state = (\w+)$/.exec(where)?.[1]
    if (state) items = items.filter((one) => one.state === state)
    const [, down, by] = /^(-?)(.+)$/.exec(asked.sort ?? '') ?? []
    if (by) items.sort((one, other) => (down ? -1 : 1) * String(one.fields[by] ?? '').localeCompare(String(other.fields[by] ?? '')))
    const start = Number(asked.after ?? 0)
    const size = Number(asked.size ?? 30)
    return { position, total: items.length, next: items.length > start + size ? String(start + size) : null, items: items.slice(start, start + size) }
}

const figureValue = (id, region) => { let hash = 7; for (const char of id + region) hash = (hash * 31 + char.charCodeAt(0)) % 9973; return hash % 400 }
const requests = new Map()
const asked = (name) => { const one = types['services.request'].fields.find((field) => field.name === name); return { label: one.label, help: one.help, most: one.most, list: one.list, required: one.required } }
const publicPack = { region: top.region, name: top.name, fields: Object.fromEntries(['place', 'address', 'matter', 'story', 'urgency', 'is_self', 'applicant', 'relation', 'phone', 'consent'].map((name) => [name, asked(name)])),
    states: Object.fromEntries(types['services.request'].states.map((state) => [state.name, state.label])), digest: 'fake', title: words(top), codes: { urgency: codes.urgency, service_field: codes.service_field }, texts: {}, crisis: { words: ['自杀', '不想活', '家暴', '打我', '孩子被打'],
    numbers: [['110', '报警', 'Police'], ['120', '急救', 'Ambulance'], ['12345', '政务服务热线', 'Government hotline'], ['12355', '青少年服务台', 'Youth helpline']].map(([number, zh, en]) => ({ number, label: { zh, en } })) } }
const stations = [['榆中县演示社工站', '榆中县城关镇演示路1号', 35.843, 104.112], ['来紫堡乡演示社工站', '来紫堡乡演示路2号', 36.02, 104.03], ['和平镇演示社工站', '和平镇演示路3号', 35.97, 103.96]]
    .map(([name, address, lat, lon], index) => ({ id: `s${index}`, name, address, phone: `0931-555000${index}`, open_hours: '周一至周五 8:30-18:00', point: { lat, lon } }))
const offers = [{ id: 'o1', need_title: '陪演示老人去县医院复查', place: '榆中县城关镇', starts: '2026-11-25T09:00:00+08:00', ends: '2026-11-25T12:00:00+08:00', state: 'sent' },
    { id: 'o2', need_title: '给演示家庭送冬煤', place: '榆中县来紫堡乡', starts: '2026-11-24T14:00:00+08:00', ends: '2026-11-24T16:00:00+08:00', state: 'accepted', client: { name: '演示 李大爷', phone: '13800000000' } }]

function api(method, path, query, body, request) {
    const [one, two, three, four, five] = path.split('/')
    if (one === 'public') return open(method, two, three, query, body)
    if (one === 'session') {
        if (method === 'POST') { if (body.password !== (process.env.LIANDONG_PASSWORD ?? body.password)) throw refuse(401, 'session.wrong', '账号或密码不对'); return json(200, session, { 'Set-Cookie': 'session=fake; Path=/; HttpOnly' }) }
        if (method === 'DELETE') return json(204, undefined, { 'Set-Cookie': 'session=; Path=/; Max-Age=0' })
    }
    if (!signedIn(request)) throw refuse(401, 'session.none', '请先登录')
    if (one === 'session') return json(200, session)
    if (one === 'pack') return json(200, pack, { ETag: '"fake"', 'Cache-Control': 'no-cache' })
    if (one === 'todo') return json(200, { items: [...store['services.request'].values()].filter((record) => record.state === 'waiting').map((record, index) => ({ type: 'services.request', id: record.id, title: record.title, due_at: '2026-11-24T18:00:00+08:00', late: index % 3 === 0, event: 'accept' })) })
    if (one === 'regions') return two === 'counties.geojson' ? { status: 200, body: readFileSync(join(packDir, 'regions/counties.geojson')), headers: { 'Content-Type': 'application/geo+json' } } : json(200, { items: below(query.parent ?? '620000000000') })
    if (one === 'pick') return json(200, { items: two === 'regions.region' ? regions.filter((region) => region.name.includes(body.q)).slice(0, 12).map((region) => ({ code: region.code, name: region.name, path: pathOf(region.code) }))
        : [...(store[two]?.values() ?? [])].filter((record) => JSON.stringify(record.fields).includes(body.q ?? '')).slice(0, 12).map((record) => ({ id: record.id, title: record.title, hint: record.fields.birth_date })) })
    if (one === 'figures' && method === 'POST') return json(200, { position, answers: body.questions.map((asked) => figureAnswer(asked)) })
    if (one === 'figures') { const figure = figures.find((known) => known.id === two); const answer = figureAnswer({ indicator: two, region: query.region }); const type = figure?.of
        return json(200, { position, figure: answer, total: type ? store[type]?.size : 3, next: null, items: type && store[type]?.size ? [...store[type].values()].map((record) => ({ ...record, type })) : below(query.region).map((region) => ({ key: region.code, name: region.name, value: figureValue(two, region.code) })) }) }
    if (one === 'linkage') return json(method === 'POST' ? 201 : 200, three ? { sent: body.needs.length } : linkagePlan())
    if (one === 'volunteer') { const offer = offers.find((known) => known.id === three); if (offer) offer.state = { accept: 'accepted', decline: 'declined', check_in: 'checked_in', check_out: 'checked_out' }[body.do]; return json(200, three ? offer : { items: offers }) }
    if (one === 'blobs') return json(201, { id: newId() })
    if (one === 'records' && types[two]) return records(method, two, three, four, five, query, body, request)
    throw refuse(404, 'http.not_found', '没有这个地址')
}

function records(method, type, id, act, event, query, body, request) {
    if (!id) {
        if (method === 'GET') return json(200, listed(type, query))
        const missing = types[type].fields.filter((one) => one.required === true && !one.computed && !one.calc && body.fields[one.name] === undefined)
        if (missing.length) throw refuse(422, 'record.invalid', '填写的内容有误', missing.map((one) => ({ field: one.name, code: 'record.required', clause: types[type].clause, message: `请填写“${one.label.zh}”。` })))
        const record = { id: body.id ?? newId(), version: 1, state: types[type].states.find((state) => state.start)?.name, fields: body.fields ?? {}, rows: Object.fromEntries(Object.entries(body.rows ?? {}).map(([child, rows]) => [child, Object.fromEntries(Object.entries(rows).map(([row, one]) => [row, { version: 1, state: '', fields: one.fields }]))])) }
        return json(201, write(type, record, 'create', Object.keys(body.fields)))
    }
    if (id === 'search') return json(200, listed(type, body))
    const record = store[type].get(id)
    if (!record) throw refuse(404, 'record.absent', '没有这条记录，或您无权查看')
    if (method === 'GET' && act === 'history') return json(200, { items: lines.get(id) })
    if (method === 'GET') return json(200, { ...record, type, may: types[type].may }, { ETag: `"${record.version}"` })
    if (request.headers['if-match'] !== `"${record.version}"`) throw refuse(409, 'record.stale', '别人刚刚改过这条记录', [], { detail: { yours: body.fields, theirs: { ...record } } })
    Object.assign(record.fields, body.fields)
    for (const [child, rows] of Object.entries(body.rows ?? {})) for (const [row, fields] of Object.entries(rows)) { record.rows[child] ??= {}; if (fields === null) delete record.rows[child][row]; else record.rows[child][row] = { version: 1, state: '', fields: { ...record.rows[child][row]?.fields, ...fields.fields } } }
    record.version++
    if (act !== 'events') return json(200, write(type, record, 'change', Object.keys(body.fields)))
    const moved = types[type].events.find((known) => known.name === event)
    if (moved.to !== 'same') record.state = moved.to
    return json(200, write(type, record, 'event', Object.keys(body.fields ?? {}), event))
}

function figureAnswer(asked) {
    const figure = figures.find((one) => one.id === asked.indicator)
    const counties = asked.by === 'region' ? below(asked.region) : undefined
    const value = figureValue(asked.indicator, asked.region ?? '')
    return { value, ...(figure?.kind === 'ratio' ? { numerator: value, denominator: 400 } : {}), ...(counties ? { cells: counties.map((one) => ({ key: one.code, value: figureValue(asked.indicator, one.code) })) } : {}) }
}

function linkagePlan() {
    const reason = (zh, en) => ({ zh, en })
    return { id: newId(), outcome: 'optimal', cost: 4210, lower_bound: 4210, needs: [
        { id: 'n1', title: '陪演示老人去县医院复查', worker: { id: 'w1', title: '演示 赵社工' }, volunteers: [{ id: 'v1', title: '演示 钱志愿' }, { id: 'v2', title: '演示 孙志愿' }], resources: [], unmet: [], lon: 104.11, lat: 35.84,
            reasons: [reason('赵社工擅长卫生健康领域，距离 3.2 公里，在办 11 件', 'Works in health, 3.2 km away, 11 cases in hand'), reason('两名志愿者会说当地方言，周三上午有空', 'Both volunteers speak the dialect and are free on Wednesday morning')] },
        { id: 'n2', title: '给演示家庭送冬煤和棉衣', worker: { id: 'w2', title: '演示 周社工' }, volunteers: [], resources: [{ id: 'r1', title: '演示慈善会 冬煤', quantity: 20, money_fen: 600000 }], lon: 104.03, lat: 36.02,
            unmet: [{ part: 'volunteers', why: reason('2 人中有 0 人：当天附近没有会开车的志愿者', '0 of 2: no volunteer nearby can drive on that day'), would_help: reason('改到周六，可有 3 人', 'On Saturday there would be three') }], reasons: [reason('冬煤存放点相距 5 公里，数量足够', 'The coal is stored 5 km away and there is enough')] }] }
}

function open(method, what, receipt, query, body) {
    if (what === 'pack') return json(200, publicPack)
    if (what === 'regions') return json(200, { items: below(query.parent ?? '620000000000') })
    if (what === 'stations') { const [lon, lat] = (query.near ?? '104.11,35.84').split(',').map(Number); return json(200, { items: stations.map((one) => ({ ...one, km: Math.round(Math.hypot((one.point.lon - lon) * 90, (one.point.lat - lat) * 111) * 10) / 10 })).sort((one, other) => one.km - other.km) }) }
    if (what === 'requests' && !receipt) {
        const made = { receipt: `QZ20261123620123${String(requests.size + 1).padStart(4, '0')}`, code: '7KQ2-M9XD', answer_by: '2026-11-30T23:59:59+08:00', station: { name: stations[0].name, phone: stations[0].phone }, county: '榆中县' }
        requests.set(made.receipt, { ...made, matter: body.matter, state: 'waiting', steps: [{ state: 'waiting', label: { zh: '待受理', en: 'Waiting' }, at: new Date().toISOString() }] })
        return json(201, made)
    }
    const found = requests.get(receipt)
    if (!found || body.code !== found.code) throw refuse(404, 'portal.code_wrong', '受理编号或查询码不对，请核对后再试。')
    if (body.do === 'withdraw') Object.assign(found, { state: 'withdrawn' })
    if (body.do === 'rate') Object.assign(found, { state: 'rated' })
    const labels = { waiting: ['待受理', 'Waiting'], withdrawn: ['已撤回', 'Withdrawn'], rated: ['已评价', 'Rated'] }[found.state]
    return json(200, { receipt, matter: found.matter, state: found.state, state_label: { zh: labels[0], en: labels[1] }, steps: found.steps, answer_by: found.answer_by, station: found.station, may: found.state === 'waiting' ? ['withdraw', 'rate'] : [] })
}

// --- Files

const media = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json' }
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
function file(path) {
    const wanted = join(dist, normalize(path))
    const found = existsSync(wanted) && statSync(wanted).isFile() ? wanted : path.split('/').at(-1).includes('.') ? null : join(dist, path.startsWith('/admin') ? 'admin' : path === '/m' || path.startsWith('/m/') ? 'm' : '', 'index.html')
    if (!found) return { status: 404, body: '', headers: {} }
    return { status: 200, body: readFileSync(found), headers: { 'Content-Type': media[extname(found)] ?? 'application/octet-stream', 'Content-Security-Policy': policy } }
}

createServer(async (request, response) => {
    const url = new URL(request.url, 'http://here')
    const parts = []
    for await (const part of request) parts.push(part)
    let answer
    try {
        const text = Buffer.concat(parts).toString()
        const body = text && request.headers['content-type']?.includes('json') ? JSON.parse(text) : {}
        answer = url.pathname.startsWith('/api/v1/') ? api(request.method, decodeURIComponent(url.pathname.slice(8)), Object.fromEntries(url.searchParams), body, request) : file(url.pathname)
    } catch (fault) {
        if (!fault.status) console.error(fault)
        answer = json(fault.status ?? 500, fault.body ?? { error: { code: 'bug', message: String(fault) } })
    }
    response.writeHead(answer.status, answer.headers).end(answer.body)
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))

// A few invented records, so that lists and cards have something to show.
const make = (type, fields, state) => types[type] && write(type, { id: newId(), version: 1, state: state ?? types[type].states.find((one) => one.start)?.name, fields, rows: {} }, 'create', Object.keys(fields)).record
const person = ['演示 王秀兰', '演示 马哈尔', '演示 李建国'].map((name, index) => make('people.person', { name, birth_date: `19${40 + index}-03-0${index + 1}`, sex: '2', phone: { masked: '138****000' + index } }))
const request = (index, matter, state) => make('services.request', { channel: '3', is_self: true, applicant: person[index % 3].fields.name, phone: { masked: '139****888' + index }, matter, place: '620123100001', urgency: String(index % 3 + 1), story: '独居，腿脚不便，需要有人定期上门看望。', received_at: '2026-11-23T09:1' + index + ':00+08:00', answer_by: '2026-11-30T23:59:59+08:00' }, state)
;['送餐上门', '陪同就医', '低保申请咨询', '冬季取暖', '孩子课后无人照看', '残疾人辅具'].forEach((matter, index) => request(index, matter, index < 4 ? 'waiting' : 'assessing'))
for (let index = 0; index < 37; index++) make('agencies.agency', { name: `演示${['春晖', '同心', '陇原', '向阳'][index % 4]}社会工作服务中心${index + 1}`, region: '620123100000', place: '620123100000', level: '3' })
