// Published points: the places of GeoNames, found again by their Chinese name inside the outline of their county.

import { readFileSync } from 'node:fs';
import { contains, distance_km } from './geometry.mjs';

const SAME_PLACE_KM = 5;        // entries of one name so close are one place entered twice
const SEATS = ['PPLC', 'PPLA', 'PPLA2', 'PPLA3', 'PPLA4'];      // seats of government, the higher first
const COUNTY_SEAT = SEATS.indexOf('PPLA3');
const ENDING = /(街道办事处|街道|(回|藏|东乡|土|蒙古|回族东乡)族[乡镇]|镇|乡)$/;

/** Places of China, `{names, point, rank, id}`; rank 0 is the highest seat. `file` is the package's table. */
export function read_places(file) {
    const lines = readFileSync(file, 'utf8').split('\n').map(line => line.split('\t')).filter(cell => cell[8] === 'CN');
    return lines.map(([id, , , names, lat, lon, , code]) => ({
        id: Number(id),
        names: new Set(names.split(',')),
        point: [Number(lon), Number(lat)],
        rank: SEATS.includes(code) ? SEATS.indexOf(code) : SEATS.length,
    }));
}

/** Places inside a county's shape. */
export function inside(places, shape) {
    return places.filter(place => contains(shape, place.point));
}

function the_one(found) {
    if (found.length === 0) return undefined;
    const best = Math.min(...found.map(place => place.rank));
    const first = found.filter(place => place.rank === best).sort((a, b) => a.id - b.id);
    return first.every(place => distance_km(place.point, first[0].point) <= SAME_PLACE_KM) ? first[0] : undefined;
}

/**
 * The place of a township among the places of its county, or undefined if none or more than one fits.
 * A name with its ending goes before one without: towns were renamed from 乡 to 镇 and kept their place.
 */
export function of_township(places, name) {
    const bare = name.replace(ENDING, '');
    const of_names = names => the_one(places.filter(place => names.some(one => place.names.has(one))));
    // 天水 is the city and 天水镇 lies elsewhere: a name without its ending says nothing where a city bears it too.
    const shared = places.some(({ names }) => ['市', '县', '区'].some(ending => names.has(bare + ending)));
    const of_bare = () => shared || bare.length === 1 ? undefined : of_names([bare]);
    return of_names([name]) ?? of_names([`${bare}镇`, `${bare}乡`]) ?? of_bare();
}

/** The seat of a county among the places inside it: the one of its name, else the only seat there is. */
export function of_county(places, name) {
    const seats = places.filter(place => place.rank <= COUNTY_SEAT);
    const bare = name.length > 2 ? name.replace(/[市县区]$/, '') : name;
    const named = some => the_one(some.filter(place => place.names.has(name) || place.names.has(bare)));
    return named(seats) ?? the_one(seats) ?? named(places);
}
