// Holds the map to the table: every county has an outline, outlines do not overlap, and every point lies in its own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { level, parent } from './divisions.mjs';
import { area_km2, bounds, contains, turn } from './geometry.mjs';
import { shape_of } from './points.mjs';
import { table, text } from './read_pack.mjs';

const NEW_AREA = '620171000000';
const AREA_KM2 = 425_900;           // of the province, as it publishes it
const STEP = 0.05;                  // degrees between the points that look for overlaps

const rows = table('divisions.csv');
const map = JSON.parse(text('counties.geojson'));
const outlines = new Map(map.features.map(({ properties, geometry }) => [properties.code, geometry.coordinates]));
const counties = rows.filter(row => level(row.code) === 3);
const point = row => [Number(row.lon), Number(row.lat)];
const outside = (row, county) => !contains(shape_of(outlines, county), point(row));

test('the map says where it is from, in which datum, of when, and that a public one needs its number', () => {
    assert.ok(map.source);
    assert.match(map.datum, /WGS-84/);
    assert.match(map.borders, /^\d{4}$/);
    assert.match(map.notice, /审图号/);
});

test('every county row but the New Area has one outline under its code and name', () => {
    const drawn = map.features.map(({ properties }) => `${properties.code} ${properties.name}`);
    const expected = counties.filter(row => row.code !== NEW_AREA).map(row => `${row.code} ${row.name}`);
    assert.deepEqual(drawn, expected);
});

test('the file stays below 400 kB', () => assert.ok(Buffer.byteLength(text('counties.geojson')) < 400_000));

test('rings are closed and outlines run against the clock', () => {
    for (const [code, shape] of outlines)
        for (const [outline, ...holes] of shape) {
            assert.deepEqual(outline[0], outline.at(-1), code);
            assert.ok(turn(outline) > 0 && holes.every(hole => turn(hole) < 0), code);
        }
});

test('the outlines together have the area of the province within half a hundredth', () => {
    const sum = [...outlines.values()].flat().reduce((all, [outline]) => all + area_km2(outline), 0);
    assert.ok(Math.abs(sum / AREA_KM2 - 1) < 0.005, `${sum} km²`);
});

test('no point of a grid lies in two counties', () => {
    const boxed = [...outlines].map(([code, shape]) => ({ code, shape, box: bounds(shape) }));
    const near = ([lon, lat], [west, south, east, north]) => lon > west && lon < east && lat > south && lat < north;
    for (let lon = 92.2; lon < 108.8; lon += STEP)
        for (let lat = 32.5; lat < 42.9; lat += STEP) {
            const in_these = boxed.filter(({ shape, box }) => near([lon, lat], box) && contains(shape, [lon, lat]));
            assert.ok(in_these.length <= 1, `${lon} ${lat}: ${in_these.map(one => one.code)}`);
        }
});

test('every county point lies inside its own outline', () => {
    assert.deepEqual(counties.filter(row => outside(row, row.code)), []);
});

test('every township point lies inside the outline of its county', () => {
    const towns = rows.filter(row => level(row.code) === 4);
    assert.deepEqual(towns.filter(row => outside(row, parent(row.code))), []);
});
