// One value of one field, as it stands in memory: the common tongue of criteria, records, databases and files.
// Empty text, an empty set and a missing value are one thing: empty.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace liandong::base {

/// The words of a `codes:` field by their stored code: sorted, each once, never empty (an empty set is Empty).
using Codes = std::vector<std::string>;
using Empty = std::monostate;

/// number, money (fen), minutes and time (milliseconds) are whole numbers; text, code, ref (UUID in lower case),
/// region (12 digits), file (blob id) and point ("lon,lat") are text.
using Value = std::variant<Empty, bool, std::int64_t, Date, std::string, Codes>;

inline bool is_empty(const Value& value) { return std::holds_alternative<Empty>(value); }

/// What a field holds. The order is the order of PACK.md section 2.
enum class Kind { text, number, money, minutes, date, time, boolean, code, codes, ref, region, file, point, figure };

/// How a set stands in a column: |2|5|
std::string to_column(const Codes& codes);
Codes codes_from_column(std::string_view column);
/// Sorted, each once.
Codes tidy(Codes codes);

} // namespace liandong::base
