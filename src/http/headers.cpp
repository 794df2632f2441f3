#include "http/headers.hpp"

#include <algorithm>

namespace liandong::http {
namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool refused(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos)
        return false;
    const auto weight = trimmed(parameters.substr(q + 2));
    return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

} // namespace

bool same_word(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return small(a) == small(b); });
}

std::optional<std::string_view> find(const Headers& headers, std::string_view name) {
    for (const auto& header : headers)
        if (same_word(header.name, name))
            return header.value;
    return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool lists(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        const auto entry = list.substr(0, comma);
        const auto semicolon = std::min(entry.find(';'), entry.size());
        if (same_word(trimmed(entry.substr(0, semicolon)), token))
            return !refused(entry.substr(semicolon));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

} // namespace liandong::http
