// What the pack's notation cannot say about volunteers' hours. Pure: it is told what it needs and returns what it
// found.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/fault.hpp"

namespace liandong::modules::volunteers {

/// One line of a volunteer's hours on some day; a correction has less than none.
struct Hours {
    base::Date on;
    std::int64_t minutes = 0;
};

/// R-VOL-17c (DOMAIN 4.12): over all activities at most `most` minutes are credited a day. `others` are the lines that
/// stand already, corrections among them. A correction itself is always taken. Field, code, clause and level are those
/// of `as`.
std::vector<base::Finding> day_limit(const Hours& entry, std::span<const Hours> others, std::int64_t most,
                                     base::Finding as);

} // namespace liandong::modules::volunteers
