// What is decided about a resident's request without touching anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "pack/pack.hpp"

namespace liandong::modules::services {

/// The fields of services.request that the portal asks for, in the order of its page. The channel, the state and
/// everything else are the server's.
const std::vector<std::string>& portal_fields();

/// The part of an address that stands for one caller: an IPv4 address whole, of IPv6 the first 64 bits, which one
/// household has to itself (RFC 6177); any other text as it is.
std::string network_of(const std::string& address);

/// A receipt's number as it was given, however it was typed: letters large, wide ones narrow, everything but letters
/// and digits left out; at most 40 characters.
std::string clean_receipt(const std::string& typed);

/// The code of the word `urgent`.
std::string most_urgent(const pack::Pack& pack);

/// Whether an event may begin in a state.
bool opens(const pack::Event& event, const std::string& state);

/// Why a rating does not go now: nothing is finished yet (422), or there is nothing left to rate (409). Nothing when
/// the event `rate` is open in this state.
std::optional<base::Fault> rating_refused(const pack::Type& request, const std::string& state, bool rated);
/// Why a withdrawal does not go now (409). Nothing when it does.
std::optional<base::Fault> withdrawal_refused(const pack::Type& request, const std::string& state);

} // namespace liandong::modules::services
