// Rows of offers are made once and joined into a roster for each group of needs.
#include "engine/matching/board.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace liandong::matching {

Board::Board(const std::vector<ReadyNeed>& needs, const People& people) : needs_(needs), people_(people) {
    posts_.resize(needs.size());
    offers_.resize(needs.size());
    for (std::size_t need = 0; need < needs.size(); ++need)
        renew_need(static_cast<int>(need));
}

void Board::renew_need(int need) {
    posts_[need] = people_.posts(*needs_[need].need);
    offers_[need].clear();
    if (posts_[need].empty())
        return;
    for (std::size_t helper = 0; helper < people_.size(); ++helper)
        offer(need, helper);
}

void Board::renew_helper(int helper) {
    for (std::size_t need = 0; need < needs_.size(); ++need) {
        std::erase_if(offers_[need], [helper](const Offer& offer) { return offer.helper == helper; });
        if (!posts_[need].empty() && static_cast<std::size_t>(helper) < people_.size())
            offer(static_cast<int>(need), helper);
    }
}

void Board::offer(int need, std::size_t helper) {
    if (people_.hurdles(needs_[need], helper, true) != 0)
        return;
    const std::int64_t penalty = people_.penalty(needs_[need]);
    for (std::size_t post = 0; post < posts_[need].size(); ++post) {
        if (!people_.skilled(posts_[need][post], helper))
            continue;
        const std::int64_t cost = people_.cost(needs_[need], posts_[need][post], helper);
        if (cost < penalty)
            offers_[need].push_back({static_cast<int>(post), static_cast<int>(helper), cost});
    }
}

std::vector<std::vector<int>> Board::groups() const {
    std::vector<int> wanting;
    for (std::size_t need = 0; need < needs_.size(); ++need)
        if (!posts_[need].empty())
            wanting.push_back(static_cast<int>(need));
    if (wanting.empty())
        return {};
    if (!people_.capacities().empty())
        return {wanting};

    std::stable_sort(wanting.begin(), wanting.end(),
                     [this](int a, int b) { return needs_[a].span.first < needs_[b].span.first; });
    std::vector<std::vector<int>> found;
    std::int64_t last_day = 0;
    for (int need : wanting) {
        const Span& span = needs_[need].span;
        if (found.empty() || day_of_part(span.first) > last_day) {
            found.emplace_back();
            last_day = day_of_part(span.last);
        }
        found.back().push_back(need);
        last_day = std::max(last_day, day_of_part(span.last));
    }
    for (std::vector<int>& group : found)
        std::sort(group.begin(), group.end());
    return found;
}

std::vector<int> Board::group_of(int need) const {
    for (std::vector<int>& group : groups())
        if (std::binary_search(group.begin(), group.end(), need))
            return std::move(group);
    return {};
}

BoardPlan Board::plan(const std::vector<int>& needs, std::int64_t work, const std::function<bool()>& stop) const {
    RosterInput input;
    std::vector<std::pair<int, int>> name; // need and post of each post of the roster
    for (int need : needs) {
        const ReadyNeed& ready = needs_[need];
        const int first = static_cast<int>(name.size());
        for (std::size_t post = 0; post < posts_[need].size(); ++post) {
            name.emplace_back(need, static_cast<int>(post));
            input.posts.push_back({need, posts_[need][post].count, people_.penalty(ready),
                                   ready.need->time.value_or(Window{}), ready.span});
        }
        for (const Offer& offer : offers_[need])
            input.offers.push_back({first + offer.post, offer.helper, offer.cost});
    }
    input.capacities = people_.capacities();
    input.minutes_a_day_max = people_.minutes_a_day_max();
    input.work = work;
    input.stop = stop;

    const RosterSolution found = roster(input);
    BoardPlan plan{found.outcome,
                   found.refusal,
                   found.cost,
                   found.lower_bound,
                   found.work,
                   found.relaxations * static_cast<std::int64_t>(input.offers.size()),
                   {}};
    for (const auto& [post, helper] : found.taken)
        plan.seats.push_back({name[post].first, name[post].second, helper});
    return plan;
}

} // namespace liandong::matching
