// Time as the plan sees it: parts of the day (morning to 12:00, afternoon to 18:00, evening), of which a volunteer
// gives each to one need at most, and windows of availability.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/matching/match.hpp"

namespace liandong::matching {

/// Parts of the day touched by a window, both included; three to a day, counted from 1970-01-01.
struct Span {
    std::int64_t first = 0, last = 0;
    bool meets(const Span& other) const { return first <= other.last && other.first <= last; }
};

Span span_of(const Window& time);
inline std::int64_t day_of_part(std::int64_t part) { return part >= 0 ? part / 3 : (part - 2) / 3; }
inline bool overlap(const Window& a, const Window& b) { return a.from < b.to && b.from < a.to; }
inline std::int64_t minutes_of(const Window& time) { return (time.to.ms - time.from.ms) / 60'000; }

/// Sorted, with windows that touch or overlap made one.
std::vector<Window> merged(std::vector<Window> windows);

/// The merged window that holds the whole time, if any.
std::optional<Window> holding(const std::vector<Window>& windows, const Window& time);

} // namespace liandong::matching
