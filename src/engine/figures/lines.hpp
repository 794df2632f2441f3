// What a record adds to a figure, as lines (day, region, cells, amount): the running sum of the lines up to a day is
// what it counts on that day. A stock's lines come and go, a flow has one. Lines of future days are simply there
// already.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace liandong::figures {

using base::Date;

/// The first day a clock may show, 1600-01-01: what holds from here on has always held.
inline constexpr Date always{-135140};

/// The cell that everything counts in, whatever it is broken down by.
inline const std::string total;
/// The cell of one word of a breakdown: "field=04".
std::string cell_of(std::string_view dimension, std::string_view word);

/// A line touches several cells at once: the total, and one of each breakdown (a set of codes: several).
struct Line {
    Date day;
    std::string region; // 12 digits
    std::int64_t amount = 0;
    std::vector<std::string> cells; // sorted, each once

    auto operator<=>(const Line&) const = default;
};

/// Sorted; no two lines of one day, region and amount; no cell twice on one day and region.
using Lines = std::vector<Line>;

/// From this day on the record counts in these cells; in none, it does not count.
struct Spell {
    Date from;
    std::vector<std::string> cells;
};

/// The lines of a stock's record that lies in `region` and counts `amount`: what changes where one spell follows
/// another. The spells are sorted by day, the first begins at `always`.
Lines stock_lines(const std::vector<Spell>& spells, const std::string& region, std::int64_t amount);
/// The line of something that happened once.
Lines flow_lines(Date day, const std::string& region, std::vector<std::string> cells, std::int64_t amount);

/// The lines after a change that is true from a day: before it the old lines stand, on it stands the difference, after
/// it the fresh ones. From `always` on the fresh lines are all there is.
Lines revise(const Lines& old, const Lines& fresh, Date from);

/// A place in the sums.
struct Place {
    std::string cell;
    std::string region;
    Date day;

    auto operator<=>(const Place&) const = default;
};
using Sums = std::map<Place, std::int64_t>;

/// Adds the lines to the sums, `times` over: -1 takes them away again. What comes to zero is left out.
void add(Sums& sums, const Lines& lines, std::int64_t times = 1);
/// The lines that make these sums.
Lines lines_of(const Sums& sums);

} // namespace liandong::figures
