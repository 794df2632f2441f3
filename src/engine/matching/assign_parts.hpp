// The connected parts of an assignment problem: no edge that could be used joins two of them.
#pragma once

#include <vector>

#include "engine/matching/assign.hpp"

namespace liandong::matching {

/// The edges that can pay (some demand, some capacity, cost below the penalty), one list a part, parts and edges in the
/// order of the input.
std::vector<std::vector<int>> parts(const AssignInput& input);

} // namespace liandong::matching
