#include "base/value.hpp"

#include <algorithm>

namespace liandong::base {

std::string to_column(const Codes& codes) {
    std::string column = "|";
    for (const auto& code : codes)
        column += code + "|";
    return column;
}

Codes codes_from_column(std::string_view column) {
    Codes codes;
    std::size_t from = column.empty() ? 0 : 1;
    for (std::size_t bar = column.find('|', from); bar != std::string_view::npos; bar = column.find('|', from)) {
        codes.emplace_back(column.substr(from, bar - from));
        from = bar + 1;
    }
    return codes;
}

Codes tidy(Codes codes) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

} // namespace liandong::base
