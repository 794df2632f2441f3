// Volunteers' hours wait in the state from which the type's event "confirm" leads; the pack says which that is.
import { fieldOf, typeOf } from '@shared/pack'
import { judged } from '@shared/record/judged'
import type { Event, RecordType } from '@shared/shapes'

export function waitingFor(): { type: RecordType; event: Event; address: string } | null {
    const type = typeOf('linkage.offer')
    const event = type?.events.find((one) => one.right === 'confirm' && one.name.startsWith('confirm'))
    if (!type || !event || !type.may.includes('confirm')) return null
    const states = event.from.length === 1 ? `state = ${event.from[0]}` : `state in (${event.from.join(', ')})`
    return { type, event, address: `/records/${type.type}?where=${encodeURIComponent(states)}&size=50&total=exact&columns=${['task', ...judged].filter((name) => fieldOf(type, name)).join(',')}` }
}
