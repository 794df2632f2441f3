// Rosters against every possible one, with posts that last through several parts of the day.
#include "engine/matching/roster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace liandong::matching {
namespace {

base::Instant hour(std::int64_t day, std::int64_t at) {
    return {base::start_of(base::Date{static_cast<std::int32_t>(day)}).ms + at * 3'600'000};
}

RosterInput random_roster(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % n); };
    RosterInput input;
    const int posts = 3 + below(3), helpers = 2 + below(2);
    const std::pair<int, int> hours[] = {{8, 11}, {13, 17}, {8, 17}, {19, 21}, {13, 21}, {7, 20}};
    for (int k = 0; k < posts; ++k) {
        const auto [from, to] = hours[below(6)];
        const int day = 20'000 + below(2);
        const Window time{hour(day, from), hour(day, to)};
        input.posts.push_back({k, 1 + below(2), 50 + below(60), time, span_of(time)});
        for (int helper = 0; helper < helpers; ++helper)
            if (below(4) > 0)
                input.offers.push_back({k, helper, below(70)});
    }
    input.minutes_a_day_max = below(2) ? 10 * 60 : 0;
    if (below(2))
        for (int helper = 0; helper < helpers; ++helper)
            input.capacities.push_back(below(4));
    return input;
}

bool may_go_together(const RosterInput& input, const std::vector<int>& posts) {
    std::map<std::int64_t, std::int64_t> minutes;
    for (std::size_t a = 0; a < posts.size(); ++a) {
        const RosterPost& post = input.posts[posts[a]];
        minutes[day_of_part(post.span.first)] += minutes_of(post.time);
        for (std::size_t b = a + 1; b < posts.size(); ++b)
            if (post.span.meets(input.posts[posts[b]].span))
                return false;
    }
    return input.minutes_a_day_max == 0 || posts.size() < 2 ||
           std::all_of(minutes.begin(), minutes.end(), [&](const auto& day) {
               std::size_t of_day = 0;
               for (int post : posts)
                   of_day += day_of_part(input.posts[post].span.first) == day.first;
               return of_day < 2 || day.second <= input.minutes_a_day_max;
           });
}

std::int64_t by_trying(const RosterInput& input, std::size_t at, std::vector<std::int64_t>& filled,
                       std::map<int, std::vector<int>>& of_helper) {
    if (at == input.offers.size()) {
        std::int64_t cost = 0;
        for (std::size_t k = 0; k < filled.size(); ++k)
            cost += (input.posts[k].count - filled[k]) * input.posts[k].penalty;
        return cost;
    }
    const RosterOffer& offer = input.offers[at];
    std::int64_t best = by_trying(input, at + 1, filled, of_helper);
    std::vector<int>& posts = of_helper[offer.helper];
    const bool room = input.capacities.empty() || std::int64_t(posts.size()) < input.capacities[offer.helper];
    if (!room || filled[offer.post] == input.posts[offer.post].count)
        return best;
    posts.push_back(offer.post);
    ++filled[offer.post];
    if (may_go_together(input, posts))
        best = std::min(best, offer.cost + by_trying(input, at + 1, filled, of_helper));
    posts.pop_back();
    --filled[offer.post];
    return best;
}

TEST(Roster, is_the_best_of_all_rosters) {
    int branched = 0;
    for (unsigned seed = 1; seed <= 400; ++seed) {
        const RosterInput input = random_roster(seed);
        std::vector<std::int64_t> filled(input.posts.size(), 0);
        std::map<int, std::vector<int>> of_helper;
        const std::int64_t best = by_trying(input, 0, filled, of_helper);
        const RosterSolution solution = roster(input);
        SCOPED_TRACE(seed);
        EXPECT_EQ(solution.outcome, Outcome::optimal);
        EXPECT_EQ(solution.cost, best);
        EXPECT_EQ(solution.lower_bound, best);
        std::int64_t cost = 0;
        for (const RosterPost& post : input.posts)
            cost += post.count * post.penalty;
        std::map<int, std::vector<int>> taken;
        for (const auto& [post, helper] : solution.taken) {
            taken[helper].push_back(post);
            for (const RosterOffer& offer : input.offers)
                if (offer.post == post && offer.helper == helper)
                    cost += offer.cost - input.posts[post].penalty;
        }
        for (const auto& [helper, posts] : taken)
            EXPECT_TRUE(may_go_together(input, posts));
        EXPECT_EQ(cost, solution.cost);
        branched += solution.relaxations > 1;
    }
    EXPECT_GT(branched, 50); // else nothing but the first assignment was tried
}

} // namespace
} // namespace liandong::matching
