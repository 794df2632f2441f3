// Who is signed in. A session that ends while somebody works asks for the password again and keeps what was typed.
import { ref, shallowRef } from 'vue'
import { change, configureApi, get, question, Refusal, setCsrf } from './api'
import { wipeDrafts } from './drafts'
import type { Account } from './shapes'

interface Session { csrf: string; account: Account }

export const account = shallowRef<Account | null>(null)
export const sessionKnown = ref(false)
/** True while the page asks for the password again. */
export const asksAgain = ref(false)
let waiting: ((signedIn: boolean) => void)[] = []

function enter(session: Session) {
    setCsrf(session.csrf)
    account.value = session.account
    sessionKnown.value = true
}

/** Finds out whether this browser is signed in already. */
export async function restoreSession(): Promise<void> {
    try {
        enter(await get<Session>('/session', { quiet401: true }))
    } catch (fault) {
        if (fault instanceof Refusal && fault.status !== 401 && fault.status !== 0) throw fault
    } finally {
        sessionKnown.value = true
    }
}

export async function signIn(login: string, password: string): Promise<void> {
    enter(await question<Session>('/session', { login, password }, { quiet401: true }))
    waiting.forEach((done) => done(true))
    waiting = []
    asksAgain.value = false
}

export async function signOut(): Promise<void> {
    try { await change('DELETE', '/session', undefined, { quiet401: true }) } catch { /* the cookie may have ended already */ }
    wipeDrafts()
    account.value = null
    setCsrf('')
}

/** Gives up signing in again: pending work hears the refusal. */
export function giveUp() {
    waiting.forEach((done) => done(false))
    waiting = []
    asksAgain.value = false
}

export function keepSession() {
    configureApi({ signInAgain: () => {
        if (!account.value) return Promise.resolve(false)
        asksAgain.value = true
        return new Promise((done) => waiting.push(done))
    } })
}
