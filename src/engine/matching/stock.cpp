// A resource with fields or types of person serves only those (a directed gift goes to its purpose, R-FND-04), and is
// used before one that could serve anybody.
#include "engine/matching/stock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/matching/assign.hpp"
#include "engine/matching/people.hpp"

namespace liandong::matching {

void Stock::resize() {
    at_.clear();
    for (const Resource& resource : input_.resources)
        at_.push_back(direction_of(resource.at));
}

std::vector<Item> Stock::items() const {
    std::set<Item> found;
    for (const ReadyNeed& need : needs_) {
        if (need.need->money_fen > 0)
            found.insert(Item{});
        for (const Goods& goods : need.need->goods)
            if (goods.quantity > 0)
                found.insert(goods.item);
    }
    return {found.begin(), found.end()};
}

std::vector<StockLine> Stock::lines(const Item& item) const {
    std::vector<StockLine> found;
    for (std::size_t need = 0; need < needs_.size(); ++need) {
        std::int64_t wanted = item ? 0 : needs_[need].need->money_fen;
        if (item)
            for (const Goods& goods : needs_[need].need->goods)
                wanted += goods.item == *item ? goods.quantity : 0;
        if (wanted > 0)
            found.push_back({static_cast<int>(need), wanted});
    }
    return found;
}

bool Stock::offers(const Resource& resource, const Item& item) const {
    return item ? resource.kind != Kind::money && resource.item == *item : resource.kind == Kind::money;
}

std::int64_t Stock::held(const Resource& resource) const {
    return resource.kind == Kind::money ? resource.money_fen : resource.quantity;
}

unsigned Stock::hurdles(const ReadyNeed& need, std::size_t at) const {
    const Resource& resource = input_.resources[at];
    unsigned found = 0;
    if (held(resource) == 0)
        found |= full;
    if (!resource.fields.empty() && !holds(resource.fields, need.need->field))
        found |= field;
    if (!resource.person_types.empty() && !share_one(resource.person_types, need.need->person_types))
        found |= person_type;
    if (resource.max_km && beyond(need.at, at_[at], chord_squared(*resource.max_km)))
        found |= too_far;
    if (resource.kind == Kind::place && !need.need->time)
        found |= not_free;
    if (cost(need, at) >= penalty(need, resource.kind == Kind::money ? Item{} : Item{resource.item}))
        found |= too_dear;
    return found;
}

std::int64_t Stock::penalty(const ReadyNeed& need, const Item& item) const {
    const Weights& weights = input_.weights;
    return need.factor * (item ? weights.unmet_goods * 1000 : weights.unmet_money);
}

// Of a unit in thousandths of a point; of a fen a thousandth of that, as ten yuan count like one unit.
std::int64_t Stock::cost(const ReadyNeed& need, std::size_t at) const {
    const Resource& resource = input_.resources[at];
    const Weights& weights = input_.weights;
    std::int64_t lost = distance_lost(weights, metres_to(need, at));
    if (resource.fields.empty() && resource.person_types.empty())
        lost += weights.person_type * 1000;
    return resource.kind == Kind::money ? lost / 1000 : lost + lot(need.lot, lot_of(resource.id, input_.seed));
}

std::int64_t Stock::metres_to(const ReadyNeed& need, std::size_t at) const { return metres(need.at, at_[at]); }

void Stock::explain(const ReadyNeed& need, std::size_t at, std::int64_t amount, std::vector<Reason>& reasons) const {
    const Resource& resource = input_.resources[at];
    const std::int64_t far = metres_to(need, at);
    const std::int64_t left = held(resource);
    const bool money = resource.kind == Kind::money;
    const auto shown = [money](std::int64_t units) {
        return money ? fmt::format("{}.{:02}", units / 100, units % 100) : std::to_string(units);
    };
    reasons.push_back({resource.id,
                       money                          ? "resource.money"
                       : resource.kind == Kind::place ? "resource.place"
                                                      : "resource.goods",
                       {{"amount", shown(amount)}, {"held", shown(left)}, {"item", resource.item}}});
    reasons.push_back({resource.id,
                       "resource.distance",
                       {{"km", km_text(far)}, {"points", points_text(distance_lost(input_.weights, far))}}});
    const bool directed = !resource.fields.empty() || !resource.person_types.empty();
    reasons.push_back(
        {resource.id, directed ? "resource.directed" : "resource.general",
         directed ? base::Params{} : base::Params{{"points", points_text(input_.weights.person_type * 1000)}}});
}

// For each line the time at which it takes a place: its first part of the day, or, joined, the run of parts that needs
// of several parts hang together.
std::vector<std::int64_t> Stock::times(const std::vector<StockLine>& lines, bool joined) const {
    std::vector<std::int64_t> found(lines.size());
    std::vector<std::size_t> order(lines.size());
    for (std::size_t k = 0; k < lines.size(); ++k) {
        order[k] = k;
        found[k] = needs_[lines[k].need].span.first;
    }
    if (!joined)
        return found;
    const auto span = [&](std::size_t k) { return needs_[lines[k].need].span; };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return span(a).first < span(b).first; });
    std::int64_t run = 0, last = 0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        if (k == 0 || span(order[k]).first > last) {
            run = span(order[k]).first;
            last = span(order[k]).last;
        }
        last = std::max(last, span(order[k]).last);
        found[order[k]] = run;
    }
    return found;
}

StockPlan Stock::plan(const Item& item, std::int64_t work, const std::function<bool()>& stop) const {
    StockPlan kept = solve(item, true, work, stop);
    const bool has_places =
        std::any_of(input_.resources.begin(), input_.resources.end(),
                    [&](const Resource& resource) { return resource.kind == Kind::place && offers(resource, item); });
    if (!has_places || kept.outcome == Outcome::refused)
        return kept;
    const StockPlan relaxed = solve(item, false, work, stop);
    kept.lower_bound = std::min(kept.cost, relaxed.lower_bound);
    kept.work += relaxed.work;
    if (kept.outcome == Outcome::optimal && kept.cost > kept.lower_bound)
        kept.outcome = relaxed.outcome == Outcome::time_limit ? Outcome::time_limit : Outcome::feasible;
    return kept;
}

StockPlan Stock::solve(const Item& item, bool joined, std::int64_t work, const std::function<bool()>& stop) const {
    const std::vector<StockLine> wanted = lines(item);
    const std::vector<std::int64_t> time = times(wanted, joined);
    AssignInput input;
    input.work = work;
    input.stop = stop;
    std::map<std::pair<int, std::int64_t>, int> place; // resource and time
    std::vector<int> resource_of_place, line_of_edge;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        input.needs.push_back({wanted[k].wanted, penalty(needs_[wanted[k].need], item)});
        input.at_most = std::max(input.at_most, wanted[k].wanted);
    }
    for (std::size_t r = 0; r < input_.resources.size(); ++r) {
        const Resource& resource = input_.resources[r];
        if (!offers(resource, item))
            continue;
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            const ReadyNeed& need = needs_[wanted[k].need];
            if (hurdles(need, r) != 0)
                continue;
            const std::int64_t at = resource.kind == Kind::place ? time[k] : 0;
            const auto [found, fresh] = place.try_emplace({static_cast<int>(r), at}, static_cast<int>(place.size()));
            if (fresh) {
                input.capacities.push_back(held(resource));
                resource_of_place.push_back(static_cast<int>(r));
            }
            input.edges.push_back({static_cast<int>(k), found->second, cost(need, r)});
        }
    }
    const AssignSolution found = assign(input);
    StockPlan plan;
    plan.refusal = found.refusal;
    plan.outcome = found.outcome == AssignOutcome::refused      ? Outcome::refused
                   : found.outcome == AssignOutcome::time_limit ? Outcome::time_limit
                   : found.outcome == AssignOutcome::feasible   ? Outcome::feasible
                                                                : Outcome::optimal;
    plan.cost = found.cost;
    plan.lower_bound = found.lower_bound;
    plan.work = found.work;
    for (const AssignUse& use : found.used) {
        const AssignEdge& edge = input.edges[use.edge];
        plan.shares.push_back({wanted[edge.need].need, resource_of_place[edge.helper], use.amount});
    }
    return plan;
}

} // namespace liandong::matching
