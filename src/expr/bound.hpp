// Works out everything that holds no field. Internal to the room.
#pragma once

#include <map>

#include "expr/asking.hpp"

namespace liandong::expr {

/// Values of local parameters, by index, for one county; what is not named keeps the province's value.
using LocalValues = std::map<std::int64_t, base::Value>;

/// With `local` the parameters that counties may set are worked out too; without, they stay open.
Checked worked_out(const Checked& checked, const Given& given, const LocalValues* local);

} // namespace liandong::expr
