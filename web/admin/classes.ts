// Classes of a map's colours: as many places in each as can be, so that one large county does not leave the others pale.

export interface Class { from: number; to: number }

/** At most `most` classes from the lowest value to the highest; equal values are never parted. Empty for no values. */
export function classesOf(values: number[], most = 5): Class[] {
    const sorted = [...values].sort((one, other) => one - other)
    const starts = [...new Set(Array.from({ length: most }, (_, index) => sorted[Math.floor(index * sorted.length / most)]!))].filter((one) => one !== undefined)
    const largest = sorted.at(-1)!
    if (starts.length > 0 && starts.length < most && largest > starts.at(-1)!) starts.push(sorted.find((one) => one > starts.at(-1)!)!)
    return starts.map((from, index) => ({ from, to: index + 1 < starts.length ? sorted[sorted.indexOf(starts[index + 1]!) - 1]! : largest }))
}
