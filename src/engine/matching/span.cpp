// Windows are few a person and sorted, so a binary search finds the one that can hold a time.
#include "engine/matching/span.hpp"

#include <algorithm>

namespace liandong::matching {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

std::int64_t part_of(base::Instant at) {
    const base::Date day = base::day_of(at);
    const std::int64_t hours = (at.ms - base::start_of(day).ms) / hour_ms;
    return std::int64_t{day.days} * 3 + (hours < 12 ? 0 : hours < 18 ? 1 : 2);
}

} // namespace

Span span_of(const Window& time) {
    const base::Instant last{std::max(time.from.ms, time.to.ms - 1)};
    return {part_of(time.from), part_of(last)};
}

std::vector<Window> merged(std::vector<Window> windows) {
    std::sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) { return a.from < b.from; });
    std::vector<Window> found;
    for (const Window& window : windows) {
        if (window.to <= window.from)
            continue;
        if (!found.empty() && window.from <= found.back().to)
            found.back().to = std::max(found.back().to, window.to);
        else
            found.push_back(window);
    }
    return found;
}

std::optional<Window> holding(const std::vector<Window>& windows, const Window& time) {
    auto after = std::upper_bound(windows.begin(), windows.end(), time.from,
                                  [](base::Instant from, const Window& window) { return from < window.from; });
    if (after == windows.begin())
        return {};
    --after;
    if (after->to < time.to)
        return {};
    return *after;
}

} // namespace liandong::matching
