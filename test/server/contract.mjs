// What the server says of itself, as a judge: the OpenAPI document, checked, and whether an answer is one it promised.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

const web = new URL('../../web/package.json', import.meta.url)
const require = createRequire(web)
const Ajv = require('ajv/dist/2020').default
const addFormats = require('ajv-formats').default
const { Validator } = await import(new URL('node_modules/@seriousme/openapi-schema-validator/index.js', web))

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const chinese = /[\u4e00-\u9fff]/
const shown = (value) => JSON.stringify(value)?.slice(0, 400)

export class Contract {
    static async of(house) {
        const contract = new Contract()
        contract.document = await house.nobody().ask('GET', '/openapi.json', undefined, { 'accept-language': 'en' })
        contract.inChinese = await house.nobody().ask('GET', '/openapi.json', undefined, { 'accept-language': 'zh' })
        contract.read()
        return contract
    }
    read() {
        this.ajv = new Ajv({ strict: false, discriminator: true, allErrors: false, validateFormats: true })
        addFormats(this.ajv)
        // The validator knows discriminators, but not their mapping, which is for generated clients.
        const plain = JSON.parse(JSON.stringify(this.document), (key, value) => {
            if (key === 'discriminator') delete value.mapping
            return value
        })
        this.ajv.addSchema({ ...plain, $id: 'house' })
        this.checks = new Map()
        this.routes = Object.entries(this.document.paths).flatMap(([path, methods]) =>
            Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation, name: `${method.toUpperCase()} ${path}` })),
        )
    }
    /** What is wrong with the document by the structure of OpenAPI 3.1; nothing when it is right. */
    static async structure(document) {
        const result = await new Validator().validate(structuredClone(document))
        return result.valid ? null : result.errors
    }
    resolve(schema) {
        if (!schema?.$ref) return schema
        const { $ref, ...beside } = schema
        const found = $ref.slice(2).split('/').reduce((node, step) => node[step.replaceAll('~1', '/').replaceAll('~0', '~')], this.document)
        assert.ok(found, `${$ref} leads nowhere`)
        return { ...this.resolve(found), ...beside }
    }
    fits(schema, value) {
        const key = JSON.stringify(schema)
        if (!this.checks.has(key)) this.checks.set(key, this.ajv.compile(JSON.parse(key.replaceAll('"#/', '"house#/'))))
        const check = this.checks.get(key)
        return check(value) ? null : `${this.ajv.errorsText(check.errors)} in ${shown(value)}`
    }
    route(name) {
        return this.routes.find((route) => route.name === name)
    }
    parameters(route) {
        return route.operation.parameters.map((parameter) => this.resolve(parameter))
    }
    bodySchema(route) {
        return route.operation.requestBody?.content['application/json']?.schema
    }

    /** What an answer breaks of what its route promises. */
    broken(route, { reply, status, body }, language) {
        const promised = this.resolve(route.operation.responses[status])
        if (status >= 500) return `answered ${status}: ${shown(body)}`
        if (!promised) return `answered ${status}, which it does not declare: ${shown(body)}`
        if (!uuid.test(reply.headers.get('request-id') ?? '')) return 'answered without a Request-Id'
        const type = (reply.headers.get('content-type') ?? '').split(';')[0]
        if (status === 204 || status === 304) return body === '' ? null : 'answered a body with ' + status
        for (const name of Object.keys(promised.headers ?? {}))
            if (name !== 'Request-Id' && !reply.headers.get(name)) return `answered ${status} without ${name}`
        if (!promised.content) return body === '' || body instanceof Uint8Array ? null : `answered ${status} with a body`
        const content = promised.content[type] ?? promised.content['*/*']
        if (!content) return `answered ${status} as ${type || 'nothing'}`
        const wrong = content.schema && this.fits(content.schema, typeof body === 'string' && type.endsWith('json') ? JSON.parse(body) : body)
        if (wrong) return `answered ${status} with another shape: ${wrong}`
        return status >= 400 ? wordless(reply, body, language) : null
    }
}

/** What a refusal lacks of words in the language that was asked for. */
export function wordless(reply, body, language) {
    if (!body?.error) return 'a refusal without its envelope: ' + shown(body)
    const told = reply.headers.get('content-language')
    if (!told?.startsWith(language)) return `asked for ${language}, told in ${told}`
    for (const { code, message, field } of [body.error, ...body.error.fields]) {
        const here = `${code}${field ? ' at ' + field : ''}: ${message}`
        if (!message || message === code) return 'no words for ' + here
        if (/\{[$\w.]+\}/.test(message)) return 'a sentence not filled in, ' + here
        if (language === 'zh' ? !chinese.test(message) : !/[a-z]{2}/.test(message)) return `not in ${language}, ${here}`
    }
    return null
}
