// Percent-encoding and what is built from it: paths, queries, cookies. Strict: what is not well-formed UTF-8 is not
// decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liandong::http {

/// The text behind %XX; nothing when an escape is broken or the result is not well-formed UTF-8 or holds NUL.
std::optional<std::string> decoded(std::string_view text, bool plus_is_blank = false);
/// Everything but letters, digits and -._~ escaped.
std::string encoded(std::string_view text);
/// Pairs of "a=1&b=2" in order; nothing when one of them cannot be decoded.
std::optional<std::vector<std::pair<std::string, std::string>>> query_pairs(std::string_view query);
/// The value of a cookie in a Cookie header, as it stands.
std::optional<std::string> cookie_of(std::string_view header, std::string_view name);

} // namespace liandong::http
