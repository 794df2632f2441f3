// What is shown of a value that may not be read in clear: enough to recognise what one knows, too little to learn it.
#pragma once

#include <string>

#include "base/value.hpp"
#include "pack/pack.hpp"

namespace liandong::record {

/// The masked form of a value that is not empty: 张*三, 139****0000, 620102**********0X, 1950-**-**, *** for all else.
std::string masked(const pack::Field& field, const base::Value& value);

} // namespace liandong::record
