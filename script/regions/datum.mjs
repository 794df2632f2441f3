// GCJ-02 is the shifted datum that Chinese web maps are drawn in; everything here is kept in WGS-84.
// The shift is known only forwards, so the way back is found by iteration.

const SEMI_MAJOR_AXIS = 6378245;            // Krasovsky 1940, which the shift is defined on
const ECCENTRICITY_SQUARED = 0.00669342162296594323;
const CLOSE_ENOUGH = 1e-9;                  // degrees: a tenth of a millimetre

const swing = (terms, t) => terms.reduce((sum, [height, turns]) => sum + height * Math.sin(t * turns * Math.PI), 0);
const wave = (terms, t) => swing(terms, t) * 2 / 3;

const RIPPLE = [[20, 6], [20, 2]];
const NORTH_SWELL = [[20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]];
const EAST_SWELL = [[20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]];

function shift_metres(x, y) {
    const ripple = wave(RIPPLE, x);
    const root = Math.sqrt(Math.abs(x));
    return {
        north: -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple + wave(NORTH_SWELL, y),
        east: 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple + wave(EAST_SWELL, x),
    };
}

/** The GCJ-02 point [lon, lat] in degrees that web maps show for a WGS-84 point inside China. */
export function to_gcj02([lon, lat]) {
    const { north, east } = shift_metres(lon - 105, lat - 35);
    const radians = lat * Math.PI / 180;
    const curve = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2;
    const meridian = SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED) / curve ** 1.5;
    const parallel = SEMI_MAJOR_AXIS / Math.sqrt(curve) * Math.cos(radians);
    return [lon + east / parallel * 180 / Math.PI, lat + north / meridian * 180 / Math.PI];
}

/** The WGS-84 point [lon, lat] in degrees whose shift gives this GCJ-02 point; exact to far below a metre. */
export function to_wgs84(gcj) {
    let [lon, lat] = gcj;
    for (let round = 0; round < 30; round++) {
        const shown = to_gcj02([lon, lat]);
        const [off_lon, off_lat] = [gcj[0] - shown[0], gcj[1] - shown[1]];
        if (Math.abs(off_lon) < CLOSE_ENOUGH && Math.abs(off_lat) < CLOSE_ENOUGH) return [lon, lat];
        lon += off_lon;
        lat += off_lat;
    }
    throw new Error(`no WGS-84 point found for ${gcj}`);
}
