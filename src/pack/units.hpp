// Units: of parameters, with their smallest steps, and how units are written beside a field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "expr/schema.hpp"

namespace liandong::pack {

/// The units a parameter may have.
const std::vector<std::string>& parameter_units();
/// What the criteria language takes a parameter of this unit for.
expr::Unit unit_in_criteria(const std::string& unit);
/// `value` counts 10^-places of the unit. Answers it in the unit's smallest step: hours in minutes, yuan in fen, % in
/// hundredths, years in months, weeks in days; nothing when that is not a whole number.
std::optional<std::int64_t> in_smallest(const std::string& unit, std::int64_t value, int places);

/// How a unit is written beside a number: persons → 人; nothing for a unit that is not known.
std::optional<base::Words> unit_label(const std::string& unit);
std::vector<std::string> labelled_units();

} // namespace liandong::pack
