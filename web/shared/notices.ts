// One's own notices: how many are unread, asked again every minute, and a page of them.
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { change, get } from './api'
import { account } from './session'
import type { Words } from './shapes'

export interface Notice {
    id: string
    text: Words
    record: { type: string; label?: Words; id?: string; title?: string }
    at: string
    due_at: string | null
    read_at: string | null
}
export interface NoticePage { unread: number; next: string | null; items: Notice[] }

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
