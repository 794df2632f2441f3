// The shapes of a linkage plan, and what of it is sent out as offers.
import type { Ref, Words } from '@shared/shapes'

export interface Unmet { part: string; label?: Words; why: Words; would_help?: Words }
export interface Chosen extends Ref { quantity?: number; money_fen?: number }
/** Why somebody or something was chosen; `who` is the id of the chosen. */
export interface Reason extends Words { who?: string }
export interface NeedPlan {
    id: string
    title: string
    region?: string
    starts_at?: string
    sent?: boolean
    worker: Ref | null
    volunteers: Ref[]
    resources: Chosen[]
    reasons: Reason[]
    unmet: Unmet[]
    lon?: number
    lat?: number
}
export interface LinkagePlan { id: string; outcome: string; cost: number; lower_bound: number; needs: NeedPlan[]; position?: number }

/** An offer can be sent once, and only where somebody or something would be asked. */
export const hasOffer = (need: NeedPlan) => !need.sent && hasAnybody(need)

export const hasAnybody = (need: NeedPlan) => !!need.worker || need.volunteers.length > 0 || need.resources.length > 0

export const offersOf = (needs: NeedPlan[]) => ({ needs: needs.filter(hasOffer).map((need) => ({
    id: need.id, worker: need.worker?.id ?? null, volunteers: need.volunteers.map((one) => one.id), resources: need.resources.map((one) => one.id) })) })
