// One's own notices: how many are unread, asked again every minute, and a page of them.
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { change, get } from './api'
import { account } from './session'
import type { Words } from './shapes'

export interface Notice {
    id: string
    text: Words
    code: string
    record: { type: string; label?: Words; id?: string; title?: string; place?: { code: string; name: string }; holder?: { type: string; id: string; title: string } }
    at: string
    due_at: string | null
    read_at: string | null
}
export interface NoticePage { unread: number; next: string | null; items: Notice[] }

/** Notices of one kind on records that may not be opened, in one place: said once, with their number. */
export interface Told { latest: Notice; all: Notice[] }

/** Each notice one may follow stands alone; the others are gathered by what they say, where, and who has it to do. */
export function gathered(notices: Notice[]): Told[] {
    const groups = new Map<string, Told>()
    for (const notice of notices) {
        const { record } = notice
        const key = record.id ? notice.id : [notice.code, record.type, record.place?.code, record.holder?.id, !notice.read_at].join(' ')
        const group = groups.get(key)
        if (group) group.all.push(notice)
        else groups.set(key, { latest: notice, all: [notice] })
    }
    return [...groups.values()]
}

const minute = 60_000

export function useUnread() {
    const query = useQuery({ queryKey: ['notices', 'unread'], enabled: computed(() => !!account.value), refetchInterval: minute, queryFn: () => get<NoticePage>('/notices?size=1') })
    return computed(() => query.data.value?.unread ?? 0)
}

export const noticePage = (after: string | null) => get<NoticePage>(`/notices?size=20${after ? `&after=${after}` : ''}`)

/** Marks some, or all, as read, and lets every bell know. */
export function useReading() {
    const client = useQueryClient()
    return async (ids?: string[]) => {
        await change('POST', '/notices/read', ids ? { ids } : { all: true })
        await client.invalidateQueries({ queryKey: ['notices'] })
    }
}
