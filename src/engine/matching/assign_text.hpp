// The text form of an assignment problem and of its answer: one line a thing, whole numbers only.
#pragma once

#include <iosfwd>
#include <optional>

#include "base/fault.hpp"
#include "engine/matching/assign.hpp"

namespace liandong::matching {

struct TextFault {
    std::int64_t line = 0; // from 1; 0 when the file as a whole is wrong
    base::Words words;
};

/// Limits of one file, so that a wrong header cannot ask for the whole memory.
inline constexpr std::int64_t text_needs_max = 2'000'000;
inline constexpr std::int64_t text_helpers_max = 2'000'000;
inline constexpr std::int64_t text_edges_max = 100'000'000;

/// Reads `assign NEEDS HELPERS EDGES`, then a line `n I DEMAND PENALTY` a need, `h J CAPACITY` a helper and `e I J
/// COST` an edge, in any order after the header; empty lines are skipped. Nothing when the file is right and `into` is
/// filled; otherwise the first line that is not, and why.
std::optional<TextFault> read_assign(std::istream& in, AssignInput& into);

/// Writes `cost C`, `lower_bound B`, `outcome optimal|feasible|time_limit`, `seconds S`, then a line `a I J` a unit
/// assigned, in the order of the edges.
void write_assign(std::ostream& out, const AssignInput& input, const AssignSolution& solution, double seconds);

} // namespace liandong::matching
