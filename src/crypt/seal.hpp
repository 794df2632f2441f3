// Sensitive fields at rest: AES-256-GCM (NIST SP 800-38D) with a random nonce, bound to the place where they stand, so
// that a value copied to another record or field does not open.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "crypt/keys.hpp"

namespace liandong::crypt {

/// Where a value stands: "people.person", the record's id as text, "id_no".
struct Place {
    std::string_view type;
    std::string_view record;
    std::string_view field;
};

/// The value does not open here: altered, moved from another place, or its key is not in the file.
class CannotOpen : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// algorithm (1), key number, nonce (12 bytes), ciphertext, tag (16 bytes): 30 bytes more than the plain text.
Bytes seal(const Keys& keys, std::string_view plain, const Place& place);
/// The plain text. Throws CannotOpen.
std::string open(const Keys& keys, std::span<const std::uint8_t> sealed, const Place& place);

} // namespace liandong::crypt
