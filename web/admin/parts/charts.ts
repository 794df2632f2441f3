// ECharts with only what the desk draws; loaded when the first chart shows.
import { MapChart, ScatterChart } from 'echarts/charts'
import { GeoComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, registerMap, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([MapChart, ScatterChart, GeoComponent, TooltipComponent, VisualMapComponent, CanvasRenderer])

export interface Outline { type: string; features: { properties: { code: string; name: string }; geometry: unknown }[] }
let outline: Promise<Outline> | null = null

/** County outlines, fetched once; polygons are known to charts by their six-digit code. */
export function counties(): Promise<Outline> {
    outline ??= fetch('/api/v1/regions/counties.geojson', { credentials: 'same-origin' }).then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        const shapes = await response.json() as Outline
        const keyed = { ...shapes, features: shapes.features.map((one) => ({ ...one, properties: { ...one.properties, name: one.properties.code.slice(0, 6) } })) }
        registerMap('counties', keyed as unknown as Parameters<typeof registerMap>[1])
        return shapes
    }).catch((fault) => { outline = null; throw fault })
    return outline
}

/** Only the outlines inside a region, under a map name of their own. */
export async function countiesWithin(region: string): Promise<{ name: string; outline: Outline }> {
    const whole = await counties()
    const stem = region.replace(/0+$/, '').padEnd(2, '0')
    const prefix = stem.length <= 2 ? stem : stem.length <= 4 ? stem.padEnd(4, '0') : region.slice(0, 6)
    const features = whole.features.filter((one) => one.properties.code.startsWith(prefix))
    if (!features.length || features.length === whole.features.length) return { name: 'counties', outline: whole }
    const part = { ...whole, features }
    registerMap(`counties-${prefix}`, { ...part, features: features.map((one) => ({ ...one, properties: { ...one.properties, name: one.properties.code.slice(0, 6) } })) } as unknown as Parameters<typeof registerMap>[1])
    return { name: `counties-${prefix}`, outline: part }
}

/** Whether charts may move: not for somebody who asked her system for less motion. */
export const moves = () => !matchMedia('(prefers-reduced-motion: reduce)').matches

export { init }
