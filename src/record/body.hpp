// The values of a journal line: the changed fields as JSON text, sensitive ones sealed, so that they can be shown in a
// history and erased without touching the line.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/store.hpp"

namespace liandong::record {

/// Nothing when no declared field is among them.
std::optional<std::string> body_of(const Store& store, const Shape& shape, const Record& record,
                                   const std::vector<std::string>& fields);
/// The values of a body by field; fields the type no longer has are left out.
std::map<std::size_t, Value> values_of(const Store& store, const Shape& shape, const Uuid& record,
                                       const std::string& body);
/// The state a body tells; nothing when it tells of none.
std::optional<std::string> state_of(const std::string& body);

} // namespace liandong::record
