// The Range header of a request (RFC 9110, 14.2): one stretch of bytes; anything more or else is answered whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "http/request.hpp"

namespace liandong::http {

struct Range {
    std::uint64_t from = 0;
    std::uint64_t size = 0; // 0: the stretch lies outside, 416
};

/// The stretch asked for of so many bytes; nothing when all of them are to be sent. `etag` is with its quotes: a
/// stretch of another version (If-Range) is not given.
std::optional<Range> range_of(const Request& request, std::uint64_t size, std::string_view etag);
/// "bytes 0-99/1000", or "bytes */1000" for a stretch outside.
std::string content_range(const Range& range, std::uint64_t size);

} // namespace liandong::http
