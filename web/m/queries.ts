// What was read is shown at once from memory and read again behind it: the signal may be gone.
import { QueryClient } from '@tanstack/vue-query'
import { Refusal } from '@shared/api'

export const queries = new QueryClient({ defaultOptions: { queries: {
    staleTime: 20_000,
    gcTime: 30 * 60_000,
    retry: (count, fault) => count < 3 && fault instanceof Refusal && (fault.unreachable || fault.status === 503),
} } })
