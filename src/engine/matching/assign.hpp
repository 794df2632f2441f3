// The bare assignment problem: needs that want several helpers, helpers with a capacity, and edges with whole-number
// costs. Solved exactly by shortest augmenting paths, with a lower bound that proves it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace liandong::matching {

struct AssignNeed {
    std::int64_t demand = 0;  // units wanted, not negative
    std::int64_t penalty = 0; // for each unit not found; may be below the cost of an edge, then the unit stays unmet
};

struct AssignEdge {
    int need = 0;
    int helper = 0;
    std::int64_t cost = 0; // for each unit; may be negative
};

struct AssignInput {
    std::vector<AssignNeed> needs;
    std::vector<std::int64_t> capacities; // units a helper can give, not negative
    std::vector<AssignEdge> edges;        // two edges of the same pair are two edges
    std::vector<int> group_of;            // of each helper, when helpers share a capacity; empty when none do
    std::vector<std::int64_t> group_capacities;
    std::int64_t at_most = 1;   // units an edge may carry; above 1 it is a transport problem
    std::int64_t work = 0;      // arcs that may be looked at, 0 for no bound; the answer is repeatable
    std::function<bool()> stop; // asked between augmentations; true ends the search
};

// refused: the numbers do not fit, see `refusal`. feasible: `work` ended the search. time_limit: `stop` ended it.
enum class AssignOutcome { optimal, feasible, time_limit, refused };

struct AssignUse {
    int edge = 0;
    std::int64_t amount = 0;
};

struct AssignSolution {
    AssignOutcome outcome = AssignOutcome::optimal;
    std::string refusal;
    std::int64_t cost = 0;                  // used edges and unmet penalties
    std::int64_t lower_bound = 0;           // no plan costs less; equal to cost when optimal
    std::vector<AssignUse> used;            // in the order of the edges
    std::vector<std::int64_t> unmet;        // units a need
    std::vector<std::int64_t> prices;       // dual price of a unit of each helper, not negative
    std::vector<std::int64_t> group_prices; // the same of each group
    std::int64_t work = 0;                  // arcs looked at
};

/// The cheapest assignment. Splits the graph into connected parts, lets the scarcer side of each part seek, and sends
/// its units one by one along shortest augmenting paths over reduced costs, dearest penalty first (Jonker and
/// Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38,
/// 1987, carried over to capacities without doubling nodes; a group is one more node between its helpers and the sink).
/// `lower_bound` is computed from the prices alone. Never throws on sizes: indices out of range, negative demands or
/// capacities, and numbers whose sums would not fit 62 bits are `refused`.
AssignSolution assign(const AssignInput& input);

} // namespace liandong::matching
