// The shapes of a linkage plan, and what of it is sent out as offers.
import type { Ref, Words } from '@shared/shapes'

export interface Unmet { part: string; label?: Words; why: Words; would_help?: Words }
export interface Chosen extends Ref { quantity?: number; unit?: Words; money_fen?: number }
/** What became of an offer: whom or what it asked, where one may read that, and the state it is in. */
export interface Asked { id?: string; title?: string; type: string; state: string; state_label: Words }
/** Why somebody or something was chosen; `who` is the id of the chosen. */
export interface Reason extends Words { who?: string }
export interface NeedPlan {
    id: string
    title: string
    region?: string
    starts_at?: string
    ends_at?: string
    people?: number
    worker_wanted?: boolean
    offers?: Asked[]
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

/** How many invitations go out: one to each who or what is chosen. */
export const asksOf = (needs: NeedPlan[]) => needs.reduce((sum, need) => sum + (need.worker ? 1 : 0) + need.volunteers.length + need.resources.length, 0)

/** What is asked for of a kind and still stands or is done: the places that are taken. */
const standing = (need: NeedPlan, type: string) => (need.offers ?? []).filter((one) => one.type === type && ['sent', 'accepted', 'checked_in', 'checked_out', 'done'].includes(one.state)).length
/** How many more volunteers are chosen than are missing. */
export const tooMany = (need: NeedPlan) => Math.max(need.volunteers.length - Math.max((need.people ?? 0) - standing(need, 'volunteers.volunteer'), 0), 0)
/** Whether a social worker is still to be found. */
export const workerMissing = (need: NeedPlan) => !!need.worker_wanted && standing(need, 'talent.worker') === 0

export interface OpenBoard { region: { code: string; name: string }; needs: NeedPlan[] }

const planKey = (account: string, region: string) => `liandong plan ${account} ${region}`
/** The plan of this tab that was made and not yet sent, by account and region; the server keeps the plan itself. */
export const keptPlan = (account: string, region: string) => sessionStorage.getItem(planKey(account, region))
export function keepPlan(account: string, region: string, id: string | null) {
    if (id) sessionStorage.setItem(planKey(account, region), id)
    else sessionStorage.removeItem(planKey(account, region))
}

export const offersOf = (needs: NeedPlan[]) => ({ needs: needs.filter(hasOffer).map((need) => ({
    id: need.id, worker: need.worker?.id ?? null, volunteers: need.volunteers.map((one) => one.id), resources: need.resources.map((one) => one.id) })) })
