// The headers every reply carries so that a browser keeps to this house.
#pragma once

#include "http/reply.hpp"

namespace liandong::http {

/// Adds the content policy (a page: its own origin; anything else: nothing), nosniff, no framing, no referrer, no
/// devices, and `no-store` where the handler says nothing of caching.
void guard(Reply& reply);

} // namespace liandong::http
