// The divisions themselves: codes and names as published, and what the published code says about each.
// Layout of the 12 digits: province 2, prefecture 2, county 2, township 3, village 3.

import { readFileSync } from 'node:fs';

const PROVINCE = '62';

// Streets by code, yet no street office exists: the communities of a county seat or an oil field gathered for counting.
const PSEUDO_STREETS = new Set(['620821001000', '620822001000', '620823001000', '620902007000']);
// County rows that only statistics know: a development area, and the one county-level row of a city without counties.
const STATISTICAL_COUNTIES = new Set(['620171000000', '620201000000']);

/** 1 province, 2 prefecture, 3 county, 4 township, 5 village, from a 12-digit code. */
export function level(code) {
    if (code.endsWith('0000000000')) return 1;
    if (code.endsWith('00000000')) return 2;
    if (code.endsWith('000000')) return 3;
    return code.endsWith('000') ? 4 : 5;
}

/** The code one level up: the rule has no exception in this table. Empty for the province. */
export function parent(code) {
    const digits = [0, 2, 4, 6, 9][level(code) - 1];
    return digits === 0 ? '' : code.slice(0, digits).padEnd(12, '0');
}

const similar_township = code => '45'.includes(code[6]);

function kind(code, name) {
    switch (level(code)) {
    case 3: return STATISTICAL_COUNTIES.has(code) ? 'statistical' : 'official';
    case 4: return similar_township(code) || PSEUDO_STREETS.has(code) ? 'statistical' : 'official';
    case 5:
        if (name.includes('虚拟') || '45'.includes(code[9]) && code.endsWith('98')) return 'virtual';
        return '45'.includes(code[9]) ? 'statistical' : 'official';
    default: return 'official';
    }
}

function county_type(code, name) {
    if (STATISTICAL_COUNTIES.has(code)) return 'county_like';
    if (name.endsWith('自治县')) return 'autonomous_county';
    if (name.endsWith('县')) return 'county';
    return name.endsWith('市') ? 'county_city' : 'district';
}

function township_type(code, name) {
    if (similar_township(code)) return 'township_like';
    if (code[6] === '2' && name.endsWith('族乡')) return 'ethnic_township';
    return ['street', 'town', 'township'][code[6]];
}

function type(code, name) {
    switch (level(code)) {
    case 1: return 'province';
    case 2: return name.endsWith('州') ? 'autonomous_prefecture' : 'prefecture_city';
    case 3: return county_type(code, name);
    case 4: return township_type(code, name);
    default: return ['residents', 'residents', 'villagers', 'villagers', 'residents_like', 'villagers_like'][code[9]];
    }
}

function published(file) {
    const lines = readFileSync(file, 'utf8').split(/\r?\n/).slice(1);
    return lines.filter(line => line.startsWith(PROVINCE)).map(line => {
        const [code, name] = line.replaceAll('"', '').split(',');
        return { code: code.padEnd(12, '0'), name };
    });
}

/** Every division of the province, `{code, name, kind, type}`, sorted by code; `folder` is the package's `dist`. */
export function read_divisions(folder) {
    const files = ['provinces', 'cities', 'areas', 'streets', 'villages'];
    const rows = files.flatMap(file => published(`${folder}/${file}.csv`));
    rows.sort((a, b) => a.code < b.code ? -1 : 1);
    return rows.map(row => ({ ...row, kind: kind(row.code, row.name), type: type(row.code, row.name) }));
}
