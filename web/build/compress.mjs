// Lays a .gz beside each built file that is worth compressing, so that the server never compresses on a request.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist', import.meta.url).pathname
const worth = /\.(html|js|css|svg|json|webmanifest)$/
const smallest = 512

for (const name of readdirSync(dist, { recursive: true })) {
    const file = join(dist, name)
    if (!worth.test(name) || name.startsWith('.vite') || !statSync(file).isFile()) continue
    const content = readFileSync(file)
    if (content.length >= smallest) writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}
