// Passwords (Argon2id, RFC 9106) and secrets made by chance: session tokens, and codes that people read aloud.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace liandong::crypt {

/// OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. About 20 ms; hash outside of any transaction.
struct PasswordCost {
    std::uint32_t memory_kib = 19 * 1024;
    std::uint32_t passes = 2;
    std::uint32_t lanes = 1;
};

/// The PHC string `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` with a fresh salt.
std::string password_hash(std::string_view password, PasswordCost cost = {});
/// False for a wrong password and for a string that is no Argon2id hash.
bool password_matches(std::string_view password, const std::string& hash);
/// Whether the hash was made with another cost, so that the next sign-in should make it anew.
bool password_outdated(std::string_view hash, PasswordCost cost = {});

/// From the system's random source; throws std::runtime_error when it has none.
base::Bytes random_bytes(std::size_t count);
/// A token of at least that many random bits in base64url: 43 characters for 256.
std::string new_token(std::size_t bits = 256);

/// A code of at least that many random bits to be read aloud and typed: 0-9 and capitals without I, L, O and U
/// (Crockford's base32), in groups of four: 7K3M-Q2XR.
std::string new_code(std::size_t bits = 40);
/// The code as new_code wrote it, whatever capitals, spaces and dashes it was typed with; O is 0, I and L are 1. Empty
/// when it holds anything else.
std::string clean_code(std::string_view typed);

/// Whether two secrets are equal, in a time that depends on their lengths only.
bool same_secret(std::string_view left, std::string_view right);

} // namespace liandong::crypt
