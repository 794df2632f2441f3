// Fails when the first load of a way in grows beyond what a cheap phone bears, or when a built file names a foreign address.
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const budgets = { 'index.html': ['portal', 90], 'm/index.html': ['m', 130], 'admin/index.html': ['admin', 110] }
// Names of XML vocabularies, and addresses that libraries print in messages and comments; none of them is ever asked.
const harmless = /^(www\.w3\.org|vuejs\.org|router\.vuejs\.org|element-plus\.org|github\.com|tanstack\.com|vue-i18n\.intlify\.dev|errors\.vuejs\.org|echarts\.apache\.org)$/

/** The scripts that load before the first page shows: the entry and all it imports without asking later. */
function firstLoad(entry, seen = new Set()) {
    if (seen.has(entry)) return seen
    seen.add(entry)
    for (const one of manifest[entry].imports ?? []) firstLoad(one, seen)
    return seen
}

const kib = (bytes) => bytes / 1024
const packed = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
let failed = false

for (const [entry, [name, budget]] of Object.entries(budgets)) {
    const loaded = [...firstLoad(entry)].map((one) => manifest[one])
    const script = loaded.reduce((sum, one) => sum + packed(one.file), 0)
    const styles = new Set(loaded.flatMap((one) => one.css ?? []))
    const style = [...styles].reduce((sum, one) => sum + packed(one), 0)
    const over = kib(script) > budget
    failed ||= over
    console.log(`${name.padEnd(7)} ${kib(script).toFixed(1).padStart(6)} KiB script of ${budget}, ${kib(style).toFixed(1)} KiB style${over ? '  OVER' : ''}`)
}

for (const name of readdirSync(dist, { recursive: true })) {
    if (!/\.(html|js|css|webmanifest)$/.test(name)) continue
    for (const [, host] of readFileSync(join(dist, name), 'utf8').matchAll(/(?:https?:)?\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?=[/"'`)\s])/gi)) {
        if (harmless.test(host)) continue
        console.log(`${name} names ${host}`)
        failed = true
    }
}

rmSync(join(dist, '.vite'), { recursive: true })
if (failed) process.exit(1)
