// Reads JSON from outside: everything that could later be read in two ways is refused here.
#pragma once

#include <boost/json/fwd.hpp>
#include <string_view>

namespace liandong::http {

inline constexpr int json_depth_max = 64;

/// One JSON value (RFC 8259). Whole numbers are int64 or uint64, others double. Throws Fault bad_request
/// http.bad_json, http.too_deep, http.bad_text (NUL, lone surrogate, bytes that are not UTF-8),
/// http.key_twice, http.big_number (beyond a double).
boost::json::value read_json(std::string_view text);

} // namespace liandong::http
