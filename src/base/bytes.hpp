// Bytes that are not text: sealed values, keys, digests, attachments.
#pragma once

#include <cstdint>
#include <vector>

namespace liandong::base {

using Bytes = std::vector<std::uint8_t>;

} // namespace liandong::base
