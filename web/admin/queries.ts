// What was read from the server is kept for half a minute and read again when the page is looked at anew.
import { QueryClient } from '@tanstack/vue-query'
import { Refusal } from '@shared/api'

export const queries = new QueryClient({ defaultOptions: { queries: {
    staleTime: 30_000,
    retry: (count, fault) => count < 2 && fault instanceof Refusal && (fault.unreachable || fault.status === 503),
} } })
