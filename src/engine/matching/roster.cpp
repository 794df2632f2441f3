// Best-first branch and bound. Most rosters have no conflict at all and end with the first assignment.
#include "engine/matching/roster.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <set>

#include "engine/matching/assign.hpp"

namespace liandong::matching {

namespace {

constexpr int relaxations_least = 8, relaxations_most = 200;
constexpr std::size_t offers_most = 300'000; // over all relaxations, beyond the least

using Banned = std::set<std::pair<int, int>>; // need and helper

struct Place {
    int post, helper;
    std::int64_t cost;
};
using Taken = std::vector<Place>;

struct Relaxed {
    AssignSolution answer;
    Taken taken;
    Taken conflict; // posts of one helper that cannot go together; empty when the plan can be kept
};

struct Node {
    std::int64_t bound;
    int number;
    Banned banned;
    Taken conflict;
    bool operator<(const Node& other) const { // the queue gives the greatest first
        return bound != other.bound ? bound > other.bound : number > other.number;
    }
};

class Search {
public:
    explicit Search(const RosterInput& input) : input_(input) {
        place_offers();
        const std::size_t affordable = offers_most / std::max<std::size_t>(1, input.offers.size());
        relaxations_max_ = static_cast<int>(std::clamp<std::size_t>(affordable, relaxations_least, relaxations_most));
    }

    RosterSolution solve() {
        Relaxed root = relax({});
        if (root.answer.outcome == AssignOutcome::refused) {
            solution_.outcome = Outcome::refused;
            solution_.refusal = root.answer.refusal;
            return std::move(solution_);
        }
        std::int64_t bound = root.answer.lower_bound;
        keep(root);
        if (!root.conflict.empty()) {
            repair(root);
            branch(std::move(root));
            bound = std::max(bound, open_bound());
        }
        solution_.lower_bound = std::min(solution_.cost, bound);
        if (solution_.cost == solution_.lower_bound)
            solution_.outcome = Outcome::optimal;
        else
            solution_.outcome = clock_ended_ ? Outcome::time_limit : Outcome::feasible;
        return std::move(solution_);
    }

private:
    void place_offers();
    Relaxed relax(const Banned& banned);
    Taken conflict_in(const Taken& taken) const;
    Taken conflict_of(const Taken& of_helper) const;
    void keep(const Relaxed& plan);
    void repair(const Relaxed& root);
    void drop_conflicts(Relaxed& plan, Banned& banned) const;
    void branch(Relaxed root);
    void look_at(Banned banned);
    bool ended() const { return clock_ended_ || work_ended_ || solution_.relaxations >= relaxations_max_; }
    std::int64_t open_bound() const {
        return open_.empty() ? std::numeric_limits<std::int64_t>::max() : open_.top().bound;
    }

    const RosterInput& input_;
    AssignInput base_;
    std::vector<int> place_of_offer_;
    std::priority_queue<Node> open_;
    int relaxations_max_ = 0;
    bool found_ = false, clock_ended_ = false, work_ended_ = false;
    RosterSolution solution_;
};

// A place is a helper in the part of the day in which a post begins.
void Search::place_offers() {
    std::map<std::int64_t, int> part_number;
    for (const RosterPost& post : input_.posts)
        part_number.emplace(post.span.first, static_cast<int>(part_number.size()));
    int helpers = 0;
    for (const RosterOffer& offer : input_.offers)
        helpers = std::max(helpers, offer.helper + 1);
    std::vector<int> part_of_post;
    for (const RosterPost& post : input_.posts)
        part_of_post.push_back(part_number[post.span.first]);
    std::vector<int> place(part_number.size() * static_cast<std::size_t>(helpers), -1);
    for (const RosterOffer& offer : input_.offers) {
        int& at = place[static_cast<std::size_t>(part_of_post[offer.post]) * helpers + offer.helper];
        if (at < 0) {
            at = static_cast<int>(base_.capacities.size());
            base_.capacities.push_back(1);
            if (!input_.capacities.empty())
                base_.group_of.push_back(offer.helper);
        }
        place_of_offer_.push_back(at);
    }
    base_.group_capacities = input_.capacities;
    for (const RosterPost& post : input_.posts)
        base_.needs.push_back({post.count, post.penalty});
}

Relaxed Search::relax(const Banned& banned) {
    ++solution_.relaxations;
    base_.edges.clear();
    std::vector<int> offer_of_edge;
    for (std::size_t at = 0; at < input_.offers.size(); ++at) {
        const RosterOffer& offer = input_.offers[at];
        if (!banned.empty() && banned.count({input_.posts[offer.post].need, offer.helper}) > 0)
            continue;
        base_.edges.push_back({offer.post, place_of_offer_[at], offer.cost});
        offer_of_edge.push_back(static_cast<int>(at));
    }
    base_.work = input_.work > 0 ? std::max<std::int64_t>(1, input_.work - solution_.work) : 0;
    base_.stop = input_.stop;
    Relaxed found{assign(base_), {}, {}};
    solution_.work += found.answer.work;
    clock_ended_ = clock_ended_ || found.answer.outcome == AssignOutcome::time_limit || (input_.stop && input_.stop());
    work_ended_ = work_ended_ || (input_.work > 0 && solution_.work >= input_.work);
    for (const AssignUse& use : found.answer.used) {
        const RosterOffer& offer = input_.offers[offer_of_edge[use.edge]];
        found.taken.push_back({offer.post, offer.helper, offer.cost});
    }
    found.conflict = conflict_in(found.taken);
    return found;
}

Taken Search::conflict_in(const Taken& taken) const {
    std::map<int, Taken> of_helper;
    for (const Place& place : taken)
        of_helper[place.helper].push_back(place);
    for (const auto& [helper, posts] : of_helper)
        if (Taken conflict = conflict_of(posts); !conflict.empty())
            return conflict;
    return {};
}

// Two posts that meet, or the posts of a day that is too long.
Taken Search::conflict_of(const Taken& of_helper) const {
    for (std::size_t a = 0; a < of_helper.size(); ++a)
        for (std::size_t b = a + 1; b < of_helper.size(); ++b)
            if (input_.posts[of_helper[a].post].span.meets(input_.posts[of_helper[b].post].span))
                return {of_helper[a], of_helper[b]};
    if (input_.minutes_a_day_max == 0)
        return {};
    std::map<std::int64_t, Taken> of_day;
    for (const Place& place : of_helper)
        of_day[day_of_part(input_.posts[place.post].span.first)].push_back(place);
    for (const auto& [day, posts] : of_day) {
        std::int64_t minutes = 0;
        for (const Place& place : posts)
            minutes += minutes_of(input_.posts[place.post].time);
        if (posts.size() > 1 && minutes > input_.minutes_a_day_max)
            return posts;
    }
    return {};
}

void Search::keep(const Relaxed& plan) {
    if (!plan.conflict.empty() || (found_ && plan.answer.cost >= solution_.cost))
        return;
    found_ = true;
    solution_.cost = plan.answer.cost;
    solution_.taken.clear();
    for (const Place& place : plan.taken)
        solution_.taken.emplace_back(place.post, place.helper);
    std::sort(solution_.taken.begin(), solution_.taken.end());
}

// A first plan that can be kept: each helper in conflict keeps what is dearest to lose, and the rest is planned again
// without them, until nothing is in conflict; what was dropped on the way counts as unmet in between.
void Search::repair(const Relaxed& root) {
    Relaxed plan = root;
    for (Banned banned; !plan.conflict.empty() && !ended(); plan = relax(banned)) {
        drop_conflicts(plan, banned);
        keep(plan);
    }
    if (!plan.conflict.empty()) {
        Banned banned;
        drop_conflicts(plan, banned);
    }
    keep(plan);
}

void Search::drop_conflicts(Relaxed& plan, Banned& banned) const {
    const auto worth = [this](const Place& place) { return input_.posts[place.post].penalty - place.cost; };
    std::stable_sort(plan.taken.begin(), plan.taken.end(),
                     [&](const Place& a, const Place& b) { return worth(a) > worth(b); });
    std::map<int, Taken> of_helper;
    Taken kept;
    for (const Place& place : plan.taken) {
        Taken& posts = of_helper[place.helper];
        posts.push_back(place);
        if (conflict_of(posts).empty()) {
            kept.push_back(place);
            continue;
        }
        posts.pop_back();
        plan.answer.cost += worth(place);
        banned.emplace(input_.posts[place.post].need, place.helper);
    }
    plan.taken = std::move(kept);
    plan.conflict.clear();
}

void Search::branch(Relaxed root) {
    open_.push({root.answer.lower_bound, 0, {}, std::move(root.conflict)});
    while (!open_.empty() && open_.top().bound < solution_.cost && !ended()) {
        const Node node = open_.top();
        open_.pop();
        for (const Place& place : node.conflict) {
            Banned banned = node.banned;
            banned.emplace(input_.posts[place.post].need, place.helper);
            look_at(std::move(banned));
        }
    }
}

void Search::look_at(Banned banned) {
    Relaxed plan = relax(banned);
    keep(plan);
    // A relaxation that was cut short without a conflict still leaves its bound open.
    const bool settled = plan.conflict.empty() && plan.answer.outcome == AssignOutcome::optimal;
    if (!settled && plan.answer.lower_bound < solution_.cost)
        open_.push({plan.answer.lower_bound, solution_.relaxations, std::move(banned), std::move(plan.conflict)});
}

} // namespace

RosterSolution roster(const RosterInput& input) { return Search(input).solve(); }

} // namespace liandong::matching
