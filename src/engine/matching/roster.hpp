// Who takes which post, each helper free at the time: an exact assignment where every post lies in one part of the day,
// and branch and bound over it where posts last longer.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/matching/match.hpp"
#include "engine/matching/span.hpp"

namespace liandong::matching {

struct RosterPost {
    int need = 0; // posts of one need never share a helper
    std::int64_t count = 0, penalty = 0;
    Window time;
    Span span;
};

struct RosterOffer {
    int post = 0, helper = 0;
    std::int64_t cost = 0;
};

struct RosterInput {
    std::vector<RosterPost> posts;
    std::vector<RosterOffer> offers;
    std::vector<std::int64_t> capacities; // posts a helper can take in all; empty when not bounded
    std::int64_t minutes_a_day_max = 0;   // of a helper; 0 when not bounded
    std::int64_t work = 0;
    std::function<bool()> stop;
};

struct RosterSolution {
    Outcome outcome = Outcome::optimal;
    std::string refusal;
    std::int64_t cost = 0, lower_bound = 0, work = 0;
    std::vector<std::pair<int, int>> taken; // post and helper, in the order of the posts
    int relaxations = 0;                    // assignments solved
};

/// A helper takes one post at most in any part of the day, and no more than the minutes of a day. The relaxation counts
/// a post in its first part only, which is an assignment problem; a helper found at two posts that meet in a later part
/// is a conflict, and each branch takes one of them away (best bound first; 200 relaxations at most, fewer where there
/// are many offers; then feasible, with the bound reached).
RosterSolution roster(const RosterInput& input);

} // namespace liandong::matching
