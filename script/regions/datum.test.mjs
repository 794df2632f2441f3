// The way back from GCJ-02 is held to the way there, and the way there to one point that other converters publish.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { to_gcj02, to_wgs84 } from './datum.mjs';
import { distance_km } from './geometry.mjs';

test('there and back again ends within a centimetre, everywhere in the province', () => {
    for (let lon = 92; lon <= 109; lon += 0.5)
        for (let lat = 32; lat <= 43; lat += 0.5)
            assert.ok(distance_km([lon, lat], to_wgs84(to_gcj02([lon, lat]))) < 1e-5, `${lon} ${lat}`);
});

test('the example point in Beijing is shown where other converters show it', () => {
    const shown = to_gcj02([116.404, 39.915]);
    assert.ok(Math.abs(shown[0] - 116.41024) < 1e-5 && Math.abs(shown[1] - 39.91640) < 1e-5, String(shown));
});
