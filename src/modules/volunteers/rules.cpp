#include "modules/volunteers/rules.hpp"

#include <fmt/format.h>

namespace liandong::modules::volunteers {
namespace {

/// Minutes as hours with one decimal where there is a part: 12小时, 11.5小时.
base::Words in_hours(std::int64_t minutes) {
    const std::string hours =
        minutes % 60 == 0 ? fmt::format("{}", minutes / 60) : fmt::format("{:.1f}", static_cast<double>(minutes) / 60);
    return {hours + "小时", hours + " hours"};
}

} // namespace

std::vector<base::Finding> day_limit(const Hours& entry, std::span<const Hours> others, std::int64_t most,
                                     base::Finding as) {
    std::int64_t already = 0;
    for (const Hours& other : others)
        if (other.on == entry.on)
            already += other.minutes;
    if (entry.minutes <= 0 || already + entry.minutes <= most)
        return {};
    const base::Words had = in_hours(already), limit = in_hours(most);
    as.params = {{"on", base::to_text(entry.on)},
                 {"already", had.zh},
                 {"already@en", had.en},
                 {"$vol.day_max", limit.zh},
                 {"$vol.day_max@en", limit.en}};
    return {std::move(as)};
}

} // namespace liandong::modules::volunteers
