// Bytes as text: hexadecimal and base64url without padding (RFC 4648).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace liandong::crypt {

/// Lower case.
std::string to_hex(std::span<const std::uint8_t> bytes);
std::optional<base::Bytes> from_hex(std::string_view text);
std::string to_base64url(std::span<const std::uint8_t> bytes);
/// Nothing for other characters, padding, a wrong length or bits left over.
std::optional<base::Bytes> from_base64url(std::string_view text);

} // namespace liandong::crypt
