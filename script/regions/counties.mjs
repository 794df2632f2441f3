// County outlines: read, brought to WGS-84, and simplified along shared borders, so that neighbours still meet.

import { readFileSync, readdirSync } from 'node:fs';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import { to_wgs84 } from './datum.mjs';
import { area_km2, turn } from './geometry.mjs';

const SMALLEST_PART_KM2 = 0.5;      // the source has slivers of a few points, no county has so small an exclave
const SMALLEST_BEND = 3e-5;         // square degrees: a corner that spans less than about 30 hectares is dropped
const PLACES = 4;                   // decimals kept, 10 m; the source is drawn on a grid of 100 m

// The map shows the borders of 2017. Huating became a city in 2018; Jiayuguan has no counties, only a row for counting.
const CODE_NOW = { 620824: '620881', 620200: '620201' };

const round = value => Number(value.toFixed(PLACES));

function without_repeats(ring) {
    return ring.filter(([lon, lat], i) => i === 0 || lon !== ring[i - 1][0] || lat !== ring[i - 1][1]);
}

function shape_of(geometry) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map(rings => rings.map(without_repeats)).filter(rings => area_km2(rings[0]) >= SMALLEST_PART_KM2);
}

function read_outlines(folder) {
    const files = readdirSync(folder).filter(file => /^gan1_su4_.*\.geojson$/.test(file)).sort();
    const features = files.flatMap(file => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')).features);
    return features.map(({ id, geometry }) => ({
        type: 'Feature',
        properties: { code: (CODE_NOW[id] ?? id).padEnd(12, '0') },
        geometry: { type: 'MultiPolygon', coordinates: shape_of(geometry).map(p => p.map(r => r.map(to_wgs84))) },
    }));
}

// Outlines run against the clock and holes with it, as RFC 7946 asks.
function wound(ring, i) {
    const rounded = without_repeats(ring.map(point => point.map(round)));
    return (turn(rounded) > 0) === (i === 0) ? rounded : rounded.reverse();
}

/** Simplified outlines in WGS-84, `Map` from 12-digit county code to shape; `folder` holds the source's files. */
export function read_counties(folder) {
    const features = read_outlines(folder);
    const lines = topology({ map: { type: 'FeatureCollection', features } });
    const lighter = simplify(presimplify(lines), SMALLEST_BEND);
    const shapes = feature(lighter, lighter.objects.map).features.map(({ properties, geometry }) => {
        const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
        return [properties.code, polygons.map(rings => rings.map(wound)).filter(rings => rings[0].length >= 4)];
    });
    return new Map(shapes.sort(([a], [b]) => a < b ? -1 : 1));
}
