// Families of random assignment problems, each by seed.
#pragma once

#include <cstdint>
#include <string>

#include "engine/matching/assign.hpp"

namespace liandong::bench {

struct Family {
    std::string name;
    int needs = 0, helpers = 0, degree = 0;
    bool near = false; // edges to the nearest helpers around towns, costs by distance; else anywhere
    std::int64_t cost_max = 1'000'000;
    bool penalties_differ = false; // 100,000 to a million each; else two million for all
    int demand_max = 1, capacity_max = 1;
};

matching::AssignInput random_input(const Family& family, std::uint64_t seed);

} // namespace liandong::bench
