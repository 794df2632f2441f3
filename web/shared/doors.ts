// Types that only their module may write: the generic addresses refuse them, and an event goes to the module's own address.
import type { Event, RecordType, Values } from './shapes'

const doors: Record<string, (id: string) => string> = { 'linkage.offer': (id) => `/linkage/offers/${id}` }

/** True where records of this type are created and changed by forms. */
export const hasForms = (type: RecordType) => type.door !== 'module' && !type.ledger

/** True where one of the type's events can be sent from a page. */
export const hasEvents = (type: RecordType) => type.door !== 'module' || Object.hasOwn(doors, type.type)

/** Where an event goes and what its body is. */
export function eventRequest(type: RecordType, id: string, event: Event, fields: Values, reason: string): { path: string; body: Values } {
    const said = reason ? { reason } : {}
    const door = type.door === 'module' ? doors[type.type] : undefined
    if (door) return { path: door(id), body: { do: event.name, fields, ...said } }
    return { path: `/records/${type.type}/${id}/events/${event.name}`, body: { fields, ...said } }
}
