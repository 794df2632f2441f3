// Chance that can be had again from its seed, and values that fit a schema, made with it.
export class Chance {
    constructor(seed) {
        this.state = seed >>> 0
    }
    next() {
        this.state = (this.state + 0x6d2b79f5) >>> 0
        let mixed = this.state
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
    }
    number(least, most) {
        return least + Math.floor(this.next() * (most - least + 1))
    }
    often(share) {
        return this.next() < share
    }
    one(list) {
        return list[this.number(0, list.length - 1)]
    }
    uuid() {
        const hex = Array.from({ length: 32 }, () => this.number(0, 15).toString(16))
        hex[12] = '7'
        hex[16] = this.one(['8', '9', 'a', 'b'])
        return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    }
}

const words = ['演示', 'demonstration', '送餐（演示）', '༄༅། བོད།', 'مرحبا', '👵🏽', 'a', "o'clock", '100%', '<b>', '\\', '"', '；drop table']

/** A value that fits the schema, as far as chance knows how; ids and places come from what the house has. */
export function sample(contract, schema, chance, known, depth = 0) {
    const target = schema['x-target']
    schema = contract.resolve(schema)
    const inner = (one) => sample(contract, target ? { ...one, 'x-target': target } : one, chance, known, depth + 1)
    if ('const' in schema) return schema.const
    if (schema.enum) return chance.one(schema.enum)
    const branches = schema.anyOf ?? schema.oneOf
    if (branches) return inner(chance.often(0.7) ? branches[0] : chance.one(branches))
    switch (schema.type) {
        case 'null': return null
        case 'boolean': return chance.often(0.7)
        case 'integer': return chance.number(Math.max(schema.minimum ?? 0, -1e6), Math.min(schema.maximum ?? 1000, 1e6))
        case 'number': return (schema.minimum ?? 0) + chance.next() * ((schema.maximum ?? 100) - (schema.minimum ?? 0))
        case 'array': return Array.from({ length: chance.number(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3)) }, () => inner(schema.items))
        case 'object': return object(schema, chance, known, inner, depth)
        default: return written(schema, target, chance, known)
    }
}

function object(schema, chance, known, inner, depth) {
    const out = {}
    for (const [name, member] of Object.entries(schema.properties ?? {}))
        if (schema.required?.includes(name) || (depth < 6 && chance.often(0.25))) out[name] = inner(member)
    if (typeof schema.additionalProperties === 'object') out[chance.uuid()] = inner(schema.additionalProperties)
    return out
}

function written(schema, target, chance, known) {
    if (schema.format === 'uuid') return chance.often(0.8) ? known.id(chance, target) : chance.uuid()
    if (schema.format === 'date') return `${chance.number(1950, 2030)}-${String(chance.number(1, 12)).padStart(2, '0')}-${String(chance.number(1, 28)).padStart(2, '0')}`
    if (schema.format === 'date-time') return `2026-${String(chance.number(1, 12)).padStart(2, '0')}-${String(chance.number(1, 28)).padStart(2, '0')}T${String(chance.number(0, 23)).padStart(2, '0')}:30:00+08:00`
    if (schema.pattern?.includes('[0-9]')) return chance.one(known.regions)
    const text = Array.from({ length: chance.number(1, 4) }, () => chance.one(words)).join('')
    return [...text].slice(0, schema.maxLength ?? 200).join('')
}
