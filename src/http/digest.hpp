// A short digest for cache tags. Tells contents apart; guards nothing.
#pragma once

#include <string>
#include <string_view>

namespace liandong::http {

/// 32 hexadecimal digits: two FNV-1a sums of 64 bits from different beginnings, and the size mixed in.
std::string digest(std::string_view bytes);

} // namespace liandong::http
