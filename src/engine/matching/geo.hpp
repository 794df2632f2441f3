// Distances on the globe, and a quick test that spares most of them.
#pragma once

#include <cmath>
#include <cstdint>

#include "engine/matching/match.hpp"

namespace liandong::matching {

inline constexpr double earth_km = 6371.0088; // mean radius (IUGG)

struct Direction {
    double x = 1, y = 0, z = 0; // unit vector from the centre of the earth
};

inline Direction direction_of(Point at) {
    constexpr double degree = 3.14159265358979323846 / 180;
    const double lon = at.lon * degree, lat = at.lat * degree;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

/// Great-circle distance in metres, from the chord, which keeps its accuracy at short distances.
inline std::int64_t metres(const Direction& a, const Direction& b) {
    const double chord = std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    return std::llround(2 * earth_km * 1000 * std::asin(std::fmin(1.0, chord / 2)));
}

/// The square of the chord of a distance: two directions farther apart than this are farther apart than the distance.
inline double chord_squared(double km) {
    const double half = std::sin(std::fmin(km / earth_km / 2, 1.5707963267948966));
    return 4 * half * half;
}

inline bool beyond(const Direction& a, const Direction& b, double squared) {
    const double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    return x * x + y * y + z * z > squared;
}

} // namespace liandong::matching
