// A worker takes cases up to their limit (R-CAS-03). The field is not a wall but the heaviest term (R-FIV-03).
#include "engine/matching/workers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "engine/matching/terms.hpp"

namespace liandong::matching {

namespace {

std::int64_t level_lost(const Weights& weights, const Need& need, const Worker& worker) {
    return weights.level * 1000 * std::abs(worker.level - need.urgency);
}

std::int64_t load_lost(const Weights& weights, const Worker& worker) {
    return share_lost(weights.load, worker.open_cases, std::max(1, worker.max_cases));
}

} // namespace

Workers::Workers(const Input& input) : input_(input) { resize(); }

void Workers::resize() {
    const std::size_t before = std::min(ready_.size(), input_.workers.size());
    ready_.resize(input_.workers.size());
    for (std::size_t helper = before; helper < ready_.size(); ++helper)
        renew(helper);
}

void Workers::renew(std::size_t helper) {
    const Worker& worker = input_.workers[helper];
    ready_[helper] = {direction_of(worker.at), lot_of(worker.id, input_.seed),
                      worker.available ? merged(*worker.available) : std::vector<Window>{}};
}

std::vector<Post> Workers::posts(const Need& need) const {
    return need.worker ? std::vector<Post>{{{}, 1, "worker"}} : std::vector<Post>{};
}

std::int64_t Workers::penalty(const ReadyNeed& need) const { return input_.weights.unmet_worker * 1000 * need.factor; }

std::vector<std::int64_t> Workers::capacities() const {
    std::vector<std::int64_t> free;
    for (const Worker& worker : input_.workers)
        free.push_back(std::max(0, worker.max_cases - worker.open_cases));
    return free;
}

unsigned Workers::hurdles(const ReadyNeed& need, std::size_t helper, bool) const {
    const Worker& worker = input_.workers[helper];
    const Need& wanted = *need.need;
    unsigned found = 0;
    if (worker.open_cases >= worker.max_cases)
        found |= full;
    if (wanted.gender != Gender::any && worker.gender != wanted.gender)
        found |= gender;
    if (need.past || !wanted.time || (worker.available && !holding(ready_[helper].windows, *wanted.time)))
        found |= not_free;
    if (!wanted.languages.empty() && !share_one(wanted.languages, worker.languages))
        found |= language;
    if (leaves_out(need, worker.id))
        found |= not_asked;
    return found;
}

std::int64_t Workers::cost(const ReadyNeed& need, const Post&, std::size_t helper) const {
    const Worker& worker = input_.workers[helper];
    const Weights& weights = input_.weights;
    std::int64_t lost = distance_lost(weights, metres(need.at, ready_[helper].at));
    if (!holds(worker.fields, need.need->field))
        lost += weights.field * 1000;
    lost += slack_lost(weights, ready_[helper].windows, need.need->time);
    lost += language_lost(weights, *need.need, worker.languages);
    lost += known_lost(weights, *need.need, worker.id);
    lost += load_lost(weights, worker) + level_lost(weights, *need.need, worker);
    return lost + lot(need.lot, ready_[helper].lot);
}

void Workers::explain(const ReadyNeed& need, const Post&, std::size_t helper, std::vector<Reason>& reasons) const {
    const Worker& worker = input_.workers[helper];
    const Weights& weights = input_.weights;
    const auto say = [&](const char* code, base::Params params) {
        reasons.push_back({worker.id, code, std::move(params)});
    };
    if (holds(worker.fields, need.need->field))
        say("worker.field", {{"field", need.need->field}});
    else
        say("worker.other_field", {{"field", need.need->field}, {"points", points_text(weights.field * 1000)}});
    const std::int64_t far = metres(need.at, ready_[helper].at);
    say("worker.distance", {{"km", km_text(far)}, {"points", points_text(distance_lost(weights, far))}});
    if (worker.available)
        say("worker.free", {{"points", points_text(slack_lost(weights, ready_[helper].windows, need.need->time))}});
    explain_language(weights, *need.need, worker.id, worker.languages, reasons);
    explain_known(weights, *need.need, worker.id, reasons);
    say("worker.cases", {{"open", std::to_string(worker.open_cases)},
                         {"max", std::to_string(worker.max_cases)},
                         {"points", points_text(load_lost(weights, worker))}});
    say("worker.level", {{"level", std::to_string(worker.level)},
                         {"urgency", std::to_string(need.need->urgency)},
                         {"points", points_text(level_lost(weights, *need.need, worker))}});
}

} // namespace liandong::matching
