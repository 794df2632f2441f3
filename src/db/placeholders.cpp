#include "db/placeholders.hpp"

namespace liandong::db {
namespace {

/// The end of what begins at `from` and hides question marks; `from` itself when nothing begins there.
std::size_t hidden_until(std::string_view sql, std::size_t from) {
    const auto behind = [&](std::string_view mark, std::size_t start) {
        const auto at = sql.find(mark, start);
        return at == std::string_view::npos ? sql.size() : at + mark.size();
    };
    const auto here = sql.substr(from, 2);
    if (here.starts_with('\'') || here.starts_with('"')) // a doubled quote ends one piece and begins the next
        return behind(here.substr(0, 1), from + 1);
    if (here == "--")
        return behind("\n", from);
    if (here == "/*")
        return behind("*/", from + 2);
    return from;
}

} // namespace

std::string numbered(std::string_view sql) {
    std::string out;
    out.reserve(sql.size() + 16);
    int count = 0;
    for (std::size_t i = 0; i < sql.size();) {
        if (const auto end = hidden_until(sql, i); end > i) {
            out.append(sql.substr(i, end - i));
            i = end;
        } else if (sql[i++] == '?') {
            out += '$' + std::to_string(++count);
        } else {
            out += sql[i - 1];
        }
    }
    return out;
}

} // namespace liandong::db
