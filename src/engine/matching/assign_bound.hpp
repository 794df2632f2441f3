// What proves an assignment: the cost of a plan and the lower bound of a set of prices, each from the input alone, so
// that a mistake of the search cannot hide in its own proof.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/matching/assign.hpp"

namespace liandong::matching {

/// Costs and penalties may be this large, either way.
inline constexpr std::int64_t largest_cost = std::int64_t{1} << 58;

/// Why the input cannot be solved in 64-bit numbers or is no assignment problem; empty when it can.
std::string refusal(const AssignInput& input);

/// Cost of the used edges and of the penalties of what is unmet.
std::int64_t cost_of(const AssignInput& input, const std::vector<AssignUse>& used,
                     const std::vector<std::int64_t>& unmet);

/// Unit prices of helpers and, beyond them, of groups; taken as not negative.
struct Prices {
    const std::vector<std::int64_t>& helpers;
    const std::vector<std::int64_t>& groups;
};

/// Value of the linear programme's dual for a unit value of each need (taken as at most its penalty) and prices. By
/// weak duality no plan costs less, whatever the numbers are.
std::int64_t dual_value(const AssignInput& input, const std::vector<std::int64_t>& values, const Prices& prices);

/// The best values of the needs for given prices: each takes its cheapest units at cost plus price.
/// A need that wants nothing values nothing.
std::vector<std::int64_t> best_values(const AssignInput& input, const Prices& prices);

} // namespace liandong::matching
