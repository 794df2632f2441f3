// What pairings of every kind have in common.
#include "engine/matching/ready.hpp"

#include <algorithm>

namespace liandong::matching {

ReadyNeed ready(const Need& need, const Input& input) {
    ReadyNeed made;
    made.need = &need;
    made.at = direction_of(need.at);
    if (need.time) {
        made.span = span_of(*need.time);
        made.past = need.time->from < input.now;
    }
    const Weights& weights = input.weights;
    made.factor = need.urgency == 3 ? weights.urgency_3 : need.urgency == 2 ? weights.urgency_2 : 1;
    made.lot = lot_of(need.id, input.seed);
    made.except.assign(need.except.begin(), need.except.end());
    std::sort(made.except.begin(), made.except.end());
    return made;
}

const std::vector<HurdleName>& hurdle_names() {
    static const std::vector<HurdleName> names = {
        {booked, "booked"},       {not_free, "not_free"}, {too_far, "too_far"},         {full, "full"},
        {language, "language"},   {skill, "no_skill"},    {gender, "gender"},           {minor_urgent, "minor_urgent"},
        {long_day, "long_day"},   {field, "field"},       {person_type, "person_type"}, {too_young, "too_young"},
        {not_asked, "not_asked"}, {too_dear, "too_dear"},
    };
    return names;
}

bool holds(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool leaves_out(const ReadyNeed& need, const std::string& id) {
    return std::binary_search(need.except.begin(), need.except.end(), std::string_view(id));
}

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& word) { return holds(b, word); });
}

std::uint64_t lot_of(const std::string& id, std::uint64_t seed) {
    std::uint64_t hash = 14695981039346656037ULL ^ (seed * 0x9e3779b97f4a7c15ULL); // FNV-1a
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash ^ (hash >> 29);
}

std::int64_t distance_lost(const Weights& weights, std::int64_t metres) {
    return share_lost(weights.distance, metres, weights.distance_km * 1000);
}

} // namespace liandong::matching
