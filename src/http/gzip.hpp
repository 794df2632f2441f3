// Compresses a reply whose handler allows it, for the thin lines of the counties.
#pragma once

#include <string>
#include <string_view>

#include "http/reply.hpp"
#include "http/request.hpp"

namespace liandong::http {

/// The bytes in gzip's wrapping (RFC 1952).
std::string gzipped(std::string_view bytes);
/// Compresses the reply when it may be, is worth it (over 1400 bytes) and the caller takes gzip. Its ETag gets another
/// ending, so that a cache tells the forms apart; Request::version and If-None-Match know that ending.
void shrink(Reply& reply, const Request& request);

} // namespace liandong::http
