// Moments as text, for pages that need no more of the formats.

/** "2026-11-23T08:30:00+08:00" → "2026-11-23 08:30", always in the time of +08:00. */
export function moment(text: string): string {
    const ms = Date.parse(text)
    if (Number.isNaN(ms)) return text
    return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
