// One WGS-84 point for every division above the village: a published one where there is, else one placed in its county.

import { inside, of_county, of_township } from './gazetteer.mjs';
import { level, parent } from './divisions.mjs';
import { apart, near_seat, rounded } from './placement.mjs';

const STREET_SPACING_KM = 0.7;
const TOWN_SPACING_KM = 6;

// The New Area has no outline on the map: it was made of towns of Yongdeng and Gaolan and lies between their seats.
const NEW_AREA = '620171000000';
const MADE_OF = ['620121000000', '620122000000'];

const under = (rows, code) => rows.filter(row => parent(row.code) === code);

/** The shape in which a county's points lie: its own outline, or those of the counties it was made of. */
export function shape_of(outlines, county) {
    return (county === NEW_AREA ? MADE_OF : [county]).flatMap(code => outlines.get(code));
}

const known = place => place && { point: rounded(place.point), approx: false };

// In the published code the town 100 of a county is usually the seat's own.
function may_be_seat_town(town, county) {
    return ['county', 'autonomous_county'].includes(county.type) && town.code.endsWith('100000');
}

function seat_of(county, towns, shape, places) {
    const seat_town = towns.find(town => may_be_seat_town(town, county));
    const found = of_county(places, county.name) ?? (seat_town && of_township(places, seat_town.name));
    return known(found) ?? { point: apart(shape, county.code, []), approx: true };
}

function published_points(towns, county, seat, places) {
    const official = towns.filter(town => town.kind === 'official');
    const named = official.map(town => [town, known(of_township(places, town.name))]).filter(([, found]) => found);
    const seat_is_named = named.some(([, found]) => String(found.point) === String(seat.point));
    const seat_town = official.find(town => may_be_seat_town(town, county) && !named.some(([other]) => other === town));
    return seat_town && !seat_is_named ? [...named, [seat_town, seat]] : named;
}

function placed_point(town, seat, shape, taken) {
    if (town.type === 'street') return near_seat(shape, seat.point, taken, STREET_SPACING_KM);
    if (parent(town.code) === NEW_AREA) return near_seat(shape, seat.point, taken, TOWN_SPACING_KM);
    return apart(shape, town.code, taken);
}

function place_towns(county, towns, seat, shape, places, points) {
    const taken = [seat.point];
    const settle = (town, found) => {
        points.set(town.code, found);
        taken.push(found.point);
    };
    published_points(towns, county, seat, places).forEach(([town, found]) => settle(town, found));
    for (const town of towns.filter(one => !points.has(one.code)))
        settle(town, { point: placed_point(town, seat, shape, taken), approx: true });
}

function between(points, codes) {
    const [a, b] = codes.map(code => points.get(code).point);
    return { point: rounded([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]), approx: true };
}

/**
 * `Map` from code to `{point, approx}` for levels 1 to 4. The first county of a prefecture by code is the one its seat
 * lies in, so the prefecture shares that point; and the province that of its first prefecture.
 */
export function place_all(rows, outlines, places) {
    const points = new Map();
    const upper = rows.filter(row => level(row.code) <= 4);
    for (const county of upper.filter(row => level(row.code) === 3)) {
        const shape = shape_of(outlines, county.code);
        const [towns, near] = [under(upper, county.code), inside(places, shape)];
        const seat = county.code === NEW_AREA ? between(points, MADE_OF) : seat_of(county, towns, shape, near);
        points.set(county.code, seat);
        place_towns(county, towns, seat, shape, near, points);
    }
    for (const above of upper.filter(row => level(row.code) < 3).reverse())
        points.set(above.code, points.get(under(upper, above.code)[0].code));
    return points;
}
