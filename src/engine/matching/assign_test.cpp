// The assignment solver against every possible plan on small instances, and its proof on larger ones.
#include "engine/matching/assign.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/matching/assign_bound.hpp"

namespace liandong::matching {
namespace {

struct Shape {
    int needs, helpers, edges;
    std::int64_t cost_low, cost_high, penalty_low, penalty_high, demand_max, capacity_max;
};

AssignInput random_input(const Shape& shape, unsigned seed) {
    std::mt19937 random(seed);
    const auto between = [&](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random);
    };
    AssignInput input;
    for (int i = 0; i < shape.needs; ++i)
        input.needs.push_back({between(0, shape.demand_max), between(shape.penalty_low, shape.penalty_high)});
    for (int j = 0; j < shape.helpers; ++j)
        input.capacities.push_back(between(0, shape.capacity_max));
    for (int e = 0; e < shape.edges; ++e)
        input.edges.push_back({static_cast<int>(between(0, shape.needs - 1)),
                               static_cast<int>(between(0, shape.helpers - 1)),
                               between(shape.cost_low, shape.cost_high)});
    return input;
}

// The cheapest plan by trying every amount on every edge.
std::int64_t by_trying(const AssignInput& input, std::size_t edge, std::vector<std::int64_t>& wanted,
                       std::vector<std::int64_t>& room, std::vector<std::int64_t>& group_room) {
    if (edge == input.edges.size()) {
        std::int64_t cost = 0;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            cost += wanted[i] * input.needs[i].penalty;
        return cost;
    }
    const AssignEdge& e = input.edges[edge];
    std::int64_t best = by_trying(input, edge + 1, wanted, room, group_room);
    std::int64_t most = std::min({input.at_most, wanted[e.need], room[e.helper]});
    std::int64_t none = most;
    std::int64_t& of_group = input.group_of.empty() ? none : group_room[input.group_of[e.helper]];
    most = std::min(most, of_group);
    for (std::int64_t amount = 1; amount <= most; ++amount) {
        wanted[e.need] -= amount;
        room[e.helper] -= amount;
        of_group -= amount;
        best = std::min(best, amount * e.cost + by_trying(input, edge + 1, wanted, room, group_room));
        wanted[e.need] += amount;
        room[e.helper] += amount;
        of_group += amount;
    }
    return best;
}

std::int64_t cheapest(const AssignInput& input) {
    std::vector<std::int64_t> wanted, room = input.capacities, group_room = input.group_capacities;
    for (const AssignNeed& need : input.needs)
        wanted.push_back(need.demand);
    return by_trying(input, 0, wanted, room, group_room);
}

void expect_feasible(const AssignInput& input, const AssignSolution& solution) {
    std::vector<std::int64_t> load(input.capacities.size(), 0), served(input.needs.size(), 0);
    for (const AssignUse& use : solution.used) {
        EXPECT_GE(use.amount, 1);
        EXPECT_LE(use.amount, input.at_most);
        load[input.edges[use.edge].helper] += use.amount;
        served[input.edges[use.edge].need] += use.amount;
    }
    std::vector<std::int64_t> group_load(input.group_capacities.size(), 0);
    for (std::size_t j = 0; j < load.size(); ++j) {
        EXPECT_LE(load[j], input.capacities[j]);
        if (!input.group_of.empty())
            group_load[input.group_of[j]] += load[j];
    }
    for (std::size_t g = 0; g < group_load.size(); ++g)
        EXPECT_LE(group_load[g], input.group_capacities[g]);
    for (std::size_t i = 0; i < served.size(); ++i)
        EXPECT_EQ(served[i] + solution.unmet[i], input.needs[i].demand);
}

void expect_proven(const AssignInput& input, const AssignSolution& solution) {
    expect_feasible(input, solution);
    EXPECT_EQ(solution.outcome, AssignOutcome::optimal);
    EXPECT_EQ(solution.cost, solution.lower_bound);
    EXPECT_EQ(solution.cost, cost_of(input, solution.used, solution.unmet));
    // The prices alone prove it as well: each need's best answer to them costs what the plan costs.
    const Prices prices{solution.prices, solution.group_prices};
    EXPECT_EQ(solution.cost, dual_value(input, best_values(input, prices), prices));
}

const Shape small_shapes[] = {
    {3, 3, 8, 0, 20, 30, 60, 2, 2},   {4, 2, 9, 0, 9, 5, 20, 1, 1},     {2, 5, 10, -10, 10, -5, 5, 3, 1},
    {5, 3, 9, 1, 3, 1, 4, 2, 3},      {3, 4, 6, -5, 5, 100, 100, 3, 3}, {4, 4, 10, 0, 0, 1, 1, 1, 1},
    {6, 2, 10, 0, 50, 10, 400, 1, 2}, {1, 6, 9, 0, 5, 3, 3, 5, 1},
};

TEST(Assign, costs_what_the_best_of_all_plans_costs) {
    for (const Shape& shape : small_shapes)
        for (unsigned seed = 1; seed <= 150; ++seed) {
            const AssignInput input = random_input(shape, seed);
            const AssignSolution solution = assign(input);
            SCOPED_TRACE(testing::Message() << "needs " << shape.needs << " edges " << shape.edges << " seed " << seed);
            EXPECT_EQ(solution.cost, cheapest(input));
            expect_proven(input, solution);
        }
}

TEST(Assign, an_edge_may_carry_several_units_when_told_so) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        AssignInput input = random_input({3, 3, 6, -3, 12, 0, 20, 4, 5}, seed);
        input.at_most = 1 + seed % 4;
        SCOPED_TRACE(seed);
        const AssignSolution solution = assign(input);
        EXPECT_EQ(solution.cost, cheapest(input));
        expect_proven(input, solution);
    }
}

void put_in_groups(AssignInput& input, int groups, unsigned seed) {
    std::mt19937 random(seed + 1000);
    for (std::size_t j = 0; j < input.capacities.size(); ++j)
        input.group_of.push_back(static_cast<int>(random() % groups));
    for (int g = 0; g < groups; ++g)
        input.group_capacities.push_back(random() % 4);
}

TEST(Assign, helpers_of_a_group_share_its_capacity) {
    for (const Shape& shape : small_shapes)
        for (unsigned seed = 1; seed <= 150; ++seed) {
            AssignInput input = random_input(shape, seed);
            put_in_groups(input, 2, seed);
            input.at_most = 1 + seed % 2;
            SCOPED_TRACE(testing::Message() << "needs " << shape.needs << " edges " << shape.edges << " seed " << seed);
            const AssignSolution solution = assign(input);
            EXPECT_EQ(solution.cost, cheapest(input));
            expect_proven(input, solution);
        }
}

TEST(Assign, larger_groups_are_proven_too) {
    for (unsigned seed = 1; seed <= 10; ++seed) {
        AssignInput input = random_input({300, 600, 6000, 0, 1000, 900, 3000, 1, 1}, seed);
        put_in_groups(input, 120, seed);
        expect_proven(input, assign(input));
    }
}

TEST(Assign, every_answer_on_larger_graphs_is_proven_by_its_prices) {
    const Shape larger[] = {{300, 400, 4000, 0, 1000, 1500, 1500, 3, 4},
                            {400, 200, 4000, 0, 1000, 1500, 1500, 3, 2},
                            {400, 200, 4000, 0, 5, 10, 1000, 2, 3},
                            {500, 500, 600, -50, 50, -20, 80, 1, 1},
                            {50, 60, 3000, 0, 9, 12, 12, 40, 40}};
    for (const Shape& shape : larger)
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const AssignInput input = random_input(shape, seed);
            expect_proven(input, assign(input));
        }
}

// Complementary slackness: room means no price, a loss means the need's value is its penalty.
TEST(Assign, a_helper_with_room_has_no_price) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const AssignInput input = random_input({60, 80, 600, 0, 100, 50, 150, 2, 3}, seed);
        const AssignSolution solution = assign(input);
        std::vector<std::int64_t> load(input.capacities.size(), 0);
        for (const AssignUse& use : solution.used)
            load[input.edges[use.edge].helper] += use.amount;
        for (std::size_t j = 0; j < load.size(); ++j)
            EXPECT_TRUE(load[j] == input.capacities[j] || solution.prices[j] == 0) << "helper " << j;
    }
}

TEST(Assign, a_penalty_below_every_edge_leaves_the_need_unmet) {
    AssignInput input;
    input.needs = {{2, 5}};
    input.capacities = {9, 9};
    input.edges = {{0, 0, 6}, {0, 1, 5}};
    const AssignSolution solution = assign(input);
    EXPECT_EQ(solution.unmet[0], 2);
    EXPECT_EQ(solution.cost, 10);
}

TEST(Assign, a_need_without_edges_pays_its_penalty) {
    AssignInput input;
    input.needs = {{3, 7}};
    EXPECT_EQ(assign(input).cost, 21);
    EXPECT_EQ(assign(input).lower_bound, 21);
}

TEST(Assign, nothing_at_all_costs_nothing) {
    const AssignSolution solution = assign({});
    EXPECT_EQ(solution.outcome, AssignOutcome::optimal);
    EXPECT_EQ(solution.cost, 0);
}

TEST(Assign, the_same_input_gives_the_same_answer) {
    const AssignInput input = random_input({200, 200, 3000, 0, 3, 10, 10, 2, 2}, 7);
    const AssignSolution once = assign(input), again = assign(input);
    ASSERT_EQ(once.used.size(), again.used.size());
    for (std::size_t k = 0; k < once.used.size(); ++k)
        EXPECT_EQ(once.used[k].edge, again.used[k].edge);
    EXPECT_EQ(once.work, again.work);
}

TEST(Assign, stopped_at_once_it_still_answers_with_a_plan_and_a_bound) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        AssignInput input = random_input({40, 30, 300, -5, 50, 20, 90, 2, 2}, seed);
        const std::int64_t best = assign(input).cost;
        input.stop = [] { return true; };
        const AssignSolution solution = assign(input);
        expect_feasible(input, solution);
        EXPECT_LE(solution.lower_bound, best);
        EXPECT_GE(solution.cost, best);
        EXPECT_EQ(solution.outcome == AssignOutcome::optimal, solution.cost == solution.lower_bound);
    }
}

TEST(Assign, a_work_bound_ends_it_at_the_same_place_each_time) {
    AssignInput input = random_input({300, 150, 3000, 0, 1000, 900, 2000, 2, 2}, 3);
    const std::int64_t best = assign(input).cost;
    input.work = 2000;
    const AssignSolution once = assign(input), again = assign(input);
    EXPECT_EQ(once.outcome, AssignOutcome::feasible);
    expect_feasible(input, once);
    EXPECT_EQ(once.cost, again.cost);
    EXPECT_EQ(once.lower_bound, again.lower_bound);
    EXPECT_LE(once.lower_bound, best);
    EXPECT_GE(once.cost, best);
}

TEST(Assign, numbers_that_would_not_fit_are_refused) {
    AssignInput input;
    input.needs = {{std::int64_t{1} << 40, 1 << 30}};
    EXPECT_EQ(assign(input).outcome, AssignOutcome::refused);
    input.needs = {{1, (std::int64_t{1} << 58) + 1}};
    EXPECT_EQ(assign(input).outcome, AssignOutcome::refused);
    input.needs = {{1, std::int64_t{1} << 58}};
    EXPECT_EQ(assign(input).outcome, AssignOutcome::optimal);
}

TEST(Assign, an_index_out_of_range_is_refused) {
    AssignInput input;
    input.needs = {{1, 5}};
    input.capacities = {1};
    input.edges = {{0, 1, 2}};
    EXPECT_EQ(assign(input).outcome, AssignOutcome::refused);
}

TEST(Assign, the_largest_numbers_allowed_do_not_wrap_around) {
    const std::int64_t big = std::int64_t{1} << 58;
    AssignInput input;
    input.needs = {{1, big}, {1, big}, {1, -big}};
    input.capacities = {1, std::int64_t{1} << 62};
    input.edges = {{0, 0, -big}, {1, 0, -big}, {1, 1, big - 1}, {2, 1, -big}};
    const AssignSolution solution = assign(input);
    EXPECT_EQ(solution.cost, solution.lower_bound);
    EXPECT_EQ(solution.cost, -big + (big - 1) - big);
}

} // namespace
} // namespace liandong::matching
