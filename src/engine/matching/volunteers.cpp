// The quick tests come first: of millions of pairs most are too far apart.
#include "engine/matching/volunteers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/matching/terms.hpp"

namespace liandong::matching {

Volunteers::Volunteers(const Input& input) : input_(input) { resize(); }

void Volunteers::resize() {
    const std::size_t before = std::min(ready_.size(), input_.volunteers.size());
    ready_.resize(input_.volunteers.size());
    for (std::size_t helper = before; helper < ready_.size(); ++helper)
        renew(helper);
}

void Volunteers::renew(std::size_t helper) {
    const Volunteer& volunteer = input_.volunteers[helper];
    ready_[helper] = {direction_of(volunteer.at), chord_squared(volunteer.max_km), lot_of(volunteer.id, input_.seed),
                      merged(volunteer.available)};
}

// Each wanted skill is one person's work; the other places are free. More skills than people: dealt out in turn.
std::vector<Post> Volunteers::posts(const Need& need) const {
    std::vector<Post> found;
    const auto people = static_cast<std::size_t>(std::max(0, need.people));
    for (std::size_t k = 0; k < need.skills.size() && people > 0; ++k) {
        if (k < people)
            found.push_back({{}, 1, "skill:"});
        Post& post = found[k % people];
        post.part += (post.skills.empty() ? "" : "+") + need.skills[k];
        post.skills.push_back(need.skills[k]);
    }
    if (people > found.size())
        found.push_back({{}, static_cast<std::int64_t>(people - found.size()), "volunteers"});
    return found;
}

std::int64_t Volunteers::penalty(const ReadyNeed& need) const {
    return input_.weights.unmet_volunteer * 1000 * need.factor;
}

unsigned Volunteers::hurdles(const ReadyNeed& need, std::size_t helper, bool first_only) const {
    const Ready& ready = ready_[helper];
    unsigned found = beyond(need.at, ready.at, ready.reach) ? too_far : 0u;
    if (found && first_only)
        return found;
    const Volunteer& volunteer = input_.volunteers[helper];
    const Need& wanted = *need.need;
    const Weights& weights = input_.weights;
    if (volunteer.age < weights.age_min)
        found |= too_young;
    else if (volunteer.age < weights.adult_age && wanted.urgency > weights.minor_urgency_max)
        found |= minor_urgent;
    if (wanted.gender != Gender::any && volunteer.gender != wanted.gender)
        found |= gender;
    if (found && first_only)
        return found;
    if (need.past || !wanted.time || !holding(ready.windows, *wanted.time))
        found |= not_free;
    if (found && first_only)
        return found;
    if (!wanted.languages.empty() && !share_one(wanted.languages, volunteer.languages))
        found |= language;
    if (leaves_out(need, volunteer.id))
        found |= not_asked;
    return found;
}

bool Volunteers::skilled(const Post& post, std::size_t helper) const {
    const auto& skills = input_.volunteers[helper].skills;
    return std::all_of(post.skills.begin(), post.skills.end(),
                       [&](const std::string& wanted) { return holds(skills, wanted); });
}

std::int64_t Volunteers::cost(const ReadyNeed& need, const Post& post, std::size_t helper) const {
    const Volunteer& volunteer = input_.volunteers[helper];
    const Weights& weights = input_.weights;
    std::int64_t lost = distance_lost(weights, metres(need.at, ready_[helper].at));
    lost += slack_lost(weights, ready_[helper].windows, need.need->time);
    lost += language_lost(weights, *need.need, volunteer.languages);
    lost += known_lost(weights, *need.need, volunteer.id);
    lost += share_lost(weights.fairness, volunteer.minutes_this_month, weights.fairness_minutes);
    if (post.skills.empty() && !volunteer.skills.empty())
        lost += weights.skill * 1000;
    return lost + lot(need.lot, ready_[helper].lot);
}

void Volunteers::explain(const ReadyNeed& need, const Post& post, std::size_t helper,
                         std::vector<Reason>& reasons) const {
    const Volunteer& volunteer = input_.volunteers[helper];
    const Weights& weights = input_.weights;
    const auto say = [&](const char* code, base::Params params) {
        reasons.push_back({volunteer.id, code, std::move(params)});
    };
    const std::int64_t far = metres(need.at, ready_[helper].at);
    say("volunteer.distance", {{"km", km_text(far)},
                               {"max_km", fmt::format("{:g}", volunteer.max_km)},
                               {"points", points_text(distance_lost(weights, far))}});
    say("volunteer.free", {{"points", points_text(slack_lost(weights, ready_[helper].windows, need.need->time))}});
    if (!post.skills.empty())
        say("volunteer.skill", {{"skills", fmt::format("{}", fmt::join(post.skills, "+"))}});
    else if (!volunteer.skills.empty())
        say("volunteer.skill_spare", {{"points", points_text(weights.skill * 1000)}});
    explain_language(weights, *need.need, volunteer.id, volunteer.languages, reasons);
    explain_known(weights, *need.need, volunteer.id, reasons);
    say("volunteer.minutes", {{"minutes", std::to_string(volunteer.minutes_this_month)},
                              {"points", points_text(share_lost(weights.fairness, volunteer.minutes_this_month,
                                                                weights.fairness_minutes))}});
}

} // namespace liandong::matching
