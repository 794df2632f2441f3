// Whether one still sees a record after an event: given to another station, it leaves one's sight.
import { get, Refusal } from '@shared/api'

/** True only where the server says that the record is not there for the viewer; a lost signal is no such answer. */
export async function outOfSight(type: string, id: string): Promise<boolean> {
    try {
        await get(`/records/${type}/${id}`)
        return false
    } catch (fault) { return fault instanceof Refusal && [403, 404].includes(fault.status) }
}
