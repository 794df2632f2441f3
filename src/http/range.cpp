#include "http/range.hpp"

#include <algorithm>
#include <charconv>

namespace liandong::http {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<Range> range_of(const Request& request, std::uint64_t size, std::string_view etag) {
    const auto header = request.header("Range");
    const auto same = request.header("If-Range");
    if (!header || request.method != "GET" || request.head || (same && trimmed(*same) != etag))
        return std::nullopt;
    auto text = trimmed(*header);
    if (!text.starts_with("bytes=") || text.find(',') != std::string_view::npos)
        return std::nullopt;
    text.remove_prefix(6);
    const auto dash = text.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto first = whole_number(text.substr(0, dash));
    const auto last = whole_number(text.substr(dash + 1));
    if (dash == 0) { // the last so many
        if (!last)
            return std::nullopt;
        const auto count = std::min(*last, size);
        return Range{size - count, count};
    }
    if (!first || (!last && dash + 1 != text.size()) || (last && *last < *first))
        return std::nullopt;
    if (*first >= size)
        return Range{};
    return Range{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

std::string content_range(const Range& range, std::uint64_t size) {
    const std::string all = "/" + std::to_string(size);
    if (range.size == 0)
        return "bytes *" + all;
    return "bytes " + std::to_string(range.from) + "-" + std::to_string(range.from + range.size - 1) + all;
}

} // namespace liandong::http
