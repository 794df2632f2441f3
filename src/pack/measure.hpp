// What a figure's number is made of: a share, a count, time, money. From this follows which unit it may carry.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "pack/pack.hpp"

namespace liandong::pack {

struct Measure {
    enum class What { unknown, share, count, number, minutes, fen, quotient };
    What what = What::unknown;
    std::string of;                      // the type that is counted, or the unit of the field that is added up
    std::optional<std::int64_t> highest; // of one record, where a bounded number is added up: 1 to 5 stars
};

/// What the figure measures; unknown for a hook, or where its parts do not agree.
Measure measure_of(const Pack& pack, const std::string& figure);

/// How a page reads the number that is answered: share, minutes, fen or number.
const char* reading_of(const Measure& measure);

} // namespace liandong::pack
