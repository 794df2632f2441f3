// Header lines as they travel: in order, names without regard to case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liandong::http {

struct Header {
    std::string name;
    std::string value;
};

using Headers = std::vector<Header>;

/// Whether two header names, or two tokens, are the same without regard to ASCII case.
bool same_word(std::string_view one, std::string_view other);
/// The first value under a name.
std::optional<std::string_view> find(const Headers& headers, std::string_view name);
/// Whether a comma separated list (Accept-Encoding, If-None-Match …) names the token. A token with q=0 counts as
/// absent.
bool lists(std::string_view list, std::string_view token);
/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

} // namespace liandong::http
