// Part by part: who seeks, one unit after another, and what was found back in the numbers of the input.
#include "engine/matching/assign.hpp"

#include <algorithm>
#include <limits>

#include "engine/matching/assign_bound.hpp"
#include "engine/matching/assign_matrix.hpp"
#include "engine/matching/assign_parts.hpp"
#include "engine/matching/assign_paths.hpp"

namespace liandong::matching {

namespace {

// The bounds of one call, asked between augmentations; the clock only now and then.
class Patience {
public:
    explicit Patience(const AssignInput& input) : input_(input) {}
    bool ended(std::int64_t work) {
        if (outcome_ != AssignOutcome::optimal)
            return true;
        if (input_.work > 0 && spent_ + work >= input_.work)
            outcome_ = AssignOutcome::feasible;
        else if (input_.stop && spent_ + work >= next_look_) {
            next_look_ = spent_ + work + 20'000;
            if (input_.stop())
                outcome_ = AssignOutcome::time_limit;
        }
        return outcome_ != AssignOutcome::optimal;
    }
    void close(std::int64_t work) { spent_ += work; }
    std::int64_t spent() const { return spent_; }
    AssignOutcome outcome() const { return outcome_; }

private:
    const AssignInput& input_;
    std::int64_t spent_ = 0, next_look_ = 0;
    AssignOutcome outcome_ = AssignOutcome::optimal;
};

// One connected part with its own numbering of needs and helpers.
struct Part {
    std::vector<int> needs, helpers, groups; // numbers in the input
    Matrix matrix;
    bool helpers_seek = false;
};

class Solver {
public:
    explicit Solver(const AssignInput& input)
        : input_(input),
          patience_(input),
          local_need_(input.needs.size(), -1),
          local_helper_(input.capacities.size(), -1),
          local_group_(input.group_capacities.size(), -1),
          values_(input.needs.size()),
          amounts_(input.edges.size(), 0) {
        // Who wants nothing values nothing, who can give nothing is beyond price: both without effect on the bound.
        for (std::size_t i = 0; i < values_.size(); ++i)
            values_[i] = input.needs[i].demand > 0 ? input.needs[i].penalty : -largest_cost;
        for (std::int64_t capacity : input.capacities)
            solution_.prices.push_back(capacity > 0 ? 0 : 2 * largest_cost);
        for (std::int64_t capacity : input.group_capacities)
            solution_.group_prices.push_back(capacity > 0 ? 0 : 2 * largest_cost);
    }

    AssignSolution solve() {
        for (const std::vector<int>& edges : parts(input_))
            settle(edges);
        if (patience_.outcome() != AssignOutcome::optimal)
            complete();
        close();
        return std::move(solution_);
    }

private:
    Part part_of(const std::vector<int>& edges);
    void number(Part& part, const std::vector<int>& edges);
    void put_arcs(Part& part, const std::vector<int>& edges);
    Prices prices() const { return {solution_.prices, solution_.group_prices}; }
    bool helpers_should_seek(const Part& part, const std::vector<int>& edges) const;
    void settle(const std::vector<int>& edges);
    void read(const Part& part, const Paths& paths);
    void complete();
    void close();

    const AssignInput& input_;
    Patience patience_;
    std::vector<int> local_need_, local_helper_, local_group_;
    std::vector<std::int64_t> values_, amounts_;
    AssignSolution solution_;
};

// Searches are short while places abound, so the scarcer side seeks. Not where penalties differ as much as costs do:
// then most needs are settled by the rank of their penalty alone, which only the needs' own search sees; unless places
// are so scarce that this is the lesser matter. Measured on the families of bench/assign.cpp.
bool Solver::helpers_should_seek(const Part& part, const std::vector<int>& edges) const {
    if (!input_.group_of.empty())
        return false; // a row has no group
    double demand = 0, capacity = 0;
    std::int64_t lowest = input_.needs[part.needs[0]].penalty, highest = lowest;
    for (int need : part.needs) {
        demand += static_cast<double>(input_.needs[need].demand);
        lowest = std::min(lowest, input_.needs[need].penalty);
        highest = std::max(highest, input_.needs[need].penalty);
    }
    for (int helper : part.helpers)
        capacity += static_cast<double>(input_.capacities[helper]);
    if (demand <= capacity)
        return false;
    std::int64_t cheapest = input_.edges[edges[0]].cost, dearest = cheapest;
    for (int at : edges) {
        cheapest = std::min(cheapest, input_.edges[at].cost);
        dearest = std::max(dearest, input_.edges[at].cost);
    }
    const std::int64_t costs_differ = dearest - cheapest, penalties_differ = highest - lowest;
    return penalties_differ <= (demand > 1.5 * capacity ? costs_differ : costs_differ / 2);
}

void Solver::number(Part& part, const std::vector<int>& edges) {
    const auto place = [](std::vector<int>& local, std::vector<int>& listed, int number) {
        if (local[number] >= 0)
            return;
        local[number] = static_cast<int>(listed.size());
        listed.push_back(number);
    };
    for (int at : edges) {
        place(local_need_, part.needs, input_.edges[at].need);
        place(local_helper_, part.helpers, input_.edges[at].helper);
    }
    if (input_.group_of.empty())
        return;
    for (int helper : part.helpers) {
        place(local_group_, part.groups, input_.group_of[helper]);
        part.matrix.group_of.push_back(local_group_[input_.group_of[helper]]);
    }
    for (int group : part.groups)
        part.matrix.group_capacity.push_back(input_.group_capacities[group]);
}

Part Solver::part_of(const std::vector<int>& edges) {
    Part part;
    number(part, edges);
    part.helpers_seek = helpers_should_seek(part, edges);
    Matrix& matrix = part.matrix;
    matrix.at_most = input_.at_most;
    auto& of_needs = part.helpers_seek ? matrix.capacity : matrix.demand;
    auto& of_helpers = part.helpers_seek ? matrix.demand : matrix.capacity;
    for (int need : part.needs)
        of_needs.push_back(input_.needs[need].demand);
    for (int helper : part.helpers)
        of_helpers.push_back(input_.capacities[helper]);
    matrix.penalty.assign(matrix.demand.size(), 0);
    if (!part.helpers_seek)
        for (std::size_t i = 0; i < part.needs.size(); ++i)
            matrix.penalty[i] = input_.needs[part.needs[i]].penalty;
    put_arcs(part, edges);
    return part;
}

void Solver::put_arcs(Part& part, const std::vector<int>& edges) {
    Matrix& matrix = part.matrix;
    std::vector<int> arcs_of_row(matrix.demand.size(), 0);
    for (int at : edges)
        ++arcs_of_row[part.helpers_seek ? local_helper_[input_.edges[at].helper] : local_need_[input_.edges[at].need]];
    matrix.make_room(arcs_of_row);
    for (int at : edges) {
        const AssignEdge& edge = input_.edges[at];
        const int need = local_need_[edge.need], helper = local_helper_[edge.helper];
        if (part.helpers_seek) // an idle helper costs nothing; a used edge saves the penalty
            matrix.put(helper, need, edge.cost - input_.needs[edge.need].penalty, at);
        else
            matrix.put(need, helper, edge.cost, at);
    }
    matrix.settle();
}

void Solver::settle(const std::vector<int>& edges) {
    Part part = part_of(edges);
    Paths paths(part.matrix);
    for (int row : paths.order())
        while (paths.wanted(row) > 0 && !patience_.ended(paths.work()))
            paths.send(row);
    patience_.close(paths.work());
    read(part, paths);
}

void Solver::read(const Part& part, const Paths& paths) {
    for (std::size_t row = 0; row < part.matrix.demand.size(); ++row)
        for (int arc = part.matrix.first[row]; arc < part.matrix.settled[row]; ++arc)
            amounts_[part.matrix.arc_edge[arc]] = paths.carried(arc);
    for (std::size_t i = 0; i < part.needs.size(); ++i) {
        const int need = part.needs[i], local = static_cast<int>(i);
        values_[need] = part.helpers_seek ? input_.needs[need].penalty - paths.price(local) : paths.value(local);
    }
    for (std::size_t j = 0; j < part.helpers.size(); ++j) {
        const int local = static_cast<int>(j);
        solution_.prices[part.helpers[j]] = part.helpers_seek ? -paths.value(local) : paths.price(local);
    }
    for (std::size_t g = 0; g < part.groups.size(); ++g)
        solution_.group_prices[part.groups[g]] = paths.group_price(static_cast<int>(g));
}

// A search that was ended leaves units unsettled: give them the cheapest room that is left.
void Solver::complete() {
    std::vector<std::int64_t> room = input_.capacities, group_room = input_.group_capacities;
    std::vector<std::int64_t> wanted(input_.needs.size());
    std::int64_t endless = std::numeric_limits<std::int64_t>::max();
    const auto room_of_group = [&](int helper) -> std::int64_t& {
        return input_.group_of.empty() ? endless : group_room[input_.group_of[helper]];
    };
    for (std::size_t i = 0; i < wanted.size(); ++i)
        wanted[i] = input_.needs[i].demand;
    std::vector<int> order;
    for (std::size_t at = 0; at < amounts_.size(); ++at) {
        const AssignEdge& edge = input_.edges[at];
        room[edge.helper] -= amounts_[at];
        room_of_group(edge.helper) -= amounts_[at];
        wanted[edge.need] -= amounts_[at];
        if (edge.cost < input_.needs[edge.need].penalty)
            order.push_back(static_cast<int>(at));
    }
    const auto gain = [this](int at) { return input_.edges[at].cost - input_.needs[input_.edges[at].need].penalty; };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return gain(a) < gain(b); });
    for (int at : order) {
        const AssignEdge& edge = input_.edges[at];
        const std::int64_t more =
            std::min({room[edge.helper], room_of_group(edge.helper), wanted[edge.need], input_.at_most - amounts_[at]});
        amounts_[at] += more;
        room[edge.helper] -= more;
        room_of_group(edge.helper) -= more;
        wanted[edge.need] -= more;
    }
    values_ = best_values(input_, prices());
}

void Solver::close() {
    solution_.unmet.resize(input_.needs.size());
    for (std::size_t i = 0; i < solution_.unmet.size(); ++i)
        solution_.unmet[i] = input_.needs[i].demand;
    for (std::size_t at = 0; at < amounts_.size(); ++at) {
        if (amounts_[at] == 0)
            continue;
        solution_.used.push_back({static_cast<int>(at), amounts_[at]});
        solution_.unmet[input_.edges[at].need] -= amounts_[at];
    }
    solution_.outcome = patience_.outcome();
    solution_.work = patience_.spent();
    solution_.cost = cost_of(input_, solution_.used, solution_.unmet);
    solution_.lower_bound = dual_value(input_, values_, prices());
    if (solution_.outcome != AssignOutcome::optimal && solution_.cost == solution_.lower_bound)
        solution_.outcome = AssignOutcome::optimal; // ended, but what stands is proven the best
}

} // namespace

AssignSolution assign(const AssignInput& input) {
    if (std::string why = refusal(input); !why.empty()) {
        AssignSolution none;
        none.outcome = AssignOutcome::refused;
        none.refusal = std::move(why);
        return none;
    }
    return Solver(input).solve();
}

} // namespace liandong::matching
