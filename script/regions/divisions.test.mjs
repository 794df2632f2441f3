// Holds the table of divisions and the census to the published counts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { level, parent } from './divisions.mjs';
import { table, text } from './read_pack.mjs';

const rows = table('divisions.csv');
const people = table('population.csv');
const at = wanted => rows.filter(row => level(row.code) === wanted);
const having = (some, key, value) => some.filter(row => row[key] === value);
const codes = new Set(rows.map(row => row.code));

test('the columns are the ones the reader expects', () => {
    assert.match(text('divisions.csv'), /^code,name,kind,type,valid_from,valid_to,lon,lat,approx\n/);
    assert.match(text('population.csv'), /^code,year,population,urban,rural,age_0_14,age_65,households,computed\n/);
});

test('codes have 12 digits, are sorted and come once', () => {
    assert.deepEqual(rows.filter(row => !/^62\d{10}$/.test(row.code)), []);
    assert.deepEqual(rows.slice(1).filter((row, i) => row.code <= rows[i].code), []);
});

test('every division but the province has the parent that its code names', () => {
    assert.deepEqual(rows.slice(1).filter(row => !codes.has(parent(row.code))), []);
    assert.equal(parent(rows[0].code), '');
});

test('there are 14 prefectures, 88 county rows, 1,403 township-level and 17,718 village-level units', () => {
    assert.deepEqual([1, 2, 3, 4, 5].map(wanted => at(wanted).length), [1, 14, 88, 1403, 17718]);
});

test('86 counties are official: 17 districts, 5 cities, 57 counties and 7 autonomous counties', () => {
    const official = having(at(3), 'kind', 'official');
    const count = type => having(official, 'type', type).length;
    assert.deepEqual(['district', 'county_city', 'county', 'autonomous_county'].map(count), [17, 5, 57, 7]);
    const others = at(3).filter(row => row.kind === 'statistical').map(row => row.code);
    assert.deepEqual(others, ['620171000000', '620201000000']);
});

test('1,357 townships are official: 892 towns, 338 townships (17 of them ethnic) and 127 streets', () => {
    const official = having(at(4), 'kind', 'official');
    const count = type => having(official, 'type', type).length;
    assert.equal(official.length, 1357);
    assert.deepEqual(['town', 'township', 'ethnic_township', 'street'].map(count), [892, 321, 17, 127]);
});

test('46 township rows are statistical: 42 like a township and four streets without a street office', () => {
    const others = having(at(4), 'kind', 'statistical');
    assert.equal(having(others, 'type', 'township_like').length, 42);
    const streets = having(others, 'type', 'street').map(row => row.code.slice(0, 9));
    assert.deepEqual(streets, ['620821001', '620822001', '620823001', '620902007']);
});

test('38 village-level rows are virtual, as their names say', () => {
    const virtual = having(rows, 'kind', 'virtual');
    assert.equal(virtual.length, 38);
    assert.deepEqual(virtual.filter(row => level(row.code) !== 5 || !row.name.includes('虚拟')), []);
});

test('317 village names come more than once inside a county, so that a name alone does not say which', () => {
    const seen = new Map();
    for (const key of at(5).map(row => row.code.slice(0, 6) + row.name)) seen.set(key, (seen.get(key) ?? 0) + 1);
    assert.equal([...seen.values()].filter(times => times > 1).length, 317);
});

test('every division above the village has a point in Gansu, of at most five decimals, and no village has one', () => {
    const decimal = /^\d{2,3}(\.\d{1,5})?$/;
    const in_gansu = (lon, lat) => lon > 92.2 && lon < 108.8 && lat > 32.5 && lat < 42.9;
    const good = ({ lon, lat }) => decimal.test(lon) && decimal.test(lat) && in_gansu(Number(lon), Number(lat));
    assert.deepEqual(rows.filter(row => level(row.code) < 5 && !good(row)), []);
    assert.deepEqual(at(5).filter(row => row.lon + row.lat + row.approx !== ''), []);
});

test('a prefecture stands at the point of its first county', () => {
    const first = prefecture => at(3).find(county => parent(county.code) === prefecture.code);
    assert.deepEqual(at(2).filter(row => row.lon !== first(row).lon || row.lat !== first(row).lat), []);
});

test('no two placed points of townships are the same', () => {
    const placed = having(at(4), 'approx', '1').map(row => `${row.lon} ${row.lat}`);
    assert.equal(new Set(placed).size, placed.length);
});

test('the census of 2020 has one row for each county row and 25,019,831 people', () => {
    assert.deepEqual(people.map(row => row.code), at(3).map(row => row.code));
    assert.deepEqual(having(people, 'year', '2020').length, 88);
    assert.equal(people.reduce((sum, row) => sum + Number(row.population), 0), 25019831);
});

test('town and country make the whole in every county', () => {
    assert.deepEqual(people.filter(row => Number(row.urban) + Number(row.rural) !== Number(row.population)), []);
});

test('only the split of Jiayuguan is computed from shares, and its households are not known', () => {
    assert.deepEqual(having(people, 'computed', '1').map(row => row.code), ['620201000000']);
    assert.deepEqual(having(people, 'households', '').map(row => row.code), ['620201000000']);
});
