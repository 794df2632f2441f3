// Every record is a step function of the day: when a criterion that looks at the clock may turn for a record, worked
// out from the record itself (PACK.md section 5, how a figure follows).
#pragma once

#include <utility>
#include <vector>

#include "base/date.hpp"
#include "expr/evaluate.hpp"

namespace liandong::expr {

/// The first and the last day a clock may show: 1600-01-01, what holds "always before", and 2999-12-31.
inline constexpr base::Date dawn{-135140}, dusk{376199};

/// The days on which the criterion may turn for the record, sorted, each once. Only for a criterion checked for a place
/// where the clock stands alone; throws std::logic_error otherwise.
std::vector<base::Date> turning_days(const Checked& checked, const Context& record);

/// The criterion as (from this day, truth), sorted; the first stands at `dawn`, neighbours differ.
std::vector<std::pair<base::Date, Truth>> step_function(const Checked& checked, const Context& record);

/// The moments at which it may turn, `now` included: days turn at their first instant, +08:00.
std::vector<base::Instant> turning_moments(const Checked& checked, const Context& record);

} // namespace liandong::expr
