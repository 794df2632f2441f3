// The peer of the assignment solver: LEMON's NetworkSimplex on the same problem as a flow.
#pragma once

#include <cstdint>

#include "engine/matching/assign.hpp"

namespace liandong::bench {

/// CPU seconds of this process.
double cpu_seconds();

struct Answer {
    std::int64_t cost = 0;
    double seconds = 0; // CPU, without building LEMON's graph
};

Answer network_simplex(const matching::AssignInput& input);

} // namespace liandong::bench
