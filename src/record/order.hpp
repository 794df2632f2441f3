// The order in which a type's list stands unless asked otherwise, and the index that has it ready.
#pragma once

#include <optional>

#include "db/schema.hpp"
#include "record/shape.hpp"

namespace liandong::record {

/// The index a list is walked along: its declared sort, the id, and the region, so that rows of elsewhere are passed by
/// without being looked at. Nothing when the sort is by id, downwards or one step away.
std::optional<db::Index> order_index(const Shape& shape);

} // namespace liandong::record
