// Identifiers made on this device: UUIDv7 for new records and for the Request-Id of a change.

/** A UUIDv7. Works without a secure context, where crypto.randomUUID is missing. */
export function newId(now = Date.now()): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
    bytes[6] = 0x70 | (bytes[6]! & 0x0f)
    bytes[8] = 0x80 | (bytes[8]! & 0x3f)
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The moment a UUIDv7 was made, for tests and drafts. */
export const madeAt = (id: string) => parseInt(id.replaceAll('-', '').slice(0, 12), 16)
