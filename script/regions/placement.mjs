// Points for divisions of which none is published: well spread inside the county and the same on every run.

import { bounds, contains, distance_km, to_border_km } from './geometry.mjs';

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const PLASTIC = 1.32471795724474602596;     // base of the R2 sequence (Roberts 2018), which fills a plane evenly
const BORDER_MARGIN_KM = 0.3;               // rounding must not carry a point across the border
const REACH_KM = 40;                        // deserts and ranges are empty: stay this near to a known place
const TRIES = 600;
const PLACES = 5;

/** A point to the five decimals that are kept, about a metre. */
export const rounded = point => point.map(value => Number(value.toFixed(PLACES)));

const safely_inside = (shape, point) => contains(shape, point) && to_border_km(shape, point) >= BORDER_MARGIN_KM;

function shifted(point, km, angle) {
    const north = km / 111.2;
    const east = north / Math.cos(point[1] * Math.PI / 180);
    return [point[0] + east * Math.cos(angle), point[1] + north * Math.sin(angle)];
}

function* sunflower(centre, spacing_km) {
    for (let i = 1; ; i++) yield shifted(centre, spacing_km * Math.sqrt(i), i * GOLDEN_ANGLE);
}

function spread_over(shape, code) {
    const [west, south, east, north] = bounds(shape);
    const start = Number(code.slice(2, 9)) % 9973;
    const fraction = (i, power) => (0.5 + (start + i) / PLASTIC ** power) % 1;
    const at = i => [west + fraction(i, 1) * (east - west), south + fraction(i, 2) * (north - south)];
    return Array.from({ length: TRIES }, (_, i) => at(i)).filter(point => contains(shape, point));
}

/** The first free point of a spiral around the seat, for what lies close together. `taken` are the points in use. */
export function near_seat(shape, seat, taken, spacing_km) {
    for (const point of sunflower(seat, spacing_km)) {
        const free = taken.every(other => distance_km(point, other) >= spacing_km / 2);
        if (free && safely_inside(shape, point)) return rounded(point);
    }
}

/** A point for a town: of evenly spread ones the farthest from those in use and, at half weight, from the border. */
export function apart(shape, code, taken) {
    const nearest = point => Math.min(Infinity, ...taken.map(other => distance_km(point, other)));
    const spread = spread_over(shape, code).map(point => ({ point, gap: nearest(point) }));
    const reached = spread.filter(({ gap }) => gap <= REACH_KM);
    const room = ({ point, gap }) => Math.min(gap, 2 * to_border_km(shape, point));
    const scored = (reached.length > 0 ? reached : spread).map(one => ({ point: one.point, room: room(one) }));
    return rounded(scored.reduce((best, one) => one.room > best.room ? one : best).point);
}
