// Plane geometry that is good enough for one county: points are [lon, lat] in degrees, distances are kilometres,
// a shape is a list of polygons, each a list of rings (the first the outline, others holes), each a list of points.

const KM_PER_DEGREE = 111.2;

/** Kilometres between two points at most some hundred kilometres apart. */
export function distance_km(a, b) {
    const middle = (a[1] + b[1]) / 2 * Math.PI / 180;
    return Math.hypot((a[0] - b[0]) * Math.cos(middle), a[1] - b[1]) * KM_PER_DEGREE;
}

/** Twice the signed area of a closed ring in square degrees, positive when it runs against the clock. */
export function turn(ring) {
    let sum = 0;
    for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    return sum;
}

/** Square kilometres inside a closed ring. */
export function area_km2(ring) {
    return Math.abs(turn(ring)) / 2 * Math.cos(ring[0][1] * Math.PI / 180) * KM_PER_DEGREE ** 2;
}

function crosses(ring, [x, y]) {
    let odd = false;
    for (let i = 1; i < ring.length; i++) {
        const [x1, y1] = ring[i - 1];
        const [x2, y2] = ring[i];
        if ((y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) odd = !odd;
    }
    return odd;
}

/** Whether the point lies inside the shape; on the line itself either answer may come. */
export function contains(shape, point) {
    return shape.some(polygon => polygon.filter(ring => crosses(ring, point)).length % 2 === 1);
}

function to_segment_km(point, a, b) {
    const stretch = Math.cos(point[1] * Math.PI / 180);
    const [dx, dy] = [(b[0] - a[0]) * stretch, b[1] - a[1]];
    const [px, py] = [(point[0] - a[0]) * stretch, point[1] - a[1]];
    const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(px - along * dx, py - along * dy) * KM_PER_DEGREE;
}

/** Kilometres from the point to the nearest border of the shape, inside or out. */
export function to_border_km(shape, point) {
    let nearest = Infinity;
    for (const ring of shape.flat())
        for (let i = 1; i < ring.length; i++) nearest = Math.min(nearest, to_segment_km(point, ring[i - 1], ring[i]));
    return nearest;
}

/** [west, south, east, north] of the shape. */
export function bounds(shape) {
    const points = shape.flat(2);
    const [lons, lats] = [points.map(p => p[0]), points.map(p => p[1])];
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
