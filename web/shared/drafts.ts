// What was typed survives a reload of the open tab and is gone when the tab closes or the person signs out.

const prefix = 'liandong.draft.'

/** A draft under a key such as "account/type/id"; `saved` is null when there is none or it cannot be read. */
export function draft<T>(key: string) {
    const name = prefix + key
    return {
        get saved(): T | null {
            try { return JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null } catch { return null }
        },
        keep(value: T) { try { sessionStorage.setItem(name, JSON.stringify(value)) } catch { /* storage forbidden: typing goes on */ } },
        drop() { try { sessionStorage.removeItem(name) } catch { /* nothing was kept */ } },
    }
}

/** Removes everything typed in this tab. */
export function wipeDrafts() {
    try {
        for (const name of Object.keys(sessionStorage)) if (name.startsWith('liandong.')) sessionStorage.removeItem(name)
    } catch { /* nothing was kept */ }
}
