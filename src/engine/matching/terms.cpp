// Each term once, for the cost and for the words.
#include "engine/matching/terms.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liandong::matching {

std::string km_text(std::int64_t metres) { return fmt::format("{:.1f}", static_cast<double>(metres) / 1000); }
std::string points_text(std::int64_t thousandths) {
    return fmt::format("{:.1f}", static_cast<double>(thousandths) / 1000);
}

std::int64_t slack_lost(const Weights& weights, const std::vector<Window>& windows, const std::optional<Window>& time) {
    const auto window = time ? holding(windows, *time) : std::nullopt;
    if (!window)
        return 0;
    const std::int64_t wanted = weights.slack_minutes;
    const std::int64_t before = std::min(wanted, minutes_of({window->from, time->from}));
    const std::int64_t after = std::min(wanted, minutes_of({time->to, window->to}));
    return share_lost(weights.time, 2 * wanted - before - after, 2 * wanted);
}

namespace {

std::vector<std::string> common(const std::vector<std::string>& wanted, const std::vector<std::string>& spoken) {
    std::vector<std::string> found;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(found),
                 [&](const std::string& word) { return holds(spoken, word); });
    return found;
}

} // namespace

std::int64_t language_lost(const Weights& weights, const Need& need, const std::vector<std::string>& spoken) {
    if (need.languages.empty())
        return 0;
    const auto unspoken = std::count_if(need.languages.begin(), need.languages.end(),
                                        [&](const std::string& word) { return !holds(spoken, word); });
    return share_lost(weights.language, unspoken, static_cast<std::int64_t>(need.languages.size()));
}

std::int64_t known_lost(const Weights& weights, const Need& need, const std::string& id) {
    return need.known.empty() || holds(need.known, id) ? 0 : weights.known * 1000;
}

void explain_language(const Weights& weights, const Need& need, const std::string& id,
                      const std::vector<std::string>& spoken, std::vector<Reason>& reasons) {
    if (need.languages.empty())
        return;
    const auto both = common(need.languages, spoken);
    reasons.push_back({id,
                       "language.spoken",
                       {{"languages", fmt::format("{}", fmt::join(both, "+"))},
                        {"points", points_text(language_lost(weights, need, spoken))}}});
}

void explain_known(const Weights& weights, const Need& need, const std::string& id, std::vector<Reason>& reasons) {
    if (need.known.empty())
        return;
    if (holds(need.known, id))
        reasons.push_back({id, "known.yes", {}});
    else
        reasons.push_back({id, "known.no", {{"points", points_text(weights.known * 1000)}}});
}

} // namespace liandong::matching
