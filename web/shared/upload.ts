// Sends a file in parts that go on where a lost line broke them; what cannot be taken is refused before anything is sent.
import { change, get, Refusal } from './api'
import { size } from './format'
import { t } from './language'
import type { FileValue } from './shapes'

export const sizeMost = 20_000_000
/** Half a megabyte: a quarter of a minute on a line of 32 KB/s, and no more is sent twice. */
const partBytes = 512 * 1024
const triesMost = 4

const endings = ['jpg', 'jpeg', 'png', 'webp', 'pdf', 'txt', 'csv', 'xlsx', 'docx']
/** For the `accept` of an input: the kinds the server takes. */
export const accepted = endings.map((one) => `.${one}`).join(',')

/** Why this file cannot be sent, in words; empty when it can. The server looks at the bytes themselves. */
export function wrongWithFile(file: { name: string; size: number; type: string }): string {
    if (!file.size) return t('fileEmpty')
    if (file.size > sizeMost) return t('fileTooLarge', { size: size(file.size), most: size(sizeMost) })
    const ending = file.name.split('.').pop()?.toLowerCase() ?? ''
    return endings.includes(ending) || /^image\/(jpeg|png|webp)$/.test(file.type) ? '' : t('fileKind', { kinds: t('fileKinds') })
}

interface Standing { id: string; arrived: number; finished: boolean }

/** One file on its way. `run` may be called again after it threw: it goes on from what has arrived. */
export class Upload {
    private id = ''
    private arrived = 0
    private stopped = false
    constructor(readonly file: File, private readonly told: (share: number) => void = () => {}, private readonly pause = (tries: number) => new Promise((later) => setTimeout(later, 1000 * 2 ** tries))) {}

    get share() { return this.file.size ? this.arrived / this.file.size : 0 }
    stop() { this.stopped = true }

    async run(): Promise<FileValue> {
        for (let tries = 0; ; tries++) {
            const before = this.arrived
            try {
                return await this.send()
            } catch (fault) {
                if (this.arrived > before) tries = 0
                if (this.stopped || !passing(fault) || tries >= triesMost) throw fault
                await this.pause(tries)
                await this.ask()
            }
        }
    }

    private async send(): Promise<FileValue> {
        if (!this.id) await this.begin()
        else await this.ask()
        while (this.arrived < this.file.size) {
            if (this.stopped) throw new Error('stopped')
            const part = this.file.slice(this.arrived, this.arrived + partBytes)
            const { arrived } = await change<Standing>('POST', `/blobs/${this.id}/parts?offset=${this.arrived}`, undefined,
                { raw: part, headers: { 'Content-Type': 'application/octet-stream' } })
            this.note(arrived)
        }
        return change<FileValue>('POST', `/blobs/${this.id}/finish`)
    }

    private async begin() {
        const { id, arrived } = await change<Standing>('POST', '/blobs', { name: this.file.name, size: this.file.size, ...await digestOf(this.file) })
        this.id = id
        this.note(arrived)
    }

    /** How far it has come, as the server knows it. An upload that is gone there begins anew. */
    private async ask() {
        if (!this.id) return
        try {
            this.note((await get<Standing>(`/blobs/${this.id}/parts`)).arrived)
        } catch (fault) {
            if (!(fault instanceof Refusal && fault.status === 404)) return
            this.id = ''
            this.note(0)
        }
    }

    private note(arrived: number) {
        this.arrived = arrived
        this.told(this.share)
    }
}

/** What may go away by itself: no line, a busy server, or a part that was counted otherwise than here. */
const passing = (fault: unknown) => fault instanceof Refusal && ([0, 408, 409, 429, 502, 503, 504].includes(fault.status))

/** The digest the server checks the whole against, where the browser can make one. */
async function digestOf(file: File): Promise<{ sha256?: string }> {
    try {
        const sum = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
        return { sha256: Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('') }
    } catch { return {} }
}
