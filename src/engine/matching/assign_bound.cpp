// Sums are made in 128 bits: a bound that wrapped around would prove anything.
#include "engine/matching/assign_bound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

namespace liandong::matching {

namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t largest_sum = std::int64_t{1} << 62;

bool too_dear(std::int64_t cost) { return cost > largest_cost || cost < -largest_cost; }

std::int64_t narrow(Wide value) {
    constexpr Wide low = std::numeric_limits<std::int64_t>::min(), high = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::clamp(value, low, high));
}

std::int64_t price_of(const AssignInput& input, const Prices& prices, int helper) {
    const std::int64_t own = std::max<std::int64_t>(prices.helpers[helper], 0);
    return input.group_of.empty() ? own : own + std::max<std::int64_t>(prices.groups[input.group_of[helper]], 0);
}

std::string refused_group(const AssignInput& input) {
    if (!input.group_of.empty() && input.group_of.size() != input.capacities.size())
        return "groups must be given for every helper or for none";
    for (std::size_t j = 0; j < input.group_of.size(); ++j)
        if (input.group_of[j] < 0 || static_cast<std::size_t>(input.group_of[j]) >= input.group_capacities.size())
            return fmt::format("helper {} names group {}, but there are {} groups", j, input.group_of[j],
                               input.group_capacities.size());
    for (std::size_t g = 0; g < input.group_capacities.size(); ++g)
        if (input.group_capacities[g] < 0)
            return fmt::format("group {} has a negative capacity", g);
    return {};
}

std::string refused_edge(const AssignInput& input, std::size_t at) {
    const AssignEdge& edge = input.edges[at];
    if (edge.need < 0 || static_cast<std::size_t>(edge.need) >= input.needs.size())
        return fmt::format("edge {} names need {}, but there are {} needs", at, edge.need, input.needs.size());
    if (edge.helper < 0 || static_cast<std::size_t>(edge.helper) >= input.capacities.size())
        return fmt::format("edge {} names helper {}, but there are {} helpers", at, edge.helper,
                           input.capacities.size());
    if (too_dear(edge.cost))
        return fmt::format("edge {0} costs {1}, beyond 2^58 / 边 {0} 的费用 {1} 超过 2^58", at, edge.cost);
    return {};
}

} // namespace

std::string refusal(const AssignInput& input) {
    if (input.edges.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return "more edges than 2^31";
    if (input.at_most < 1)
        return fmt::format("an edge must be able to carry a unit, not {}", input.at_most);
    std::int64_t dearest = 0;
    for (std::size_t at = 0; at < input.edges.size(); ++at) {
        if (std::string why = refused_edge(input, at); !why.empty())
            return why;
        dearest = std::max<std::int64_t>(dearest, std::llabs(input.edges[at].cost));
    }
    Wide total = 0, units = 0;
    for (std::size_t i = 0; i < input.needs.size(); ++i) {
        const AssignNeed& need = input.needs[i];
        if (need.demand < 0)
            return fmt::format("need {} has a negative demand", i);
        if (too_dear(need.penalty))
            return fmt::format("need {0} has the penalty {1}, beyond 2^58 / 需求 {0} 的罚值 {1} 超过 2^58", i,
                               need.penalty);
        total += Wide(need.demand) * std::max<std::int64_t>(dearest, std::llabs(need.penalty));
        units += need.demand;
    }
    if (total > largest_sum || units > largest_sum)
        return "demands times costs exceed 2^62 / 需求量与费用之积超过 2^62";
    for (std::size_t j = 0; j < input.capacities.size(); ++j)
        if (input.capacities[j] < 0)
            return fmt::format("helper {} has a negative capacity", j);
    return refused_group(input);
}

std::int64_t cost_of(const AssignInput& input, const std::vector<AssignUse>& used,
                     const std::vector<std::int64_t>& unmet) {
    Wide cost = 0;
    for (const AssignUse& use : used)
        cost += Wide(use.amount) * input.edges[use.edge].cost;
    for (std::size_t i = 0; i < unmet.size(); ++i)
        cost += Wide(unmet[i]) * input.needs[i].penalty;
    return narrow(cost);
}

std::int64_t dual_value(const AssignInput& input, const std::vector<std::int64_t>& values, const Prices& prices) {
    Wide bound = 0, units = 0;
    for (std::size_t i = 0; i < input.needs.size(); ++i) {
        bound += Wide(input.needs[i].demand) * std::min(values[i], input.needs[i].penalty);
        units += input.needs[i].demand;
    }
    for (std::size_t j = 0; j < input.capacities.size(); ++j)
        bound -= std::min<Wide>(input.capacities[j], units) * std::max<std::int64_t>(prices.helpers[j], 0);
    for (std::size_t g = 0; g < input.group_capacities.size(); ++g)
        bound -= std::min<Wide>(input.group_capacities[g], units) * std::max<std::int64_t>(prices.groups[g], 0);
    for (const AssignEdge& edge : input.edges) {
        const Wide value = std::min(values[edge.need], input.needs[edge.need].penalty);
        const Wide gain = value - price_of(input, prices, edge.helper) - edge.cost;
        if (gain > 0)
            bound -= gain * std::min<Wide>(input.at_most, units);
    }
    return narrow(bound);
}

std::vector<std::int64_t> best_values(const AssignInput& input, const Prices& prices) {
    std::vector<std::pair<int, std::int64_t>> offers; // need, cost plus price
    offers.reserve(input.edges.size());
    for (const AssignEdge& edge : input.edges)
        offers.emplace_back(edge.need, edge.cost + price_of(input, prices, edge.helper));
    std::sort(offers.begin(), offers.end());

    std::vector<std::int64_t> values(input.needs.size());
    auto at = offers.begin();
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = input.needs[i].demand > 0 ? input.needs[i].penalty : -largest_cost;
        const auto last = std::find_if(at, offers.end(), [i](const auto& offer) { return offer.first > int(i); });
        // The last unit wanted decides: each offer carries at_most units.
        const std::int64_t dearest_used = (input.needs[i].demand + input.at_most - 1) / input.at_most;
        if (dearest_used > 0 && dearest_used <= last - at)
            values[i] = std::min(values[i], (at + (dearest_used - 1))->second);
        at = last;
    }
    return values;
}

} // namespace liandong::matching
